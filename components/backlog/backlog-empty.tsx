import { Inbox, SearchX } from "lucide-react";
import { Button } from "@/components/ui/button.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { type BacklogParams, hasFilters } from "@/lib/issues/filters.ts";
import type { IssueList } from "@/lib/issues/schema.ts";
import { totalWords } from "@/lib/issues/wording.ts";
import { CLEARED } from "./filters/filter-list.ts";
import type { ChangeBacklog } from "./use-backlog-url.ts";

type BacklogEmptyProps = { list: IssueList; params: BacklogParams; onChange: ChangeBacklog };

/** Why there is no row, and what to do about it. */
export function BacklogEmpty({ list, params, onChange }: BacklogEmptyProps) {
  if (list.total > 0) {
    return (
      <EmptyState
        title={`There is no page ${list.page}`}
        action={<Button onClick={() => onChange({ page: null })}>Go to the first page</Button>}
      >
        {totalWords(list.total)} match, on fewer pages.
      </EmptyState>
    );
  }
  if (hasFilters(params)) {
    return (
      <EmptyState
        icon={SearchX}
        title="No issue matches these filters"
        action={<Button onClick={() => onChange(CLEARED)}>Clear the filters</Button>}
      >
        Take one away, or look for other words.
      </EmptyState>
    );
  }
  if (list.freshness.state === "no_data") {
    return (
      <EmptyState icon={Inbox} title="No issues have been read from GitLab yet">
        They appear here as soon as the first page of a project is in. An admin starts this on the Sync page.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={Inbox} title="The tracked projects have no issues">
      A new issue in GitLab appears here within minutes.
    </EmptyState>
  );
}
