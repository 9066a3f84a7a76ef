"use client";

import { ScrollText } from "lucide-react";
import { PageBody } from "@/components/layout/page-body.tsx";
import { PageHeader } from "@/components/layout/page-header.tsx";
import { SettingsNav } from "@/components/settings/settings-nav.tsx";
import { useListUrl } from "@/components/settings/use-list-url.ts";
import { ListBody } from "@/components/sync/list-body.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { SectionHead } from "@/components/ui/section-head.tsx";
import { useSettled } from "@/components/ui/use-settled.ts";
import { AuditLogFilters } from "./audit-log-filters.tsx";
import { AUDIT_LOG_PARAMS } from "./audit-log-key.ts";
import { AUDIT_LOG_EXPLANATION } from "./audit-log-skeleton.tsx";
import { AuditLogTable } from "./audit-log-table.tsx";
import { useAuditLog } from "./use-audit-log.ts";

/** Who did what, newest first, narrowed to who, what and when. */
export function AuditLogView() {
  const { asked, valueOf, change } = useListUrl(AUDIT_LOG_PARAMS);
  const log = useAuditLog(useSettled(asked));
  const entries = log.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <PageBody>
      <PageHeader title="Settings" />
      <SettingsNav />
      <Card className="@container/many">
        <SectionHead id="audit-log" title="Audit log" explanation={AUDIT_LOG_EXPLANATION} />
        <AuditLogFilters valueOf={valueOf} onChange={change} />
        <ListBody
          list={log.data && { data: entries }}
          asked={log}
          failure="The audit log could not be read."
          empty={
            <EmptyState icon={ScrollText} title="No such entry">
              Nothing that was done is of this kind, by this person, on these days.
            </EmptyState>
          }
        >
          {(shown) => <AuditLogTable entries={shown} />}
        </ListBody>
        {entries.length > 0 && (
          <div className="flex min-h-11 flex-wrap items-center justify-between gap-3 border-t px-4 py-1.5 text-sm">
            <p role="status" className="text-muted-foreground tabular-nums">
              {shownWords(entries.length, log.data?.pages.at(-1)?.total ?? 0)}
            </p>
            {log.hasNextPage && (
              <Button variant="outline" size="sm" disabled={log.isFetching} onClick={() => void log.fetchNextPage()}>
                Show older
              </Button>
            )}
          </div>
        )}
      </Card>
    </PageBody>
  );
}

function shownWords(shown: number, total: number): string {
  return `${shown.toLocaleString("en-US")} of ${total.toLocaleString("en-US")} ${total === 1 ? "entry" : "entries"}`;
}
