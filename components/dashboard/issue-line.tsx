import Link from "next/link";
import type { ReactNode } from "react";
import { ConfidentialMark } from "@/components/issue/confidential-mark.tsx";
import type { IssueRef } from "@/lib/dashboard/schema.ts";
import { shortReference } from "@/lib/issues/wording.ts";

/** Issues below each other. On paper a meeting goes through the first few. */
export function IssueLines({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ol aria-label={label} className="print:[&>li:nth-child(n+9)]:hidden">
      {children}
    </ol>
  );
}

type IssueLineProps = {
  issue: IssueRef;
  /** Said of it besides its reference and its people. */
  note?: ReactNode;
  /** A line of its own below. */
  more?: ReactNode;
  /** What the list is about, at the end of the line. */
  children: ReactNode;
};

/** An issue in a list of the dashboard: what it is, whose, and what the list is about. */
export function IssueLine({ issue, note, more, children }: IssueLineProps) {
  const people = issue.assignees.map(({ name }) => name).join(", ");
  return (
    <li className="flex min-h-11 items-center gap-3 border-b px-4 py-1 last:border-b-0 print:min-h-6 print:py-0">
      <div className="min-w-0 flex-1">
        <div className="flex min-w-0 flex-col print:flex-row print:items-baseline print:gap-2">
          <span className="flex min-w-0 items-center gap-1.5">
            {issue.confidential && <ConfidentialMark />}
            <Link
              href={`/issues/${issue.id}`}
              prefetch={false}
              dir="auto"
              title={issue.title}
              className="min-w-0 truncate rounded-sm text-sm font-medium -outline-offset-2 hover:underline phone:py-1"
            >
              {issue.title}
            </Link>
          </span>
          <span className="min-w-0 truncate text-xs text-muted-foreground print:shrink-[2]">
            <span className="font-mono">{shortReference(issue.reference)}</span>
            {` · ${people || "nobody"}`}
            {note && <> · {note}</>}
          </span>
        </div>
        {more}
      </div>
      <span className="shrink-0 text-right text-sm tabular-nums">{children}</span>
    </li>
  );
}
