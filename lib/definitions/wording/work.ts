import type { Definition } from "./definition.ts";

export const WORK_DEFINITIONS = [
  {
    id: "wip",
    term: "WIP",
    words: "Work in progress: in progress and blocked together.",
    see: ["in-progress", "blocked", "wip-age"],
  },
  {
    id: "wip-since",
    term: "WIP since",
    words:
      "When an issue last came into work in progress from not started or from closed. Moving between in progress and blocked does not begin it anew. What sets the status begins it: a label’s rule or a manager.",
    example: "In progress on 2 March, blocked on 4 March, in progress again on 6 March: WIP since 2 March.",
    see: ["wip-age", "unknown-start"],
  },
  {
    id: "wip-age",
    term: "WIP age",
    words: "Now less WIP since, in days. “More than N days” is strictly more than N × 86,400 seconds.",
    example:
      "WIP since 2 March, 09:00: at 09:00 on 7 March the age is 5 days, and that is not more than 5 days; a second later it is.",
    see: ["wip-since", "days"],
  },
  {
    id: "unknown-start",
    term: "Unknown start",
    words:
      "An issue is in work, and GitLab has no event that says since when. The start is then left empty, never guessed from when the issue was created. Such an issue is in no age and no cycle time, and coverage counts it.",
    see: ["coverage", "provisional"],
  },
  {
    id: "provisional",
    term: "Not later than",
    words:
      "A change that is certain while its time is not: what is shown is the latest time it can have been. It gives way as soon as GitLab’s own event is here.",
    see: ["unknown-start"],
  },
] as const satisfies readonly Definition[];

export const DUE_DEFINITIONS = [
  {
    id: "due",
    term: "Due",
    words:
      "The target date that a manager set here, else GitLab’s due date. It is a day of the calendar, the same in every time zone.",
    example: "GitLab says 10 March, the target date is 17 March: due on 17 March.",
    see: ["overdue", "no-due-date"],
  },
  {
    id: "overdue",
    term: "Overdue",
    words: "Open, and due before today. What is due today is not overdue, nor is anything that is closed.",
    example: "Due on 4 March, an open issue is not overdue on 4 March, and overdue by 1 day on 5 March.",
    see: ["due", "open", "clock"],
  },
  {
    id: "no-due-date",
    term: "No due date",
    words: "Neither a target date nor a due date in GitLab. Such an issue is never overdue; it is counted by itself.",
    see: ["due"],
  },
] as const satisfies readonly Definition[];
