import type { ValueList } from "@/lib/issues/filters.ts";
import type { IssueFacet } from "@/lib/issues/schema.ts";
import { isPeopleParam, ME, noneWords, valueWords, type ValuesParam } from "./facets.ts";
import {
  type Choice,
  choiceOf,
  type FacetOption,
  noneChoiceOf,
  withChoice,
  withChosen,
  withNone,
} from "./facet-values.ts";

/** A line of a facet: a value, the reader, or the issues without a value. */
export type FacetLine = {
  key: string;
  words: string;
  option: FacetOption | null;
  count: number | null;
  choice: Choice;
  /** The list of values after this line was included, excluded or let go. */
  chosen: (choice: Choice) => ValueList;
};

type Offered = { param: ValuesParam; facet: IssueFacet; list: ValueList; words: string; searched: boolean };

/**
 * The lines of a facet in their order: the reader, the issues without a value, then the values as the server ordered them. While
 * one types, the values that match come before the issues without one: Enter takes the first.
 */
export function facetLines({ param, facet, list, words, searched }: Offered): FacetLine[] {
  const wanted = words.trim().toLowerCase();
  const me = isPeopleParam(param) ? [optionLine(param, { value: ME, name: ME, count: null }, list)] : [];
  const none = facet.none === null && !list.none && !list.some ? [] : [noneLine(param, facet.none, list)];
  const values = searched ? facet.values : withChosen(facet.values, withoutMe(param, list));
  const lines = values.map((option) => optionLine(param, option, list));
  if (wanted === "") return [...me, ...none, ...lines];
  const matches = ({ words: own }: FacetLine) => own.toLowerCase().includes(wanted);
  const begins = ({ words: own }: FacetLine) => own.toLowerCase().startsWith(wanted);
  return [...me.filter(begins), ...(searched ? lines : lines.filter(matches)), ...none.filter(matches)];
}

function optionLine(param: ValuesParam, option: FacetOption, list: ValueList): FacetLine {
  return {
    key: option.value,
    words: valueWords(param, option.name),
    option,
    count: param === "completed_by" ? null : option.count,
    choice: choiceOf(list, option),
    chosen: (choice) => withChoice(list, option, choice),
  };
}

function noneLine(param: ValuesParam, count: number | null, list: ValueList): FacetLine {
  return {
    key: "\0none",
    words: noneWords(param).none,
    option: null,
    count: param === "completed_by" ? null : (count ?? 0),
    choice: noneChoiceOf(list),
    chosen: (choice) => withNone(list, choice),
  };
}

function withoutMe(param: ValuesParam, list: ValueList): ValueList {
  if (!isPeopleParam(param)) return list;
  const others = (texts: string[]) => texts.filter((text) => text !== ME);
  return { ...list, any: others(list.any), not: others(list.not) };
}
