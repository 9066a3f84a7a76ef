import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import type { Findings } from "../soak/part.ts";
import { isMet, type Measured } from "./reads-measure.ts";
import type { Role } from "./reads-sql.ts";

/** One question as one role asks it: what was measured, and where the two answers differ. */
export type Taken = { role: Role; measured: Measured; faults: string[] };

const SMALL = 10_000;

const earlierSchema = z.object({
  details: z.object({ taken: z.array(z.object({ role: z.string(), name: z.string(), p50: z.number() })) }),
});

export function show(role: Role, taken: readonly Taken[], smaller: Map<string, number>): void {
  console.log(`As ${role}, ms:`);
  const rows = taken.map(({ measured }) => {
    const { name, total, p50, p95, sql, ratio, goal } = measured;
    const verdict = { true: "met", false: "MISSED", null: "" }[`${isMet(measured)}`];
    const before = smaller.get(`${role} ${name}`);
    const growth = before === undefined ? null : Number((p50 / before).toFixed(1));
    return [name, { total, p50, p95, "SQL p50": sql, ratio, goal, verdict, [`growth from ${SMALL}`]: growth }];
  });
  console.table(Object.fromEntries(rows));
}

/** What the same questions of a part took on a small backlog, where that was measured before. */
export function readSmaller(part: string, issues: number): Map<string, number> {
  const file = `bench-results/${part}-${SMALL}.json`;
  if (issues <= SMALL || !existsSync(file)) return new Map();
  const { data } = earlierSchema.safeParse(JSON.parse(readFileSync(file, "utf8")));
  return new Map(data?.details.taken.map(({ role, name, p50 }) => [`${role} ${name}`, p50]));
}

export function summarise(taken: readonly Taken[]): Findings["figures"] {
  const withGoal = taken.filter(({ measured }) => measured.goal !== null);
  const ratios = taken.map(({ measured }) => measured.ratio).toSorted((a, b) => a - b);
  const slowest = taken.toSorted((a, b) => b.measured.p50 - a.measured.p50)[0]?.measured;
  return {
    questions: taken.length,
    "goals met": `${withGoal.filter(({ measured }) => isMet(measured)).length} of ${withGoal.length}`,
    "answers that differ from SQL": taken.filter(({ faults }) => faults.length > 0).length,
    "ratio to SQL, median": ratios[Math.floor(ratios.length / 2)] ?? null,
    "ratio to SQL, highest": ratios.at(-1) ?? null,
    "slowest question": slowest === undefined ? null : `${slowest.name}, ${slowest.p50} ms`,
  };
}

export function missedWords({ role, measured }: Taken): string {
  return `${role}, ${measured.name}: ${measured.p50} ms instead of at most ${measured.goal} ms (SQL ${measured.sql} ms)`;
}
