import type { ValueList } from "@/lib/issues/filters.ts";
import type { IssueFacets } from "@/lib/issues/schema.ts";

export type FacetName = keyof IssueFacets;
export type FacetOption = IssueFacets[FacetName][number];
export type Choice = "any" | "not" | null;

/** Whether an option is chosen: the URL may name it by its value or by its name, as the API takes both. */
export function choiceOf(list: ValueList, option: FacetOption): Choice {
  if (list.any.some((text) => names(text, option))) return "any";
  return list.not.some((text) => names(text, option)) ? "not" : null;
}

/** The filter after one option was included, excluded or let go. */
export function withChoice(list: ValueList, option: FacetOption, choice: Choice): ValueList {
  const others = (texts: string[]) => texts.filter((text) => !names(text, option));
  return {
    none: list.none,
    any: choice === "any" ? [...others(list.any), option.value] : others(list.any),
    not: choice === "not" ? [...others(list.not), option.value] : others(list.not),
  };
}

/** The options with those that are chosen but have no issue under the other filters: they must be there to be let go. */
export function withChosen(options: readonly FacetOption[], list: ValueList): readonly FacetOption[] {
  const missing = [...list.any, ...list.not].filter((text) => !options.some((option) => names(text, option)));
  return [...missing.map((text) => ({ value: text, name: text, count: 0 })), ...options];
}

function names(text: string, { value, name }: FacetOption): boolean {
  const wanted = text.toLowerCase();
  return value.toLowerCase() === wanted || name.toLowerCase() === wanted;
}
