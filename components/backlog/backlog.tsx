"use client";

import { PageHeader } from "@/components/layout/page-header.tsx";
import { CONFIDENTIAL_HIDDEN, totalWords } from "@/lib/issues/wording.ts";
import { BacklogColumns } from "./backlog-columns.tsx";
import { BacklogPages } from "./backlog-pages.tsx";
import { BacklogRows } from "./backlog-rows.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { FilterDrawerButton } from "./filter-drawer-button.tsx";
import { IgnoredNotice } from "./ignored-notice.tsx";
import { type IgnoredParam, useBacklogUrl } from "./use-backlog-url.ts";
import { useAskAhead } from "./use-ask-ahead.ts";
import { useIssueList } from "./use-issue-list.ts";
import { WordsChip } from "./words-chip.tsx";

type BacklogProps = {
  /** What of the first URL the server could not understand. */
  ignored: readonly IgnoredParam[];
  /** The organisation's zone: where a day of a filter ends. */
  zone: string;
  /** Whether this reader is not shown confidential issues. */
  confidentialHidden: boolean;
};

/** The backlog: every issue one may see, as the URL filters and orders them. */
export function Backlog({ ignored, zone, confidentialHidden }: BacklogProps) {
  const { params, ignored: stillIgnored, change } = useBacklogUrl(ignored, useAskAhead());
  const shown = useIssueList(params);
  const { list, stale } = shown;
  return (
    <div className="flex min-h-0 flex-1 flex-col md:h-[calc(100dvh-var(--above))] md:flex-none">
      <div className="flex flex-col gap-2 px-6 py-2 phone:px-4">
        <PageHeader title="Backlog" action={<BacklogColumns columns={params.columns} onChange={change} />}>
          <p className="text-sm text-muted-foreground">
            <span role="status" className="tabular-nums">
              {list && !stale ? totalWords(list.total) : <span className="invisible">0 issues</span>}
            </span>
            {confidentialHidden && <> · {CONFIDENTIAL_HIDDEN}</>}
          </p>
        </PageHeader>
        <div className="phone:hidden">
          <FilterBar params={params} zone={zone} onChange={change} />
        </div>
        <div className="flex flex-wrap items-center gap-2 md:hidden">
          <FilterDrawerButton params={params} zone={zone} onChange={change} total={list?.total} />
          <WordsChip words={params.q} onClear={() => change({ q: null })} />
        </div>
        <IgnoredNotice ignored={stillIgnored} onRemove={() => change({}, "replace")} />
      </div>
      <BacklogRows shown={shown} params={params} onChange={change} />
      <BacklogPages list={list} params={params} onChange={change} />
    </div>
  );
}
