"use client";

import { useQuery } from "@tanstack/react-query";
import { useSettled } from "@/components/ui/use-settled.ts";
import { filterParams, type IssueParams } from "@/lib/issues/filters.ts";
import type { IssueFacet } from "@/lib/issues/schema.ts";
import { issueFacetOptions } from "../issue-queries.ts";
import type { ValuesParam } from "./facets.ts";

export type ShownFacet = {
  /** What to show; until an answer comes, and when it fails, the one before. Undefined before the first. */
  facet: IssueFacet | undefined;
  /** The server has looked for the words: what it answers is what matches. */
  searched: boolean;
  /** `facet` is not yet the answer to what was typed. */
  stale: boolean;
  error: Error | null;
  fetching: boolean;
  retry: () => void;
};

/**
 * The values one filter could be set to. Where there are more than an answer holds, the server is asked for what is typed;
 * else all of them are here and the typing narrows them without asking.
 */
export function useFacet(param: ValuesParam, params: IssueParams, words: string): ShownFacet {
  const question = { ...questionOf(param, params), find: "" };
  const whole = useQuery(issueFacetOptions(question));
  const all = whole.data?.[question.facet];
  const wanted = words.trim();
  const find = useSettled(wanted);
  const asksServer = all?.more === true && wanted !== "" && find !== "";
  const found = useQuery({ ...issueFacetOptions({ ...question, find }), enabled: asksServer });
  const shown = asksServer ? found : whole;
  return {
    facet: (asksServer ? found.data?.[question.facet] : undefined) ?? all,
    searched: asksServer && found.data !== undefined,
    stale: asksServer && (found.isPlaceholderData || found.data === undefined || find !== wanted),
    error: shown.error,
    fetching: shown.isFetching,
    retry: () => void shown.refetch(),
  };
}

/** A filter's own values do not change its counts. Who completed issues is not counted: everybody with an issue is offered. */
function questionOf(param: ValuesParam, params: IssueParams) {
  if (param === "completed_by") return { facet: "assignee" as const, under: {} };
  const { [param]: _own, ...under } = filterParams(params);
  return { facet: param, under };
}
