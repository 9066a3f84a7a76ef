import { expect } from "vitest";
import type { Reader } from "@/lib/auth/access.ts";
import { figureSchema, type Figure } from "@/lib/dashboard/schema.ts";
import type { Db } from "@/lib/db/client.ts";
import { issueQuerySchema } from "@/lib/issues/filter-schema.ts";
import { listIssues } from "@/lib/issues/queries/list.ts";
import type { Clock } from "@/lib/time.ts";

type Found = { place: string; figure: Figure };

/**
 * The promise of every figure: the list of its query has so many issues, for this reader. Answers how many figures of the answer were
 * held against their lists, so that a test can tell that it looked at any.
 */
export async function expectParity(
  db: Db,
  answer: unknown,
  { reader, clock }: { reader: Reader; clock: Clock },
): Promise<number> {
  const found = figuresIn(answer, "");
  const wrong: string[] = [];
  for (const { place, figure } of found) {
    const query = issueQuerySchema.parse({ ...Object.fromEntries(new URLSearchParams(figure.query)), page_size: "1" });
    const { total } = await listIssues(db, { query, reader, clock, pollIntervalMinutes: 5 });
    if (total !== figure.value) wrong.push(`${place}: ${figure.value}, its list has ${total}: ${figure.query}`);
  }
  expect(wrong).toEqual([]);
  return found.length;
}

function figuresIn(answer: unknown, place: string): Found[] {
  if (typeof answer !== "object" || answer === null) return [];
  const figure = figureSchema.safeParse(answer);
  const own = figure.success ? [{ place, figure: figure.data }] : [];
  return [...own, ...Object.entries(answer).flatMap(([name, value]) => figuresIn(value, `${place}.${name}`))];
}
