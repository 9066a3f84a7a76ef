import { startOfDay } from "@/lib/definitions/days.ts";
import { ISSUE_STATUSES } from "@/lib/status/schema.ts";
import { isPlainDate } from "@/lib/time.ts";
import type { IssueFilter } from "./filter-schema.ts";
import { FILTER_PARAMS, formatValues, parseValues, type FilterParam, type IssueParams } from "./filters.ts";

/** A filter that no issue meets: written where two filters leave nothing that a URL could say. */
export const NOTHING: IssueParams = { status: "gone,!gone" };

/** A filter as it stands in a URL: `issueFilterSchema` reads it back. */
export function paramsOf(filter: IssueFilter): IssueParams {
  const written = FILTER_PARAMS.map((name) => [name, writtenValue(filter[name])] as const);
  return Object.fromEntries(written.filter(([, value]) => value !== null));
}

function writtenValue(value: IssueFilter[FilterParam]): string | null {
  if (value === undefined) return null;
  return typeof value === "object" ? formatValues(value) : String(value);
}

/**
 * The filter that means the issues which both mean: what a list is filtered by, and what one of its figures counts. A name in `more` is
 * one that `filter` lets through: a person, label or project of a row of its issues, or `none`.
 */
export function narrow(filter: IssueParams, more: IssueParams, zone: string): IssueParams {
  const both: IssueParams = { ...filter };
  for (const name of FILTER_PARAMS) {
    const [mine, theirs] = [filter[name], more[name]];
    if (theirs === undefined) continue;
    const value = mine === undefined ? theirs : NARROWING[name](mine, theirs, zone);
    if (value === null) return NOTHING;
    both[name] = value;
  }
  return isPossible(both) ? both : NOTHING;
}

/** Both values as one; null where nothing meets both. */
type Narrowing = (mine: string, theirs: string, zone: string) => string | null;

const sameOnly: Narrowing = (mine, theirs) => (mine === theirs ? mine : null);
const laterDay: Narrowing = (mine, theirs) => (mine > theirs ? mine : theirs);
const earlierDay: Narrowing = (mine, theirs) => (mine < theirs ? mine : theirs);
const larger: Narrowing = (mine, theirs) => String(Math.max(Number(mine), Number(theirs)));
const smaller: Narrowing = (mine, theirs) => String(Math.min(Number(mine), Number(theirs)));
const later: Narrowing = (mine, theirs, zone) => (sinceMs(mine, zone) > sinceMs(theirs, zone) ? mine : theirs);
const narrowStatus: Narrowing = (mine, theirs) => {
  const [one, other] = [statusesOf(mine), statusesOf(theirs)];
  return formatValues({ any: one.filter((status) => other.includes(status)), not: [], none: false, some: false });
};
/** The one name, less those that the filter leaves out. */
const oneName: Narrowing = (mine, theirs) => {
  const { any, none } = parseValues(theirs);
  return formatValues({ any, not: none ? [] : parseValues(mine).not, none, some: false });
};

const NARROWING: Record<FilterParam, Narrowing> = {
  assignee: oneName,
  status: narrowStatus,
  project: oneName,
  label: oneName,
  author: oneName,
  milestone: oneName,
  priority: oneName,
  confidential: sameOnly,
  overdue: sameOnly,
  due: sameOnly,
  due_from: laterDay,
  due_to: earlierDay,
  overdue_since: later,
  redated_since: later,
  late: sameOnly,
  in_progress_days_gt: larger,
  wip_days_from: larger,
  wip_days_to: smaller,
  has_start: sameOnly,
  has_cycle: sameOnly,
  created_from: laterDay,
  created_to: earlierDay,
  updated_from: laterDay,
  updated_to: earlierDay,
  changed_since: later,
  started_from: laterDay,
  started_to: earlierDay,
  completed_from: laterDay,
  completed_to: earlierDay,
  completed_by: oneName,
  closed_from: laterDay,
  closed_to: earlierDay,
  has_close: sameOnly,
  reopened_from: laterDay,
  reopened_to: earlierDay,
  as_of: sameOnly,
  q: sameOnly,
};

/** Statuses that a filter lets through: all but gone, where none is named. */
function statusesOf(text: string): string[] {
  const { any, not } = parseValues(text);
  return ISSUE_STATUSES.filter(
    (status) => (any.length === 0 ? status !== "gone" : any.includes(status)) && !not.includes(status),
  );
}

const RANGES = ["created", "updated", "due", "started", "completed", "closed", "reopened"] as const;

/** Whether the ranges of two filters overlap; a range that ends before it begins is no filter. */
function isPossible(params: IssueParams): boolean {
  const [least, under] = [params.wip_days_from, params.wip_days_to];
  if (least !== undefined && under !== undefined && Number(least) >= Number(under)) return false;
  return RANGES.every((range) => {
    const [from, to] = [params[`${range}_from`], params[`${range}_to`]];
    return from === undefined || to === undefined || from <= to;
  });
}

function sinceMs(text: string, zone: string): number {
  return isPlainDate(text) ? startOfDay(text, zone).getTime() : Date.parse(text);
}
