import type { ReactNode } from "react";
import { type BacklogParams, FILTER_PARAMS, formatValues, parseValues } from "@/lib/issues/filters.ts";
import type { IssueFacets } from "@/lib/issues/schema.ts";
import { DayRangeFields } from "./day-range-fields.tsx";
import { DAY_RANGES, type DayRange, rangeSummary } from "./day-ranges.ts";
import { FacetList } from "./facet-list.tsx";
import { type Facet, facetWords, FACETS, summaryWords } from "./facets.ts";
import type { ChangeBacklog } from "./use-backlog-url.ts";

export type FilterProps = { params: BacklogParams; zone: string; onChange: ChangeBacklog };

/** A filter as bar and drawer show it: its name, what it is set to, and the way to set it. */
type Filter = { name: string; label: string; setTo: string | null; choice: ReactNode };

/** Every filter at once let go; order and columns stay. */
export const CLEARED = Object.fromEntries(FILTER_PARAMS.map((name) => [name, null]));

/** The filters in the order of their chips. `facets` is undefined while nobody has looked at them. */
export function toFilters(props: FilterProps, facets: IssueFacets | undefined): Filter[] {
  return [
    ...FACETS.map((facet) => facetFilter(facet, props, facets?.[facet.name])),
    ...DAY_RANGES.map((range) => dayFilter(range, props)),
  ];
}

function facetFilter(
  { name, none }: Facet,
  { params, onChange }: FilterProps,
  options: IssueFacets[Facet["name"]] | undefined,
): Filter {
  const list = parseValues(params[name]);
  const choose = (changed: typeof list) => onChange({ [name]: formatValues(changed) });
  return {
    name,
    label: facetWords(name),
    setTo: summaryWords(name, list, options ?? []),
    choice: <FacetList {...{ facet: name, options, list, none }} onChange={choose} />,
  };
}

function dayFilter(range: DayRange, props: FilterProps): Filter {
  return {
    name: range.name,
    label: range.label,
    setTo: rangeSummary(range, props.params),
    choice: <DayRangeFields range={range} {...props} />,
  };
}
