/** What stands in an answer of the dashboard, each by its place. Imports nothing of the product. */
import { z } from "zod";
import { NOBODY } from "../reckoning/panels-people.ts";

const figureSchema = z.object({ value: z.int(), query: z.string() });
export type Leaf = { at: string; value: number | string | null; query: string | null };

const record = z.record(z.string(), z.unknown());
const rows = z.array(record);
const moment = z.iso.datetime().transform((text) => Date.parse(text));
const personSchema = z.object({ username: z.string() }).nullable();

/** Every figure with its query, and what else is reckoned: medians, and what the lists are made of. */
export function leavesOf(answer: unknown): Leaf[] {
  return walk(answer, []);
}

function walk(value: unknown, path: readonly string[]): Leaf[] {
  const at = path.join(".");
  const name = path.at(-1) ?? "";
  const list = LISTS[path.length === 1 ? name : ""];
  if (list) return [{ at, value: list(rows.parse(value)), query: null }];
  if (name === "oldest" && path.length > 1) return oldestLeaves(value, path);
  if (name === "median_seconds" || name === "p85_seconds") {
    return [{ at, value: z.number().nullable().parse(value), query: null }];
  }
  if (Array.isArray(value)) return value.flatMap((row: unknown) => walk(row, [...path, keyOf(record.parse(row))]));
  if (typeof value !== "object" || value === null) return [];
  const figure = figureSchema.safeParse(value);
  const own = figure.success ? [{ at: `${at}.value`, value: figure.data.value, query: figure.data.query }] : [];
  return [...own, ...Object.entries(value).flatMap(([key, part]) => walk(part, [...path, key]))];
}

/** What a row of a list is called. */
function keyOf(row: Record<string, unknown>): string {
  if ("person" in row) return personSchema.parse(row.person)?.username ?? NOBODY;
  if ("project" in row) return z.object({ path: z.string() }).parse(row.project).path;
  if ("value" in row && "name" in row) return (z.string().nullable().parse(row.value) ?? NOBODY).toLowerCase();
  return String(row.from ?? row.from_days ?? row.days ?? row.pattern ?? row.reference ?? row.at);
}

/** Since when the oldest of a person, or of a project in each status, is what it is. */
function oldestLeaves(value: unknown, path: readonly string[]): Leaf[] {
  const at = path.join(".");
  const ofStatuses = path[0] === "oldest_by_status";
  if (!ofStatuses) {
    const oldest = z.object({ wip_since: moment }).nullable().parse(value);
    return [{ at, value: oldest?.wip_since ?? null, query: null }];
  }
  const byStatus = z.record(z.string(), z.object({ since: moment })).parse(value);
  return Object.entries(byStatus).map(([status, { since }]) => {
    return { at: [...path.slice(0, -1), status].join("."), value: since, query: null };
  });
}

/** Where several issues are alike, which of them is told is of no account: what is compared is by what they were chosen. */
const LISTS: Record<string, (list: z.infer<typeof rows>) => string> = {
  oldest: (list) => list.map(({ wip_since: since }) => moment.parse(since)).join(" "),
  most_overdue: (list) => list.map(({ days }) => String(days)).join(" "),
  blocked: (list) => String(list.length),
  longest: (list) => list.map(({ seconds }) => Math.round(z.number().parse(seconds))).join(" "),
};
