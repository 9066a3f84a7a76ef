import { type ValueList, parseValues } from "@/lib/issues/filters.ts";
import type { IssueFacet } from "@/lib/issues/schema.ts";

/** A value that can be chosen. `count` is null where it is not known how many issues it would give. */
export type FacetOption = Omit<IssueFacet["values"][number], "count"> & { count: number | null };
export type Choice = "any" | "not" | null;

export const EMPTY: ValueList = parseValues(undefined);

/** Whether an option is chosen: the URL may name it by its value or by its name, as the API takes both. */
export function choiceOf(list: ValueList, option: FacetOption): Choice {
  if (list.any.some((text) => names(text, option))) return "any";
  return list.not.some((text) => names(text, option)) ? "not" : null;
}

/** The filter after one option was included, excluded or let go. */
export function withChoice(list: ValueList, option: FacetOption, choice: Choice): ValueList {
  const others = (texts: string[]) => texts.filter((text) => !names(text, option));
  return {
    ...list,
    any: choice === "any" ? [...others(list.any), option.value] : others(list.any),
    not: choice === "not" ? [...others(list.not), option.value] : others(list.not),
  };
}

/** The same of the issues without a value. */
export function noneChoiceOf({ none, some }: ValueList): Choice {
  if (none) return "any";
  return some ? "not" : null;
}

export function withNone(list: ValueList, choice: Choice): ValueList {
  return { ...list, none: choice === "any", some: choice === "not" };
}

/** The options with those that are chosen but have no issue under the other filters: they must be there to be let go. */
export function withChosen(options: readonly FacetOption[], list: ValueList): readonly FacetOption[] {
  const missing = [...list.any, ...list.not].filter((text) => !options.some((option) => names(text, option)));
  return [...missing.map((text) => ({ value: text, name: text, count: 0 })), ...options];
}

export function names(text: string, { value, name }: Pick<FacetOption, "value" | "name">): boolean {
  const wanted = text.toLowerCase();
  return value.toLowerCase() === wanted || name.toLowerCase() === wanted;
}
