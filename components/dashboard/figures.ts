import {
  CalendarOff,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CirclePlay,
  CircleSlash,
  ClockAlert,
  type LucideIcon,
  OctagonPause,
} from "lucide-react";
import type { SummaryFigure } from "@/lib/dashboard/schema.ts";
import type { DefinitionId } from "@/lib/definitions/wording.ts";
import { STATUS_WORDS } from "@/lib/status/wording.ts";

export type FigureLook = {
  name: SummaryFigure;
  words: string;
  /** What is counted, in a sentence. */
  counts: string;
  definition: DefinitionId;
  icon: LucideIcon;
  className: string;
  /** Of a period, not of now. */
  ofPeriod?: true;
};

/** The figures on top, in order: what is in work, what waits, what is late, what was done. */
export const FIGURES: readonly FigureLook[] = [
  {
    name: "in_progress",
    words: STATUS_WORDS.in_progress,
    counts: "Open issues that are being worked on now.",
    definition: "in-progress",
    icon: CirclePlay,
    className: "text-status-in-progress",
  },
  {
    name: "blocked",
    words: STATUS_WORDS.blocked,
    counts: "Open issues that are held up now.",
    definition: "blocked",
    icon: OctagonPause,
    className: "text-status-blocked",
  },
  {
    name: "not_started",
    words: STATUS_WORDS.not_started,
    counts: "Open issues on which nothing says that work has begun.",
    definition: "not-started",
    icon: CircleDashed,
    className: "text-status-not-started",
  },
  {
    name: "open",
    words: "Open",
    counts: "Not started, in progress and blocked together, now.",
    definition: "open",
    icon: CircleDot,
    className: "text-muted-foreground",
  },
  {
    name: "overdue",
    words: "Overdue",
    counts: "Open issues that were due before today.",
    definition: "overdue",
    icon: ClockAlert,
    className: "text-status-overdue",
  },
  {
    name: "no_due_date",
    words: "No due date",
    counts: "Open issues with neither a target date nor a due date in GitLab.",
    definition: "no-due-date",
    icon: CalendarOff,
    className: "text-muted-foreground",
  },
  {
    name: "completed",
    words: STATUS_WORDS.completed,
    counts: "Issues whose final close is in the period, closed because they were done.",
    definition: "completed",
    icon: CircleCheck,
    className: "text-status-completed",
    ofPeriod: true,
  },
  {
    name: "closed_not_done",
    words: STATUS_WORDS.closed_not_done,
    counts: "Issues closed in the period that were moved, duplicates or not to be done.",
    definition: "closed-not-done",
    icon: CircleSlash,
    className: "text-status-closed-not-done",
    ofPeriod: true,
  },
];
