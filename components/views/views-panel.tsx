"use client";

import { useQuery } from "@tanstack/react-query";
import { Check, Rss } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button.tsx";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { POPUP_ITEM } from "@/components/ui/popup-classes.ts";
import { problemOf } from "@/components/ui/problem-of.ts";
import { cn } from "@/lib/cn.ts";
import { ALL_ISSUES_PATH, type ViewPage } from "@/lib/views/filters.ts";
import type { ViewDto } from "@/lib/views/schema.ts";
import { SaveView } from "./save-view.tsx";
import { UpdateView } from "./update-view.tsx";
import { viewListOptions } from "./view-queries.ts";
import { ViewsList } from "./views-list.tsx";
import { ViewsSkeleton } from "./views-skeleton.tsx";

type ViewsPanelProps = {
  page: ViewPage;
  query: string;
  open: ViewDto | undefined;
  isChanged: boolean;
  canShare: boolean;
  onClose: () => void;
  onFeeds: () => void;
};

/** The views of a page: to open, to keep what is shown as one, and to change. */
export function ViewsPanel({ page, query, open, isChanged, canShare, onClose, onFeeds }: ViewsPanelProps) {
  const { data, error, isFetching, refetch } = useQuery(viewListOptions);
  const views = data?.data.filter((view) => view.page === page);
  return (
    <div className="flex flex-col gap-2">
      {error && (
        <ErrorState
          shape="banner"
          {...problemOf(error, "The views could not be read.")}
          onRetry={() => refetch()}
          retrying={isFetching}
        />
      )}
      {page === "backlog" && <AllIssues onOpened={onClose} />}
      {!views && !error && <ViewsSkeleton />}
      {views && <ViewsList views={views} openId={open?.id} canShare={canShare} onOpened={onClose} />}
      {open && isChanged && open.may_change && <UpdateView view={open} query={query} />}
      <SaveView page={page} query={query} canShare={canShare} onSaved={onClose} />
      {page === "backlog" && (
        <p className="px-2 text-xs text-muted-foreground">
          Backlog opens with your default view; All issues is always in this menu.
        </p>
      )}
      {page === "backlog" && canShare && (
        <Button variant="ghost" size="sm" className="justify-start" onClick={onFeeds}>
          <Rss aria-hidden />
          Feeds for a sheet
        </Button>
      )}
    </div>
  );
}

/** The way back from any view; its name stands under theirs. */
function AllIssues({ onOpened }: { onOpened: () => void }) {
  return (
    <Link
      href={ALL_ISSUES_PATH}
      prefetch={false}
      onClick={onOpened}
      className={cn(POPUP_ITEM, "-mb-2 cursor-pointer hover:bg-accent")}
    >
      <Check aria-hidden className="invisible" />
      All issues
    </Link>
  );
}
