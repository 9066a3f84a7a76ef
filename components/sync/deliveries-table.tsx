"use client";

import { CircleCheck, CircleDashed, CircleHelp, CircleSlash } from "lucide-react";
import { Badge } from "@/components/ui/badge.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { StackBody, StackCell, StackColumn, StackHead, StackRow, StackTable } from "@/components/ui/stack-table.tsx";
import type { DeliveryDto } from "@/lib/sync/schema.ts";
import { OUTCOME_WORDS } from "@/lib/sync/wording.ts";

const LOOKS = {
  enqueued: { variant: "success", icon: CircleCheck },
  ignored: { variant: "neutral", icon: CircleDashed },
  unknown_project: { variant: "warning", icon: CircleHelp },
  malformed: { variant: "danger", icon: CircleSlash },
} as const satisfies Record<DeliveryDto["outcome"], unknown>;

/** Deliveries, newest first. */
export function DeliveriesTable({ deliveries }: { deliveries: DeliveryDto[] }) {
  return (
    <StackTable aria-labelledby="deliveries">
      <StackHead>
        <StackRow>
          <StackColumn className="w-full">About</StackColumn>
          <StackColumn>Event</StackColumn>
          <StackColumn>Outcome</StackColumn>
          <StackColumn align="right">Received</StackColumn>
          <StackColumn align="right">Fetched</StackColumn>
        </StackRow>
      </StackHead>
      <StackBody>
        {deliveries.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} />
        ))}
      </StackBody>
    </StackTable>
  );
}

function DeliveryRow({ delivery }: { delivery: DeliveryDto }) {
  const { variant, icon: Icon } = LOOKS[delivery.outcome];
  const { words, meaning } = OUTCOME_WORDS[delivery.outcome];
  return (
    <StackRow>
      <StackCell wide className="max-w-0">
        <p className="truncate font-mono text-xs stacked:whitespace-normal">{subjectOf(delivery)}</p>
      </StackCell>
      <StackCell label="Event" className="whitespace-nowrap">
        {delivery.kind.replaceAll("_", " ")}
      </StackCell>
      <StackCell label="Outcome">
        <Badge variant={variant} title={meaning}>
          <Icon aria-hidden />
          {words}
        </Badge>
      </StackCell>
      <StackCell label="Received" align="right" className="whitespace-nowrap">
        <RelativeTime value={delivery.received_at} />
      </StackCell>
      <StackCell label="Fetched" align="right" className="whitespace-nowrap">
        <Fetched delivery={delivery} />
      </StackCell>
    </StackRow>
  );
}

function Fetched({ delivery: { outcome, handled_at: handledAt } }: { delivery: DeliveryDto }) {
  if (handledAt !== null) return <RelativeTime value={handledAt} />;
  return outcome === "enqueued" ? "not yet" : <span className="text-muted-foreground">–</span>;
}

function subjectOf({ project, gitlab_project_id: id, iid }: DeliveryDto): string {
  const place = project?.path ?? (id === null ? null : `project ${id}`);
  if (place === null) return iid === null ? "–" : `#${iid}`;
  return iid === null ? place : `${place}#${iid}`;
}
