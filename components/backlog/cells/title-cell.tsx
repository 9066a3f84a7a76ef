import { LabelList } from "@/components/issue/label-list.tsx";
import type { IssueRow } from "@/lib/issues/schema.ts";
import { ConfidentialMark } from "@/components/issue/confidential-mark.tsx";
import { IssueLink } from "./issue-link.tsx";

/** The title, which opens the issue, and its labels. */
export function TitleCell({ issue }: { issue: IssueRow }) {
  return (
    <span className="flex items-center gap-2">
      {issue.confidential && <ConfidentialMark />}
      <IssueLink issue={issue} className="min-w-0 truncate" />
      <LabelList labels={issue.labels} className="max-w-3/5 shrink-0" />
    </span>
  );
}
