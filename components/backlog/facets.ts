import { isStatus, STATUS_WORDS } from "@/lib/status/wording.ts";
import type { ValueList } from "@/lib/issues/filters.ts";
import { FILTER_WORDS } from "@/lib/issues/wording.ts";
import { choiceOf, type FacetName, type FacetOption } from "./facet-values.ts";

/** A filter that is chosen from counted values; `none` names the issues without a value. */
export type Facet = { name: FacetName; none: string | null };

/** In the order of their chips. */
export const FACETS: readonly Facet[] = [
  { name: "status", none: null },
  { name: "assignee", none: "Nobody" },
  { name: "project", none: null },
  { name: "label", none: "No label" },
];

/** What an option is called: the API names statuses by their code. */
export function optionWords(facet: FacetName, { name }: FacetOption): string {
  return facet === "status" && isStatus(name) ? STATUS_WORDS[name] : name;
}

const MOST_NAMED = 2;

/** What a chip says of its filter: `Ana, not Ben +1`; null where nothing is chosen. */
export function summaryWords(facet: FacetName, list: ValueList, options: readonly FacetOption[]): string | null {
  const wordsOf = (text: string) => {
    const option = options.find((candidate) => choiceOf({ any: [text], not: [], none: false }, candidate) !== null);
    return optionWords(facet, option ?? { value: text, name: text, count: 0 });
  };
  const none = FACETS.find(({ name }) => name === facet)?.none ?? "none";
  const parts = [
    ...list.any.map(wordsOf),
    ...(list.none ? [none] : []),
    ...list.not.map((text) => `not ${wordsOf(text)}`),
  ];
  if (parts.length === 0) return null;
  const rest = parts.length - MOST_NAMED;
  return parts.slice(0, MOST_NAMED).join(", ") + (rest > 0 ? ` +${rest}` : "");
}

/** The name of a facet on its chip. */
export function facetWords(facet: FacetName): string {
  return FILTER_WORDS[facet];
}
