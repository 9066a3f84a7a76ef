import Link from "next/link";
import { valueWords } from "@/components/issue/override-change.ts";
import { Badge } from "@/components/ui/badge.tsx";
import { StackCell, StackRow } from "@/components/ui/stack-table.tsx";
import type { ReportRow } from "@/lib/import/schema.ts";
import type { RowKind } from "@/lib/import/wording.ts";
import { OVERRIDE_FIELD_WORDS } from "@/lib/overrides/wording.ts";
import { dayInWords } from "@/lib/time-wording.ts";
import { faultWords } from "./faulty-rows.ts";

const VARIANTS = {
  changed: "info",
  unchanged: "neutral",
  not_found: "warning",
  ambiguous: "warning",
  bad_value: "warning",
  repeated: "warning",
} as const satisfies Record<RowKind, string>;

/** One row of the sheet: which issue it names, what becomes of it, and why. */
export function ReportLine({ row, outcome }: { row: ReportRow; outcome: string }) {
  return (
    <StackRow>
      <StackCell label="Row" align="right">
        {row.row}
      </StackCell>
      <StackCell label="Outcome" className="whitespace-nowrap">
        <Badge variant={VARIANTS[row.kind]}>{outcome}</Badge>
      </StackCell>
      <StackCell wide className="max-w-80 min-w-40">
        <Named row={row} />
      </StackCell>
      <StackCell wide className="max-w-0">
        <Changes row={row} />
        {faultWords(row) !== "" && <p className="wrap-anywhere">{faultWords(row)}</p>}
      </StackCell>
    </StackRow>
  );
}

function Named({ row: { issue, name } }: { row: ReportRow }) {
  if (issue === null) return <bdi className="wrap-anywhere">{name === "" ? <em>nothing</em> : name}</bdi>;
  return (
    <Link
      href={`/issues/${issue.id}`}
      prefetch={false}
      dir="auto"
      title={`${issue.reference} ${issue.title}`}
      className="block truncate underline-offset-4 hover:underline"
    >
      <span className="font-mono text-xs text-muted-foreground">{issue.reference}</span> {issue.title}
    </Link>
  );
}

function Changes({ row: { changes, ambiguous_date: date } }: { row: ReportRow }) {
  return (
    <>
      {changes.map(({ field, from, to }) => (
        <p key={field} className="wrap-anywhere">
          <span className="text-muted-foreground">{OVERRIDE_FIELD_WORDS[field]}:</span>{" "}
          <bdi className="text-muted-foreground line-through">{valueWords(field, from)}</bdi>
          <span className="sr-only"> becomes</span> <span aria-hidden>→</span> <bdi>{valueWords(field, to)}</bdi>
        </p>
      ))}
      {date && (
        <p className="text-xs text-muted-foreground">
          {date.text} is read as {dayInWords(date.read)}; it could be {dayInWords(date.other)}
        </p>
      )}
    </>
  );
}
