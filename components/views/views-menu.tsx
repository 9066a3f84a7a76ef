"use client";

import { useQuery } from "@tanstack/react-query";
import { Bookmark } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { LazyPopover } from "@/components/ui/lazy-popover.tsx";
import { ALL_ISSUES, type ViewPage } from "@/lib/views/filters.ts";
import { viewListOptions } from "./view-queries.ts";
import { ViewsSkeleton } from "./views-skeleton.tsx";

const loadPanel = async () => ({ default: (await import("./views-panel.tsx")).ViewsPanel });
const ViewsPanel = lazy(loadPanel);
const FeedsSheet = lazy(async () => ({ default: (await import("./feeds-sheet.tsx")).FeedsSheet }));

type ViewsMenuProps = {
  page: ViewPage;
  /** What is shown, as a view would keep it. */
  query: string;
  /** What `view` in the URL says. */
  openId: string | undefined;
  /** Managers and admins share views and have feeds. */
  canShare: boolean;
};

/** The saved views of a page: which one is open, and whether what is shown is still what it keeps. */
export function ViewsMenu({ page, query, openId, canShare }: ViewsMenuProps) {
  const [shown, setShown] = useState<"views" | "feeds" | null>(null);
  const isNamed = openId !== undefined && openId !== ALL_ISSUES;
  const { data } = useQuery({ ...viewListOptions, enabled: isNamed });
  const open = isNamed ? data?.data.find((view) => view.id === openId && view.page === page) : undefined;
  const isChanged = open !== undefined && open.query !== query;
  return (
    <>
      <LazyPopover
        title="Views"
        open={shown === "views"}
        onOpenChange={(isOpen) => setShown(isOpen ? "views" : null)}
        align="end"
        className="w-80 p-2"
        renderButton={(button) => (
          <Button
            variant="outline"
            size="sm"
            className="max-w-60"
            aria-label={open && `View: ${open.name}${isChanged ? " · changed" : ""}`}
            {...button}
          >
            <Bookmark aria-hidden />
            <span dir="auto" title={open?.name} className="truncate">
              {open?.name ?? "Views"}
            </span>
            {isChanged && <span className="text-muted-foreground">· changed</span>}
          </Button>
        )}
      >
        <Suspense fallback={<ViewsSkeleton />}>
          <ViewsPanel
            {...{ page, query, open, isChanged, canShare }}
            onClose={() => setShown(null)}
            onFeeds={() => setShown("feeds")}
          />
        </Suspense>
      </LazyPopover>
      {shown === "feeds" && (
        <Suspense>
          <FeedsSheet query={query} name={open?.name ?? ""} onClose={() => setShown(null)} />
        </Suspense>
      )}
    </>
  );
}
