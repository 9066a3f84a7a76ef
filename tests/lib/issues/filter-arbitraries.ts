import * as fc from "fast-check";
import { issueFilterSchema, PRIORITIES } from "@/lib/issues/filter-schema.ts";
import { FILTER_PARAMS, formatValues, type FilterParam, type IssueParams } from "@/lib/issues/filters.ts";
import { ISSUE_STATUSES } from "@/lib/status/schema.ts";

/** Names such as the filters know: those of the issues of a test, and one that nobody has. */
export type Names = { people: string[]; projects: string[]; labels: string[]; milestones: string[] };

/** What a list may hold: names that look like the signs of the list itself, too. */
export const ODD_NAMES: Names = {
  people: ["ada", "me!", "none", "a,b", "back\\slash", "!not"],
  projects: ["acme/shop", "7", "!none"],
  labels: ["Doing", "type::bug, urgent", "!important", "none", "\\"],
  milestones: ["Q1, 2026", "none"],
};

const flag = fc.constantFrom("true", "false");
const days = fc.integer({ min: 0, max: 40 }).map(String);
/** Days close to one another, so that ranges overlap, touch and miss. */
const day = fc.integer({ min: 1, max: 31 }).map((n) => `2026-03-${String(n).padStart(2, "0")}`);
const instant = fc.constantFrom("2026-03-05T23:00:00Z", "2026-03-06T00:30:00+01:00", "2026-03-20T12:00:00.500Z");
const since = fc.oneof(day, instant);

/** A list of values as it stands in a URL, never an empty one. */
function list(names: readonly string[], { mayLack = true } = {}): fc.Arbitrary<string> {
  const sign = mayLack ? fc.boolean() : fc.constant(false);
  return fc
    .record({ any: fc.subarray([...names]), not: fc.subarray([...names]), none: sign, some: sign })
    .map(formatValues)
    .filter((text) => text !== null);
}

/** A value of each parameter. */
export function valuesOf(names: Names): Record<FilterParam, fc.Arbitrary<string>> {
  const people = list(names.people);
  const ranges = ["due", "created", "updated", "started", "completed", "closed", "reopened"] as const;
  const ends = Object.fromEntries(ranges.flatMap((range) => [[`${range}_from`, day] as const, [`${range}_to`, day]]));
  const others = {
    ...{ assignee: people, author: people, completed_by: people, status: list(ISSUE_STATUSES, { mayLack: false }) },
    ...{ project: list(names.projects), label: list(names.labels), milestone: list(names.milestones) },
    ...{ priority: list(PRIORITIES), confidential: flag, overdue: flag, late: flag },
    ...{ has_start: flag, has_cycle: flag, has_close: flag, due: fc.constant("none") },
    ...{ overdue_since: since, redated_since: since, changed_since: since },
    ...{ in_progress_days_gt: days, wip_days_from: days, wip_days_to: days, as_of: day },
    q: fc.constantFrom("checkout", "issue 1", "#3"),
  };
  return { ...others, ...ends } as Record<FilterParam, fc.Arbitrary<string>>;
}

/** A filter of a few parameters that the API takes. */
export function anyFilter(
  names: Names,
  { without = [], most = 5 }: { without?: readonly FilterParam[]; most?: number } = {},
): fc.Arbitrary<IssueParams> {
  const values = valuesOf(names);
  const params = FILTER_PARAMS.filter((name) => !without.includes(name));
  return fc
    .subarray(params, { maxLength: most })
    .chain((chosen) => fc.tuple(...chosen.map((name) => values[name].map((value) => [name, value] as const))))
    .map((entries): IssueParams => Object.fromEntries(entries))
    .filter((filter) => issueFilterSchema.safeParse(filter).success);
}
