"use client";

import { CircleCheck } from "lucide-react";
import { Badge } from "@/components/ui/badge.tsx";
import { Card } from "@/components/ui/card.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { StackBody, StackCell, StackColumn, StackHead, StackRow, StackTable } from "@/components/ui/stack-table.tsx";
import { useNow } from "@/components/ui/use-now.ts";
import type { GapDto, GapList } from "@/lib/sync/audit-schema.ts";
import { gapInWords } from "@/lib/sync/audit-wording.ts";
import { ListBody } from "./list-body.tsx";
import { ListPages } from "./list-pages.tsx";
import { SectionHead } from "@/components/ui/section-head.tsx";
import { useNarrowing } from "./use-narrowing.ts";
import { useSyncList } from "./use-sync-list.ts";

/** When GitLab did not tell of changes, the gaps that are still open first. */
export function Gaps() {
  const { params, setPage, setPageSize } = useNarrowing([]);
  const asked = useSyncList<GapList>("gaps", params);
  return (
    <Card className="@container/many">
      <SectionHead
        id="gaps"
        title="Gaps"
        explanation="Changes that a poll or reconcile found, of which no webhook told within 15 minutes. A late one closes the gap."
      />
      <ListBody list={asked.data} asked={asked} failure="The gaps could not be read." empty={<NoGaps />}>
        {(gaps) => <GapsTable gaps={gaps} />}
      </ListBody>
      <ListPages list={asked.data} onPage={setPage} onPageSize={setPageSize} />
    </Card>
  );
}

function NoGaps() {
  return (
    <EmptyState icon={CircleCheck} title="No gap">
      Every change of a project that delivers was told by webhook.
    </EmptyState>
  );
}

function GapsTable({ gaps }: { gaps: GapDto[] }) {
  return (
    <StackTable aria-labelledby="gaps">
      <StackHead>
        <StackRow>
          <StackColumn className="w-full">First change that was not told</StackColumn>
          <StackColumn>State</StackColumn>
          <StackColumn align="right">Since</StackColumn>
          <StackColumn align="right">Lasted</StackColumn>
        </StackRow>
      </StackHead>
      <StackBody>
        {gaps.map((gap) => (
          <GapRow key={gap.id} gap={gap} />
        ))}
      </StackBody>
    </StackTable>
  );
}

function GapRow({ gap }: { gap: GapDto }) {
  const { date } = useNow();
  const isOpen = gap.closed_at === null;
  return (
    <StackRow>
      <StackCell wide className="max-w-0">
        <p className="truncate font-mono text-xs stacked:whitespace-normal">
          {gap.project.path}#{gap.iid}
        </p>
      </StackCell>
      <StackCell label="State">
        <Badge variant={isOpen ? "warning" : "neutral"}>{isOpen ? "Open" : "Closed"}</Badge>
      </StackCell>
      <StackCell label="Since" align="right" className="whitespace-nowrap">
        <RelativeTime value={gap.changed_at} />
      </StackCell>
      <StackCell label="Lasted" align="right" className="whitespace-nowrap" suppressHydrationWarning>
        {gapInWords(gap, date)}
      </StackCell>
    </StackRow>
  );
}
