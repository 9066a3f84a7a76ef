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

type Known = Scene & { holidays: readonly string[]; libraries: Record<Role, Library> };
const totalSchema = z.object({ total: z.int() });
const SHOWN = 6;

export async function compareFigures(
  scene: Scene & { holidays: readonly string[] },
  cases: readonly FigureCase[],
): Promise<FigureOutcome> {
  const libraries = { viewer: openLibrary(scene.issues, "viewer"), manager: openLibrary(scene.issues, "manager") };
  const outcome: FigureOutcome = { answers: 0, figures: 0, values: 0, above: 0, lines: [] };
  const totals = new Map<string, number>();
  for (const one of cases) {
    const path = pathOf(`/api/dashboard/${one.panel}`, questionOf(one));
    try {
      const leaves = leavesOf(await read(scene.ask, one.role, path));
      const lines = [
        ...compareLeaves(leaves, reckon(one, { ...scene, libraries })),
        ...(await compareTotals(leaves, { role: one.role, ask: scene.ask, totals })),
      ];
      outcome.answers++;
      outcome.values += leaves.length;
      outcome.figures += leaves.filter(({ query }) => query !== null).length;
      outcome.above += leaves.filter(({ query, value }) => query !== null && Number(value) > 0).length;
      outcome.lines.push(...lines.slice(0, SHOWN).map((line) => `${one.role} ${path}: ${line}`));
    } catch (error) {
      outcome.lines.push(`${one.role} ${path}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return outcome;
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

async function compareTotals(leaves: readonly Leaf[], { role, ask, totals }: Lists): Promise<string[]> {
  const lines: string[] = [];
  for (const { at, value, query } of leaves) {
    if (query === null) continue;
    const key = `${role} ${query}`;
    const path = `/api/issues?page_size=1&${query}`;
    const total = totals.get(key) ?? totalSchema.parse(await read(ask, role, path)).total;
    totals.set(key, total);
    if (total !== value) lines.push(`${at} is ${value}, its list ${query} has ${total}`);
  }
  return lines;
}
