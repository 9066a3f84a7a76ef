"use client";

import { type Density, ROW_HEIGHTS } from "@/components/data-table/density.ts";
import { PageHeader } from "@/components/layout/page-header.tsx";
import { ViewsMenu } from "@/components/views/views-menu.tsx";
import { cn } from "@/lib/cn.ts";
import { viewQuery } from "@/lib/issues/filters.ts";
import { CONFIDENTIAL_HIDDEN, totalWords } from "@/lib/issues/wording.ts";
import { BacklogActions } from "./backlog-actions.tsx";
import { BacklogNotes } from "./backlog-notes.tsx";
import { BacklogPages } from "./backlog-pages.tsx";
import { BacklogRows } from "./backlog-rows.tsx";
import { FilterBar } from "./filters/filter-bar.tsx";
import type { FilterProps } from "./filters/filter-props.ts";
import { PhoneFilters } from "./filters/phone-filters.tsx";
import { IgnoredNotice } from "./ignored-notice.tsx";
import { type IgnoredParam, refusedBy } from "./ignored-params.ts";
import { InlineScope } from "./inline-scope.tsx";
import { SelectionBar } from "./selection-bar.tsx";
import { SelectionScope } from "./selection-scope.tsx";
import { useBacklogUrl } from "./use-backlog-url.ts";
import { useAskAhead } from "./use-ask-ahead.ts";
import { useDensity } from "./use-density.ts";
import { type ShownList, useIssueList } from "./use-issue-list.ts";

type BacklogProps = {
  /** What of the first URL the server could not understand. */
  ignored: readonly IgnoredParam[];
  /** The organisation's zone: where a day of a filter ends. */
  zone: string;
  /** Whether this reader is not shown confidential issues. */
  confidentialHidden: boolean;
  /** Whether this reader may change overrides. */
  editable: boolean;
  /** How high this reader likes the rows. */
  density: Density;
};

/** The backlog: every issue one may see, as the URL filters and orders them. */
export function Backlog({ ignored, zone, confidentialHidden, editable, density: initialDensity }: BacklogProps) {
  const url = useBacklogUrl(ignored, useAskAhead());
  const { params, change, onIdentified } = url;
  const shown = useIssueList(params);
  const [density, setDensity] = useDensity(initialDensity);
  const refused = refusedBy(shown.error, params);
  if (refused.length > 0) url.leaveOut(refused);
  const { list, stale } = shown;
  const filters: FilterProps = { params, zone, confidentialHidden, list, onChange: change, onIdentified };
  return (
    <div
      className={cn("flex min-h-0 flex-1 flex-col md:h-[calc(100dvh-var(--above))] md:flex-none", ROW_HEIGHTS[density])}
    >
      <div className="flex flex-col gap-2 px-6 py-2 phone:px-4">
        <PageHeader
          title="Backlog"
          action={
            <div className="flex items-center gap-2">
              <ViewsMenu page="backlog" query={viewQuery(params)} openId={params.view} canShare={!confidentialHidden} />
              <BacklogActions {...{ params, density, editable }} onChange={change} onDensity={setDensity} />
            </div>
          }
        >
          <p className="text-sm text-muted-foreground">
            <Total shown={shown} />
            {confidentialHidden && <> · {CONFIDENTIAL_HIDDEN}</>}
          </p>
        </PageHeader>
        <div className="phone:hidden">
          <FilterBar {...filters} />
        </div>
        <PhoneFilters {...filters} editable={editable} />
        <BacklogNotes
          asOf={params.as_of}
          incompleteBefore={stale ? null : (list?.incomplete_before ?? null)}
          readAs={stale ? [] : (list?.read_as ?? [])}
        />
        <IgnoredNotice ignored={url.ignored} onRemove={() => change({}, "replace")} onIdentified={onIdentified} />
      </div>
      <SelectionScope editable={editable} list={list}>
        <InlineScope editable={editable}>
          <BacklogRows shown={shown} params={params} onChange={change} />
        </InlineScope>
        <SelectionBar list={list} params={params} />
      </SelectionScope>
      <BacklogPages list={list} params={params} onChange={change} />
    </div>
  );
}

function Total({ shown: { list, stale } }: { shown: ShownList }) {
  return (
    <span role="status" className="tabular-nums">
      {list && !stale ? totalWords(list.total) : <span className="invisible">0 issues</span>}
    </span>
  );
}
