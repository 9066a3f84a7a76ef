import { ALONE, ORDERS, ORDERS_OF_SEVERAL } from "../reckoning/filters/alone.ts";
import { fill, type Chosen } from "../reckoning/filters/choose.ts";
import { COMBINATIONS } from "../reckoning/filters/combinations.ts";
import type { Question, Role } from "../reckoning/filters/plain.ts";
import type { Case } from "./questions.ts";

const ROLES: readonly Role[] = ["viewer", "manager"];
/** A page that no list ends with. */
const SMALL_PAGE = 23;

/**
 * Every question for a viewer and a manager: list, total, pages, facets and CSV. `whole` false: facets and CSV of every combination and
 * of one value of each parameter, orders over a part of the issues.
 */
export function casesOf(chosen: Chosen, { whole }: { whole: boolean }): Case[] {
  const alone = ALONE.map((question, index) => ({ question, inFull: whole || isFirstOf(question, index) }));
  const combined = COMBINATIONS.map((question) => ({ question, inFull: true }));
  const filtered = [{ question: {}, inFull: true }, ...alone, ...combined].flatMap(({ question, inFull }) =>
    ROLES.map((role): Case => ({ question: fill(question, chosen), role, facets: inFull, csv: inFull })),
  );
  return [...filtered, ...orderedCases(chosen, whole)];
}

/** The first value of a parameter. */
function isFirstOf(question: Question, index: number): boolean {
  const [name = ""] = Object.keys(question);
  return !(name in (ALONE[index - 1] ?? {}));
}

function orderedCases(chosen: Chosen, whole: boolean): Case[] {
  const of: Question = whole ? {} : fill({ project: "{project},{project2}" }, chosen);
  const small: Question = { ...of, status: "!completed" };
  return (whole ? ROLES : ROLES.slice(1)).flatMap((role) => [
    ...[...ORDERS, ...ORDERS_OF_SEVERAL].map((sort): Case => {
      return { question: { ...of, sort }, role, facets: false, csv: whole || sort.includes(",") };
    }),
    ...ORDERS_OF_SEVERAL.map((sort): Case => {
      return { question: { ...small, sort }, role, facets: false, csv: false, pageSize: SMALL_PAGE };
    }),
  ]);
}
