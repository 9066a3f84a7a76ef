import type { QueryClient } from "@tanstack/react-query";
import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import type { SetupServer } from "msw/node";
import { Backlog } from "@/components/backlog/backlog.tsx";
import type { IgnoredParam } from "@/components/backlog/ignored-params.ts";
import { FACET_NAMES } from "@/lib/issues/filters.ts";
import type { IssueList } from "@/lib/issues/schema.ts";
import { renderAt } from "@/tests/support/components.tsx";
import { FACETS, issueList, issueRow } from "@/tests/support/issue-dto.ts";

type Shown = { ignored?: IgnoredParam[]; confidentialHidden?: boolean; editable?: boolean; queryClient?: QueryClient };

/** The backlog's page at an address, as a manager in Kathmandu sees it. */
export function show(
  url = "/backlog",
  { ignored = [], confidentialHidden = false, editable = false, queryClient }: Shown = {},
) {
  const page = <Backlog {...{ ignored, confidentialHidden, editable }} zone="Asia/Kathmandu" density="normal" />;
  return renderAt(page, { url, queryClient });
}

/** Answers every question for issues, and keeps what was asked. */
export function answerIssues(
  api: SetupServer,
  asked: string[],
  list: (search: URLSearchParams) => IssueList = () => issueList([issueRow(1)]),
): void {
  api.use(
    http.get("/api/issues", ({ request }) => {
      const { search, searchParams } = new URL(request.url);
      asked.push(decodeURIComponent(search));
      return HttpResponse.json(list(searchParams));
    }),
  );
}

/** Answers for the facet that is asked for and no other, and keeps what was asked. */
export function answerFacets(api: SetupServer, asked: string[] = []): void {
  api.use(
    http.get("/api/issues/facets", ({ request }) => {
      const { search, searchParams } = new URL(request.url);
      asked.push(decodeURIComponent(search));
      const wanted = FACET_NAMES.filter((name) => name === searchParams.get("facet"));
      return HttpResponse.json(Object.fromEntries(wanted.map((name) => [name, FACETS[name]])));
    }),
  );
}

/** The address's question as people read it. */
export const search = () => decodeURIComponent(window.location.search.replaceAll("+", " "));

export const filters = () => within(screen.getByRole("group", { name: "Filters" }));
export const filter = (name: RegExp | string) => filters().getByRole("button", { name });
