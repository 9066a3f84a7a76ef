import { dehydrate, HydrationBoundary, noop } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createQueryClient } from "@/components/layout/query-client.ts";
import { SYNC_STATUS_KEY } from "@/components/sync/sync-status-key.ts";
import { SyncView } from "@/components/sync/sync-view.tsx";
import { clock, webContext } from "@/lib/api/context.ts";
import { requireReader } from "@/lib/auth/session.ts";
import { readSyncStatus } from "@/lib/sync/queries.ts";

export const metadata: Metadata = { title: "Sync" };

export default async function SyncPage() {
  await requireReader("admin");
  const { db, env } = webContext();
  const queryClient = createQueryClient();
  const prefetch = queryClient.query({
    queryKey: SYNC_STATUS_KEY,
    queryFn: () => readSyncStatus(db, { clock: clock(), settings: env }),
  });
  // A failure is not thrown: the browser then asks itself, and shows what is wrong with a way to try again.
  await prefetch.catch(noop);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <SyncView />
    </HydrationBoundary>
  );
}
