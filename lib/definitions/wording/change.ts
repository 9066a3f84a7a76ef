import type { Definition } from "./definition.ts";

/** What happened within some days. An issue counts once in each, however often it happened to it. */
export const CHANGE_DEFINITIONS = [
  {
    id: "new",
    term: "New",
    words: "Created in GitLab within the period, whatever has become of it since.",
    see: ["period", "closed"],
  },
  {
    id: "started",
    term: "Started",
    words:
      "Came into work in progress for the first time within the period. What comes back to it does not start again.",
    see: ["wip-since", "unknown-start"],
  },
  {
    id: "closed",
    term: "Closed",
    words:
      "Completed, and closed but not done, together: by the day of the final close. New less closed is by how much the open issues grew, but for what was reopened or is gone.",
    see: ["completed", "closed-not-done", "new"],
  },
  {
    id: "changes",
    term: "Changes since",
    words:
      "What happened from the beginning of a day until now: the last Monday before today, where no day is chosen. An issue counts once in each figure, however often it happened to it.",
    see: ["new", "started", "completed", "redated", "newly-overdue"],
  },
  {
    id: "redated",
    term: "Re-dated",
    words:
      "GitLab’s due date or the target date was set, moved or taken away, as Backtrak saw it happen. It says nothing of the direction.",
    see: ["due", "slipped"],
  },
  {
    id: "newly-overdue",
    term: "Newly overdue",
    words: "Overdue now, and by its present due date since that day or a later one.",
    see: ["overdue", "changes"],
  },
  {
    id: "slipped",
    term: "Slipped",
    words:
      "An open issue whose target date a manager moved to a later day, even if it was moved back afterwards. To set a first target date or to take one away is no slip.",
    see: ["due", "redated"],
  },
  {
    id: "on-time",
    term: "On time or late",
    words:
      "A completed issue was on time if the day of its final close was not after the day it was due, and late if it was. What had no due date is neither.",
    see: ["due", "completed", "no-due-date"],
  },
  {
    id: "untouched",
    term: "Untouched",
    words:
      "Open, and last updated in GitLab so many days ago or earlier. A comment or a change of labels is an update; a note or an override made here is none.",
    see: ["open", "clock"],
  },
] as const satisfies readonly Definition[];
