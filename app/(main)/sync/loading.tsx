import { SyncSkeleton } from "@/components/sync/sync-skeleton.tsx";

export default function SyncLoading() {
  return <SyncSkeleton />;
}
