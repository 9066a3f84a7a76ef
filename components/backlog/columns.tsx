import { createColumnHelper } from "@tanstack/react-table";
import type { Features } from "@/components/data-table/features.ts";
import { DueDate } from "@/components/issue/due-date.tsx";
import { LabelList } from "@/components/issue/label-list.tsx";
import { Nothing } from "@/components/issue/nothing.tsx";
import { People } from "@/components/issue/people.tsx";
import { StatusPill } from "@/components/issue/status-pill.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import type { IssueRow } from "@/lib/issues/schema.ts";
import { STATUS_WORDS } from "@/lib/status/wording.ts";
import { dayInWords } from "@/lib/time-wording.ts";
import { CycleCell } from "./cells/cycle-cell.tsx";
import { OverrideCell } from "./cells/override-cell.tsx";
import { ReferenceCell } from "./cells/reference-cell.tsx";
import { TextCell } from "./cells/text-cell.tsx";
import { TitleCell } from "./cells/title-cell.tsx";
import type { ColumnId } from "./column-choice.ts";
import { columnMeta } from "./column-meta.ts";
import { IN_THE_GUTTER, SelectIssue, SelectPage } from "./select-boxes.tsx";

const helper = createColumnHelper<Features, IssueRow>();

const MOST_FIRST: readonly ColumnId[] = [
  ...(["updated_at", "created_at", "started_at", "completed_at", "closed_at"] as const),
  ...(["cycle_seconds", "weight"] as const),
];
const UNSORTED: readonly ColumnId[] = ["assignees", "labels"];

/** The table's columns for a choice of them; a column's id is its name in `sort`. */
export function toColumns(ids: readonly ColumnId[]) {
  return helper.columns(ids.map(toColumn));
}

function toColumn(id: ColumnId) {
  return helper.accessor((issue) => issue[id], {
    id,
    header: columnMeta(id).label,
    meta: id === "reference" ? { ...columnMeta(id), lead: SelectPage } : columnMeta(id),
    enableSorting: !UNSORTED.includes(id),
    sortDescFirst: MOST_FIRST.includes(id),
    cell: ({ row }) => <Cell id={id} issue={row.original} />,
  });
}

function Cell({ id, issue }: { id: ColumnId; issue: IssueRow }) {
  switch (id) {
    case "reference":
      return (
        <span className="flex items-center">
          <SelectIssue issue={issue} className={IN_THE_GUTTER} />
          <ReferenceCell reference={issue.reference} />
        </span>
      );
    case "title":
      return <TitleCell issue={issue} />;
    case "assignees":
      return <People people={issue.assignees} />;
    case "project":
      return <TextCell text={issue.project.name} title={issue.project.path} />;
    case "author":
      return <TextCell text={issue.author?.name ?? null} />;
    case "milestone":
      return <TextCell text={issue.milestone} />;
    case "labels":
      return issue.labels.length === 0 ? <Nothing /> : <LabelList labels={issue.labels} />;
    case "cycle_seconds":
      return <CycleCell seconds={issue.cycle_seconds} />;
    case "status":
    case "due":
    case "target_date":
    case "priority":
      return <Managed id={id} issue={issue} />;
    case "weight":
      return issue.weight ?? <Nothing />;
    case "updated_at":
    case "created_at":
    case "closed_at":
    case "started_at":
    case "completed_at":
    case "wip_since":
      return <Moment value={issue[id]} />;
  }
}

type ManagedProps = { id: "status" | "due" | "target_date" | "priority"; issue: IssueRow };

/** What management can set, which is edited where it stands. */
function Managed({ id, issue }: ManagedProps) {
  const cell = { issue, name: columnMeta(id).label };
  switch (id) {
    case "status":
      return (
        <OverrideCell {...cell} field="internal_status" value={STATUS_WORDS[issue.status]}>
          <StatusPill status={issue.status} />
        </OverrideCell>
      );
    case "due":
      return (
        <OverrideCell {...cell} field="target_date" value={dayOrNone(issue.due)}>
          <DueDate issue={issue} />
        </OverrideCell>
      );
    case "target_date":
      return (
        <OverrideCell {...cell} field="target_date" value={dayOrNone(issue.target_date)}>
          <TextCell text={issue.target_date && dayInWords(issue.target_date)} />
        </OverrideCell>
      );
    case "priority":
      return (
        <OverrideCell {...cell} field="priority" value={String(issue.priority ?? "none")}>
          {issue.priority ?? <Nothing />}
        </OverrideCell>
      );
  }
}

function dayOrNone(day: string | null): string {
  return day === null ? "none" : dayInWords(day);
}

function Moment({ value }: { value: string | null }) {
  return value === null ? <Nothing /> : <RelativeTime value={value} className="whitespace-nowrap tabular-nums" />;
}
