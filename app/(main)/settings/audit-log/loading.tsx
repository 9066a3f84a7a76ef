import { AuditLogSkeleton } from "@/components/audit-log/audit-log-skeleton.tsx";

export default function AuditLogLoading() {
  return <AuditLogSkeleton />;
}
