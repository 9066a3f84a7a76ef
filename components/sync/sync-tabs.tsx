"use client";

import { cn } from "@/lib/cn.ts";
import { count } from "@/lib/sync/wording.ts";
import { TabLink } from "./tab-link.tsx";
import { SYNC_TABS, type SyncTab } from "./use-sync-tab.ts";

const NAMES: Record<SyncTab, string> = {
  overview: "Overview",
  runs: "Runs",
  audits: "Audits",
  webhook: "Webhook",
  parked: "Parked jobs",
};

/** The way between the parts of the page. `parked` jobs are counted beside their part: they wait for somebody. */
export function SyncTabs({ current, parked }: { current: SyncTab; parked: number }) {
  return (
    <nav aria-label="Sync" className="-mb-px flex gap-1 overflow-x-auto border-b">
      {SYNC_TABS.map((tab) => (
        <TabLink
          key={tab}
          tab={tab}
          aria-current={tab === current ? "page" : undefined}
          className={cn(
            "-mb-px inline-flex h-9 items-center gap-1.5 border-b-2 border-transparent px-3 font-medium whitespace-nowrap text-muted-foreground hover:text-foreground phone:h-11",
            "aria-[current]:border-primary aria-[current]:text-foreground",
          )}
        >
          {NAMES[tab]}{" "}
          {tab === "parked" && parked > 0 && (
            <span className="rounded-full bg-status-blocked-soft px-1.5 text-xs text-status-blocked tabular-nums">
              {count(parked)}
            </span>
          )}
        </TabLink>
      ))}
    </nav>
  );
}
