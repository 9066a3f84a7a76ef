"use client";

import { useQuery } from "@tanstack/react-query";
import type { IssueParams } from "@/lib/issues/filters.ts";
import type { IssueFacets } from "@/lib/issues/schema.ts";
import { issueFacetsOptions } from "./issue-queries.ts";

/** The counted values of the filters. They are only asked for while someone looks at them: closed chips need the names alone. */
export function useFacets(params: IssueParams, wanted: boolean): IssueFacets | undefined {
  const { data } = useQuery({ ...issueFacetsOptions(params), enabled: wanted });
  return data;
}
