import { type IssueParams, parseValues } from "@/lib/issues/filters.ts";
import { dayInWords } from "@/lib/time-wording.ts";
import { rangeOf, rangeSummary, sinceSummary } from "./day-ranges.ts";
import { valuesSummary, type ValuesParam } from "./facets.ts";
import { type Filter, isFacet } from "./filter-list.ts";

type Told = {
  params: IssueParams;
  zone: string;
  /** What a value is called, as far as it is known. */
  nameOf: (param: ValuesParam, text: string) => string;
};

/** What a filter is set to, as its chip says it; null where it is not set. */
export function summaryOf({ name }: Filter, { params, zone, nameOf }: Told): string | null {
  if (isFacet(name)) return valuesSummary(name, parseValues(params[name]), nameOf);
  switch (name) {
    case "due":
      return dueSummary(params, zone);
    case "in_progress":
      return workSummary(params);
    case "confidential":
      return params.confidential === undefined ? null : yesOrNo(params.confidential);
    case "as_of":
      return params.as_of === undefined ? null : dayInWords(params.as_of);
    case "updated":
      return inOneLine([
        rangeSummary(rangeOf(name), params),
        params.changed_since && `changed ${sinceSummary(params.changed_since, zone)}`,
      ]);
    case "completed": {
      const by = valuesSummary("completed_by", parseValues(params.completed_by), nameOf);
      return inOneLine([
        rangeSummary(rangeOf(name), params),
        by && `by ${by}`,
        params.has_cycle && (params.has_cycle === "true" ? "cycle time known" : "no known cycle time"),
      ]);
    }
    case "closed":
      return inOneLine([
        rangeSummary(rangeOf(name), params),
        params.has_close && (params.has_close === "true" ? "close time known" : "no known close time"),
      ]);
    case "created":
    case "started":
    case "reopened":
      return rangeSummary(rangeOf(name), params);
  }
}

function dueSummary(params: IssueParams, zone: string): string | null {
  const { overdue, due, overdue_since: overdueSince, redated_since: redatedSince, late } = params;
  return inOneLine([
    overdue && (overdue === "true" ? "overdue" : "not overdue"),
    due && "no date",
    rangeSummary(rangeOf("due"), params),
    overdueSince && `overdue ${sinceSummary(overdueSince, zone)}`,
    redatedSince && `re-dated ${sinceSummary(redatedSince, zone)}`,
    late && (late === "true" ? "late" : "on time"),
  ]);
}

function workSummary(params: IssueParams): string | null {
  const { in_progress_days_gt: over, wip_days_from: least, wip_days_to: under, has_start: hasStart } = params;
  return inOneLine([
    over && `more than ${over} d`,
    least && `at least ${least} d`,
    under && `under ${under} d`,
    hasStart && (hasStart === "true" ? "start recorded" : "no recorded start"),
  ]);
}

function yesOrNo(flag: string): string {
  return flag === "true" ? "yes" : "no";
}

function inOneLine(parts: readonly (string | null | undefined)[]): string | null {
  return parts.filter(Boolean).join(", ") || null;
}
