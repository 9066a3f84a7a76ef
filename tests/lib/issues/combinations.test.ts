import { describe, expect, it } from "vitest";
import { issueQuerySchema } from "@/lib/issues/filter-schema.ts";
import { FILTER_PARAMS, SORT_KEYS } from "@/lib/issues/filters.ts";
import { ALONE, ORDERS, ORDERS_OF_SEVERAL } from "../../reckoning/filters/alone.ts";
import { COMBINATIONS } from "../../reckoning/filters/combinations.ts";
import type { Question } from "../../reckoning/filters/plain.ts";

/** Of what the issue asks for: combinations, and in how many of them every parameter stands. */
const MIN_COMBINATIONS = 60;
const MIN_EACH = 3;
/** These take one value, or true and false, and no more. */
const FEW_VALUES = { due: 1, confidential: 2, overdue: 2, late: 2, has_start: 2, has_cycle: 2, has_close: 2 };

const asking = (questions: readonly Question[], name: string) =>
  questions.filter((question) => name in question).length;

describe("The questions that are asked", () => {
  it("are of every parameter alone, with several values each", () => {
    const few = FILTER_PARAMS.filter(
      (name) => asking(ALONE, name) < (new Map(Object.entries(FEW_VALUES)).get(name) ?? 4),
    );
    expect(few).toEqual([]);
    expect(ALONE.every((question) => Object.keys(question).length === 1)).toBe(true);
  });

  it("are combinations enough, in which every parameter stands several times", () => {
    const combined = COMBINATIONS.filter(
      (question) => Object.keys(question).filter((name) => name !== "sort").length > 1,
    );
    expect(combined.length).toBeGreaterThanOrEqual(MIN_COMBINATIONS);
    expect(FILTER_PARAMS.filter((name) => asking(combined, name) < MIN_EACH)).toEqual([]);
    const written = combined.map((question) =>
      JSON.stringify(Object.entries(question).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    );
    expect(new Set(written).size).toBe(combined.length);
  });

  it("are of every order, up and down, and of three keys at once", () => {
    const known = SORT_KEYS.filter((key) => key !== "synced_at"); // which the evaluation cannot know to the millisecond
    expect(new Set(ORDERS)).toEqual(new Set(known.flatMap((key) => [key, `-${key}`])));
    expect(ORDERS_OF_SEVERAL.filter((sort) => sort.split(",").length === 3).length).toBeGreaterThan(3);
  });

  it("are such as the API takes, once their values are chosen", () => {
    for (const question of [...COMBINATIONS, ...ALONE]) {
      const filled = Object.entries(question).map(([name, value = ""]) => [
        name,
        value.replaceAll(/\{[^}]*\}/g, () => sample(name)),
      ]);
      const read = issueQuerySchema.safeParse(Object.fromEntries(filled));
      const aside = read.error?.issues.filter(({ message }) => !/^is (after|not below)/.test(message)) ?? [];
      expect(aside, JSON.stringify(question)).toEqual([]);
    }
  });
});

function sample(name: string): string {
  if (/_from$|_to$|_since$|^as_of$/.test(name)) return /days/.test(name) ? "5" : "2026-03-01";
  return /days/.test(name) ? "5" : "x";
}
