"use client";

import { useState } from "react";
import type { ViewDto } from "@/lib/views/schema.ts";
import { ViewRow } from "./view-row.tsx";

type ViewsListProps = {
  views: readonly ViewDto[];
  openId: string | undefined;
  canShare: boolean;
  onOpened: () => void;
};

/** The views there are, of which one at a time shows what else can be done with it. */
export function ViewsList({ views, openId, canShare, onOpened }: ViewsListProps) {
  const [expanded, setExpanded] = useState<string | null>(null);
  if (views.length === 0) {
    return (
      <p className="px-2 text-sm text-muted-foreground">
        No views yet. Save what is shown under a name, and it is one click away.
      </p>
    );
  }
  return (
    <ul aria-label="Views">
      {views.map((view) => (
        <ViewRow
          key={view.id}
          view={view}
          isOpen={view.id === openId}
          canShare={canShare}
          expanded={expanded === view.id}
          onExpand={(isExpanded) => setExpanded(isExpanded ? view.id : null)}
          onOpened={onOpened}
        />
      ))}
    </ul>
  );
}
