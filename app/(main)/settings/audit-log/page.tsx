import { dehydrate, HydrationBoundary, noop } from "@tanstack/react-query";
import type { Metadata } from "next";
import { AUDIT_LOG_KEY, AUDIT_LOG_PARAMS, FIRST_PAGE } from "@/components/audit-log/audit-log-key.ts";
import { AuditLogView } from "@/components/audit-log/audit-log-view.tsx";
import { createQueryClient } from "@/components/layout/query-client.ts";
import { listSearch } from "@/components/settings/list-search.ts";
import { clock, webContext } from "@/lib/api/context.ts";
import { listAuditLog } from "@/lib/audit-log/queries.ts";
import { auditQuerySchema } from "@/lib/audit-log/schema.ts";
import { requireReader } from "@/lib/auth/session.ts";
import { type PageSearch, searchOf } from "../../page-search.ts";

export const metadata: Metadata = { title: "Audit log" };

export default async function AuditLogPage({ searchParams }: { searchParams: Promise<PageSearch> }) {
  await requireReader("admin");
  const { db } = webContext();
  const search = listSearch(searchOf(await searchParams), AUDIT_LOG_PARAMS);
  const read = async () => {
    const query = auditQuerySchema.parse(Object.fromEntries(new URLSearchParams(search)));
    return listAuditLog(db, query, clock().zone);
  };
  const queryClient = createQueryClient();
  const asked = { queryKey: [...AUDIT_LOG_KEY, search], queryFn: read, initialPageParam: FIRST_PAGE };
  // A failure is not thrown: the browser then asks itself, and shows what is wrong with a way to try again.
  await queryClient.infiniteQuery(asked).catch(noop);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <AuditLogView />
    </HydrationBoundary>
  );
}
