"use client";

import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { StackBody, StackCell, StackColumn, StackHead, StackRow, StackTable } from "@/components/ui/stack-table.tsx";
import type { AuditRowDto } from "@/lib/audit-log/schema.ts";
import { actionWords, detailWords } from "@/lib/audit-log/wording.ts";

/** Entries, newest first. */
export function AuditLogTable({ entries }: { entries: AuditRowDto[] }) {
  return (
    <StackTable aria-labelledby="audit-log">
      <StackHead>
        <StackRow>
          <StackColumn>When</StackColumn>
          <StackColumn>Who</StackColumn>
          <StackColumn>What</StackColumn>
          <StackColumn>On what</StackColumn>
          <StackColumn className="w-full">Details</StackColumn>
        </StackRow>
      </StackHead>
      <StackBody>
        {entries.map((entry) => (
          <EntryRow key={entry.id} entry={entry} />
        ))}
      </StackBody>
    </StackTable>
  );
}

function EntryRow({ entry }: { entry: AuditRowDto }) {
  const details = detailWords(entry).join("; ");
  return (
    <StackRow>
      <StackCell label="When" className="whitespace-nowrap">
        <RelativeTime value={entry.at} />
      </StackCell>
      <StackCell label="Who">
        <Cut text={entry.actor} />
      </StackCell>
      <StackCell label="What" className="font-medium whitespace-nowrap">
        {actionWords(entry.action)}
      </StackCell>
      <StackCell label="On what">
        <Cut text={entry.subject === entry.actor ? "–" : entry.subject} />
      </StackCell>
      <StackCell wide className="text-muted-foreground">
        <p dir="auto" className="break-words">
          {details}
        </p>
      </StackCell>
    </StackRow>
  );
}

function Cut({ text }: { text: string }) {
  return (
    <p dir="auto" className="max-w-56 truncate" title={text}>
      {text}
    </p>
  );
}
