import { ClockAlert } from "lucide-react";
import { cn } from "@/lib/cn.ts";
import type { IssueRow } from "@/lib/issues/schema.ts";
import { dayInWords } from "@/lib/time-wording.ts";
import { Nothing } from "./nothing.tsx";

type DueDateProps = { issue: Pick<IssueRow, "due" | "overdue">; className?: string };

/** When an issue is due; red with a clock, and in words for screen readers, where that day has passed. */
export function DueDate({ issue: { due, overdue }, className }: DueDateProps) {
  if (due === null) return <Nothing />;
  return (
    <time
      dateTime={due}
      title={overdue ? "Overdue" : undefined}
      className={cn(
        "inline-flex items-center gap-1 whitespace-nowrap tabular-nums",
        overdue && "text-status-overdue",
        className,
      )}
    >
      {overdue && <ClockAlert aria-hidden className="size-3.5 shrink-0" />}
      {dayInWords(due)}
      {overdue && <span className="sr-only">, overdue</span>}
    </time>
  );
}
