import { seesConfidential, type Reader } from "@/lib/auth/access.ts";
import { row, type CsvValue } from "@/lib/csv.ts";
import { daysOf } from "@/lib/definitions/definitions.ts";

/** What a file says of an issue; people by their user names. Notes are null for those who may not read them. */
export type ExportedIssue = {
  [Name in "reference" | "title" | "status" | "state" | "project" | "issue_type" | "web_url"]: string;
} & {
  [Name in "due" | "due_date" | "target_date" | "assignees" | "labels" | "milestone" | "author" | "internal_notes"]:
    | string
    | null;
} & {
  [
    Name in "status_since" | "created_at" | "updated_at" | "started_at" | "completed_at" | "closed_at" | "wip_since"
  ]: Date | null;
} & {
  priority: number | null;
  weight: number | null;
  cycle_seconds: number | null;
  overdue: boolean;
  confidential: boolean;
};

/** In this order, each under its own name but for `cycle_days`. */
const COLUMNS = [
  ...(["reference", "title", "status", "status_since", "state", "priority", "due", "due_date", "target_date"] as const),
  ...(["overdue", "assignees", "labels", "milestone", "weight", "project", "author", "created_at"] as const),
  ...(["updated_at", "started_at", "completed_at", "closed_at", "cycle_days", "wip_since", "issue_type"] as const),
  ...(["confidential", "web_url"] as const),
];

/**
 * How issues are written as CSV for a reader: the line of headers, and a line an issue. Instants are local times of the zone to
 * the minute, `2026-03-05 14:03`, which every spreadsheet reads as a time; plain dates stay as they are. Several people or labels in a
 * cell stand in the order of the list, with a comma and a blank between them: no user name and no label has a comma in it.
 */
export function issueLines(reader: Pick<Reader, "role">, zone: string) {
  const columns = seesConfidential(reader) ? [...COLUMNS, "internal_notes" as const] : COLUMNS;
  const localTime = localTimes(zone);
  const valueOf = (issue: ExportedIssue, column: (typeof columns)[number]): CsvValue => {
    if (column === "cycle_days") return inDays(issue.cycle_seconds);
    const value = issue[column];
    return value instanceof Date ? localTime(value) : value;
  };
  return {
    headers: row(columns),
    lineOf: (issue: ExportedIssue): string => row(columns.map((column) => valueOf(issue, column))),
  };
}

function inDays(seconds: number | null): string | null {
  return seconds === null ? null : daysOf(seconds).toFixed(2);
}

/** Swedish writes a time as ISO 8601 does, with a blank in the middle. */
function localTimes(zone: string): (instant: Date) => string {
  const format = new Intl.DateTimeFormat("sv-SE", {
    ...({ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" } as const),
    hourCycle: "h23",
    timeZone: zone,
  });
  return (instant) => format.format(instant);
}
