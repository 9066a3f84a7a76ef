import { ConfidentialMark } from "@/components/issue/confidential-mark.tsx";
import { DueDate } from "@/components/issue/due-date.tsx";
import { LabelList } from "@/components/issue/label-list.tsx";
import { People } from "@/components/issue/people.tsx";
import { StatusPill } from "@/components/issue/status-pill.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import type { IssueRow } from "@/lib/issues/schema.ts";
import { IssueLink } from "./cells/issue-link.tsx";
import { ReferenceCell } from "./cells/reference-cell.tsx";
import { SelectOnCard } from "./select-boxes.tsx";

/** An issue on a phone: what the table's row says, in a card that opens it wherever it is touched. */
export function IssueCard({ issue }: { issue: IssueRow }) {
  return (
    <li className="relative flex flex-col gap-1.5 border-b bg-card px-4 py-3 has-[:focus-visible]:bg-selected has-[input:checked]:bg-selected">
      <div className="flex items-center justify-between gap-3">
        <span className="flex min-w-0 items-center">
          <SelectOnCard issue={issue} />
          <ReferenceCell reference={issue.reference} />
        </span>
        <RelativeTime value={issue.updated_at} className="shrink-0 text-xs text-muted-foreground tabular-nums" />
      </div>
      <div className="flex items-start gap-1.5">
        {issue.confidential && <ConfidentialMark />}
        <IssueLink issue={issue} className="line-clamp-2 min-w-0 flex-1 wrap-anywhere after:absolute after:inset-0" />
      </div>
      <LabelList labels={issue.labels} />
      <div className="flex min-h-6 flex-wrap items-center gap-x-3 gap-y-1 text-xs">
        <StatusPill status={issue.status} />
        {issue.priority !== null && <span className="tabular-nums">Priority {issue.priority}</span>}
        {issue.due !== null && <DueDate issue={issue} />}
        {issue.assignees.length > 0 && <People people={issue.assignees} className="ml-auto" />}
      </div>
    </li>
  );
}
