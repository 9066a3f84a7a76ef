"use client";

import { useQueryClient } from "@tanstack/react-query";
import type { IssueFacets, IssueList } from "@/lib/issues/schema.ts";
import { FACETS_KEY } from "../issue-queries.ts";
import { names } from "./facet-values.ts";
import type { ValuesParam } from "./facets.ts";

type Named = { value: string; name: string; id?: string };

/**
 * What a value of the URL is called, as far as the page knows without asking: from the rows that are shown and the facets that
 * were opened. The value itself where it is not known.
 */
export function useKnownNames(list: IssueList | undefined): (param: ValuesParam, text: string) => string {
  const queryClient = useQueryClient();
  return (param, text) => {
    const answers = queryClient.getQueriesData<IssueFacets>({ queryKey: FACETS_KEY });
    const facet = param === "completed_by" ? "assignee" : param;
    const counted = answers.flatMap(([, facets]): readonly Named[] => facets?.[facet]?.values ?? []);
    const named = [...counted, ...inRows(param, list)].find((one) => one.id === text || names(text, one));
    return named?.name ?? text;
  };
}

function inRows(param: ValuesParam, list: IssueList | undefined): readonly Named[] {
  const rows = list?.data ?? [];
  switch (param) {
    case "assignee":
    case "completed_by":
      return rows.flatMap(({ assignees }) => assignees).map(personNamed);
    case "author":
      return rows.flatMap(({ author }) => (author === null ? [] : [personNamed(author)]));
    case "label":
      return rows.flatMap(({ labels }) => labels).map(({ id, title }) => ({ id, value: title, name: title }));
    case "project":
      return rows.map(({ project }) => ({ id: project.id, value: project.path, name: project.path }));
    case "status":
    case "milestone":
    case "priority":
      return [];
  }
}

function personNamed({ id, username, name }: { id: string; username: string; name: string }): Named {
  return { id, value: username, name };
}
