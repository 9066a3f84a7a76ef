import type { FacetName, ValueList } from "@/lib/issues/filters.ts";
import { isStatus, STATUS_WORDS } from "@/lib/status/wording.ts";

/** The parameters that are lists of values; those who completed an issue are not counted, the rest are facets. */
export type ValuesParam = FacetName | "completed_by";

/** The reader, as the API calls them. */
export const ME = "me";

const PEOPLE: readonly string[] = ["assignee", "author", "completed_by"] satisfies readonly ValuesParam[];

type NoneWords = { none: string; some: string };

/** What the issues without a value are called, and those with any; a status and a project every issue has. */
const NONE_WORDS: Record<ValuesParam, NoneWords | null> = {
  status: null,
  project: null,
  assignee: { none: "Nobody", some: "anybody" },
  label: { none: "No label", some: "any label" },
  author: { none: "No author", some: "any author" },
  milestone: { none: "No milestone", some: "any milestone" },
  priority: { none: "No priority", some: "any priority" },
  completed_by: { none: "Nobody", some: "anybody" },
};

export function noneWords(param: ValuesParam): NoneWords {
  return NONE_WORDS[param] ?? { none: "none", some: "any" };
}

/** Whether a parameter names people: there `me` is the reader. */
export function isPeopleParam(param: string): boolean {
  return PEOPLE.includes(param);
}

/** What a value is called: the API names statuses by their code. */
export function valueWords(param: ValuesParam, name: string): string {
  if (param === "status" && isStatus(name)) return STATUS_WORDS[name];
  return isPeopleParam(param) && name === ME ? "Me" : name;
}

const MOST_NAMED = 2;

/** What a chip says of a list of values: `Ana, not Ben +1`; null where nothing is chosen. */
export function valuesSummary(
  param: ValuesParam,
  list: ValueList,
  nameOf: (param: ValuesParam, text: string) => string,
): string | null {
  const wordsOf = (text: string) => valueWords(param, nameOf(param, text));
  const { none, some } = noneWords(param);
  const parts = [
    ...list.any.map(wordsOf),
    ...(list.none ? [none] : []),
    ...(list.some ? [some] : []),
    ...list.not.map((text) => `not ${wordsOf(text)}`),
  ];
  if (parts.length === 0) return null;
  const rest = parts.length - MOST_NAMED;
  return parts.slice(0, MOST_NAMED).join(", ") + (rest > 0 ? ` +${rest}` : "");
}
