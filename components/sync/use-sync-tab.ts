"use client";

import { useSearchParams } from "next/navigation";

/** The parts of the sync page, by their name in the URL; the first is what one sees without one. */
export const SYNC_TABS = ["overview", "runs", "audits", "webhook", "parked"] as const;
export type SyncTab = (typeof SYNC_TABS)[number];

/** Which part is open. It lives in the URL, so that it can be sent to somebody. */
export function useSyncTab(): SyncTab {
  const asked = useSearchParams().get("tab");
  return SYNC_TABS.find((tab) => tab === asked) ?? "overview";
}

export function syncTabPath(tab: SyncTab): string {
  return tab === "overview" ? "/sync" : `/sync?tab=${tab}`;
}
