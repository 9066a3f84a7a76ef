import type { ColumnMeta } from "@/components/data-table/features.ts";
import { COLUMN_WORDS } from "@/lib/issues/wording.ts";
import type { ColumnId } from "./column-choice.ts";

/** Fixed widths, so that nothing moves when other rows come; the title takes what is left. */
const WIDTHS: Record<ColumnId, string> = {
  reference: "w-40 max-w-40 min-w-40 pl-6",
  title: "w-full max-w-0 min-w-112",
  status: "w-38 max-w-38 min-w-38",
  assignees: "w-24 max-w-24 min-w-24",
  priority: "w-22 max-w-22 min-w-22",
  due: "w-31 max-w-31 min-w-31",
  project: "w-34 max-w-34 min-w-34",
  updated_at: "w-26 max-w-26 min-w-26",
  created_at: "w-26 max-w-26 min-w-26",
  closed_at: "w-26 max-w-26 min-w-26",
  started_at: "w-26 max-w-26 min-w-26",
  completed_at: "w-28 max-w-28 min-w-28",
  cycle_seconds: "w-26 max-w-26 min-w-26",
  labels: "w-56 max-w-56 min-w-56",
  author: "w-40 max-w-40 min-w-40",
  milestone: "w-36 max-w-36 min-w-36",
  weight: "w-22 max-w-22 min-w-22",
  target_date: "w-28 max-w-28 min-w-28",
  wip_since: "w-28 max-w-28 min-w-28",
};

const NUMBERS: readonly ColumnId[] = ["priority", "cycle_seconds", "weight"];

/** What a column is called, how wide it is, on which side its text stands. */
export function columnMeta(id: ColumnId): ColumnMeta {
  return { label: COLUMN_WORDS[id], className: WIDTHS[id], align: NUMBERS.includes(id) ? "end" : undefined };
}
