import {
  FACET_NAMES,
  FILTER_PARAMS,
  type FacetName,
  type FilterParam,
  type IssueParams,
} from "@/lib/issues/filters.ts";
import { FILTER_WORDS } from "@/lib/issues/wording.ts";

const GROUPS = ["People", "Work", "Days", "View"] as const;
export type FilterGroup = (typeof GROUPS)[number];

const DAY_FILTERS = ["created", "updated", "started", "completed", "closed", "reopened"] as const;
export type DayFilterName = (typeof DAY_FILTERS)[number];
export type FilterName = FacetName | DayFilterName | "due" | "in_progress" | "confidential" | "as_of";

/** What is set together: one chip, one editor, some parameters of the URL. */
export type Filter = {
  name: FilterName;
  label: string;
  params: readonly FilterParam[];
  /** Where it stands among those that are opened by "More"; null for those whose chip always stands. */
  group: FilterGroup | null;
  /** What else it is about than its label says. */
  hint?: string;
};

/** Every filter but the words that are searched for, in the order of the chips. */
export const FILTERS: readonly Filter[] = [
  facet("status"),
  facet("assignee"),
  facet("project"),
  facet("label"),
  {
    name: "due",
    label: "Due",
    params: ["overdue", "due", "due_from", "due_to", "overdue_since", "redated_since", "late"],
    group: null,
  },
  facet("priority"),
  facet("milestone"),
  facet("author", "People"),
  {
    name: "in_progress",
    label: "In progress",
    params: ["in_progress_days_gt", "wip_days_from", "wip_days_to", "has_start"],
    group: "Work",
    hint: "how long, and whether since when is known",
  },
  days("created", "Created"),
  days("updated", "Updated", ["changed_since"], "or untouched, or changed here"),
  days("started", "Started"),
  days("completed", "Completed", ["completed_by", "has_cycle"], "when, by whom, cycle time"),
  days("closed", "Closed", ["has_close"], "whatever for"),
  days("reopened", "Reopened"),
  { name: "confidential", label: FILTER_WORDS.confidential, params: ["confidential"], group: "View" },
  { name: "as_of", label: FILTER_WORDS.as_of, params: ["as_of"], group: "View", hint: "how it stood on a day" },
];

export const STANDING: readonly Filter[] = FILTERS.filter(({ group }) => group === null);
export const MORE: readonly Filter[] = FILTERS.filter(({ group }) => group !== null);

/** Every filter at once let go; order and columns stay. */
export const CLEARED = Object.fromEntries(FILTER_PARAMS.map((name) => [name, null]));

type Asked = { confidentialHidden: boolean; params: IssueParams; ofFigures?: boolean };

/** Those behind "More" by their group. A reader who is shown no confidential issue is not asked about them, unless the URL does. */
export function moreGroups({ confidentialHidden, params, ofFigures = false }: Asked) {
  const offered = MORE.filter(({ name }) => {
    if (name === "confidential") return !confidentialHidden || params.confidential;
    return name !== "as_of" || !ofFigures;
  });
  return GROUPS.map((group) => ({ group, filters: offered.filter((filter) => filter.group === group) }));
}

export function isSet({ params: names }: Filter, params: IssueParams): boolean {
  return names.some((name) => params[name] !== undefined);
}

/** The change that lets a filter go. */
export function removal({ params }: Filter): Partial<Record<FilterParam, null>> {
  return Object.fromEntries(params.map((name) => [name, null]));
}

export function isFacet(name: string): name is FacetName {
  return FACET_NAMES.some((known) => known === name);
}

function facet(name: FacetName, group: FilterGroup | null = null): Filter {
  return { name, label: FILTER_WORDS[name], params: [name], group };
}

function days(name: DayFilterName, label: string, others: readonly FilterParam[] = [], hint?: string): Filter {
  return { name, label, params: [`${name}_from`, `${name}_to`, ...others], group: "Days", ...(hint && { hint }) };
}
