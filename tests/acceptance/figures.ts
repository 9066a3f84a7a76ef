/** Holds the dashboard's figures against an independent reckoning, and each against the list that it leads to. Imports nothing of the product. */
import { z } from "zod";
import { evaluate } from "../reckoning/filters/evaluate.ts";
import type { Asking, PlainIssue, Question, Role } from "../reckoning/filters/plain.ts";
import { openLibrary, type Library } from "../reckoning/filters/search.ts";
import {
  reckonAging,
  reckonChanges,
  reckonCompleted,
  reckonSummary,
  type Expected,
  type Scope,
} from "../reckoning/panels.ts";
import { reckonDurations } from "../reckoning/panels-durations.ts";
import { reckonEngineers } from "../reckoning/panels-people.ts";
import type { Days } from "../reckoning/panels-points.ts";
import { byCalendar, byWorkingDays } from "../reckoning/panels-spans.ts";
import { pathOf, type Ask } from "./answers.ts";
import { leavesOf, type Leaf } from "./leaves.ts";
import type { Scene } from "./questions.ts";

export const PANELS = [
  "summary",
  "tasks-per-engineer",
  "cycle-time",
  "lead-time",
  "completed",
  "aging",
  "changes",
] as const;
export type Panel = (typeof PANELS)[number];

export type FigureCase = { panel: Panel; role: Role; filter: Question; period: Days; bucket: string; time: string };
/** `figures`: those whose list was asked for, `values`: those that were reckoned; `above`: figures above 0. */
export type FigureOutcome = { answers: number; figures: number; values: number; above: number; lines: string[] };
/** `lists`: of how many figures of an answer the list is asked for at most, others of the next one. */
type Held = { holidays: readonly string[]; lists: number };

type Known = Scene & Held & { libraries: Record<Role, Library> };
const totalSchema = z.object({ total: z.int() });
const SHOWN = 6;
const AT_ONCE = 4;

export async function compareFigures(scene: Scene & Held, cases: readonly FigureCase[]): Promise<FigureOutcome> {
  const libraries = { viewer: openLibrary(scene.issues, "viewer"), manager: openLibrary(scene.issues, "manager") };
  const outcome: FigureOutcome = { answers: 0, figures: 0, values: 0, above: 0, lines: [] };
  const totals = new Map<string, number>();
  for (const [index, one] of cases.entries()) {
    const known = { ...scene, libraries, totals, index };
    const first = await compareCase(one, known);
    // Where the clock goes on, an age may pass its bound between an answer and its list.
    const { lines, ...seen } =
      first.lines.length === 0 ? first : await compareCase(one, { ...known, totals: new Map() });
    outcome.answers += seen.answers;
    outcome.values += seen.values;
    outcome.figures += seen.figures;
    outcome.above += seen.above;
    outcome.lines.push(...lines);
  }
  return outcome;
}

type Asked = Known & { totals: Map<string, number>; index: number };

async function compareCase(one: FigureCase, known: Asked): Promise<FigureOutcome> {
  const { role } = one;
  const { ask, totals, lists, index } = known;
  const path = pathOf(`/api/dashboard/${one.panel}`, questionOf(one));
  const named = (lines: readonly string[]) => lines.slice(0, SHOWN).map((line) => `${role} ${path}: ${line}`);
  try {
    const leaves = leavesOf(await read(ask, role, path));
    const listed = leaves.filter(({ query }) => query !== null);
    const figures = spread(listed, { most: lists, from: index });
    const differences = compareLeaves(leaves, reckon(one, known));
    const lines = named([...differences, ...(await compareTotals(figures, { role, ask, totals }))]);
    const above = figures.filter(({ value }) => Number(value) > 0).length;
    return { answers: 1, values: leaves.length, figures: figures.length, above, lines };
  } catch (error) {
    const lines = named([error instanceof Error ? error.message : String(error)]);
    return { answers: 0, values: 0, figures: 0, above: 0, lines };
  }
}

function questionOf({ panel, filter, period: { from, to }, bucket, time }: FigureCase): Question {
  switch (panel) {
    case "summary":
    case "completed":
      return { from, to, bucket, ...filter };
    case "tasks-per-engineer":
      return { from, to, ...filter };
    case "cycle-time":
    case "lead-time":
      return { from, to, bucket, time, ...filter };
    case "aging":
      return filter;
    case "changes":
      return { since: from, ...filter };
  }
}

async function read(ask: Ask, role: Role, path: string): Promise<unknown> {
  const answer = await ask(role, path);
  if (!answer.ok) throw new Error(`was answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

function reckon(one: FigureCase, known: Known): Expected {
  const { role, panel, filter, period, bucket, time } = one;
  const asking: Asking = { role, now: known.now(), zone: known.zone, me: known.me };
  const find = (question: Question): PlainIssue[] =>
    evaluate(known.issues, question, { asking, library: known.libraries[role] });
  const scope: Scope = { find, filter, asking, period, bucket };
  const measure = time === "working" ? byWorkingDays(known.zone, known.holidays) : byCalendar;
  switch (panel) {
    case "summary":
      return reckonSummary(scope);
    case "completed":
      return reckonCompleted(scope);
    case "tasks-per-engineer":
      return reckonEngineers(scope);
    case "cycle-time":
      return reckonDurations({ ...scope, kind: "cycle", measure });
    case "lead-time":
      return reckonDurations({ ...scope, kind: "lead", measure });
    case "aging":
      return reckonAging(scope);
    case "changes":
      return reckonChanges(scope);
  }
}

/** Groups tell the twenty largest; whichever they tell must be right. */
function compareLeaves(leaves: readonly Leaf[], expected: Expected): string[] {
  const told = new Map(leaves.map(({ at, value }) => [at, value]));
  const wrong = leaves.flatMap(({ at, value }) => {
    if (!expected.has(at)) return [`${at} is ${value}, and nobody expects it`];
    const theirs = expected.get(at) ?? null;
    return isSame(value, theirs) ? [] : [`${at} is ${value} instead of ${theirs}`];
  });
  const missing = [...expected.keys()].filter((at) => !told.has(at) && !at.startsWith("groups."));
  return [...wrong, ...missing.map((at) => `${at} is not told, and should be ${expected.get(at)}`)];
}

/** Seconds may differ in their last digits: they are added up in another order. */
function isSame(ours: Leaf["value"], theirs: Leaf["value"]): boolean {
  if (typeof ours !== "number" || typeof theirs !== "number" || Number.isInteger(ours)) return ours === theirs;
  return Math.abs(ours - theirs) < 0.001;
}

type Lists = { role: Role; ask: Ask; totals: Map<string, number> };

async function compareTotals(figures: readonly Leaf[], { role, ask, totals }: Lists): Promise<string[]> {
  const left = [...figures];
  const lines: string[] = [];
  const goOn = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) {
      const { at, value, query } = next;
      const key = `${role} ${query}`;
      const path = `/api/issues?page_size=1&${query}`;
      const total = totals.get(key) ?? totalSchema.parse(await read(ask, role, path)).total;
      totals.set(key, total);
      if (total !== value) lines.push(`${at} is ${value}, its list ${query} has ${total}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, goOn));
  return lines;
}

/** So many of them at most, evenly over all; where they begin differs. */
function spread<T>(all: readonly T[], { most, from }: { most: number; from: number }): T[] {
  const step = Math.max(1, Math.ceil(all.length / most));
  return all.filter((_, index) => index % step === from % step);
}
