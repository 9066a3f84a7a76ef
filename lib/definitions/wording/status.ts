import type { Definition } from "./definition.ts";

/** The statuses and what decides between them (product, "Status"). Their terms are those of `status/wording`. */
export const STATUS_DEFINITIONS = [
  {
    id: "status",
    term: "Status",
    words:
      "Every issue has exactly one status, by the first of these that holds: it is gone; it is closed, and then completed or closed, not done; a manager set a status here; a label has a rule; else it is not started. The issue’s page says which of them decided.",
    see: ["override", "label-rules", "gone"],
  },
  {
    id: "not-started",
    term: "Not started",
    words: "Open, and nothing says that work on it has begun: neither what a manager set nor the rule of a label.",
    see: ["open"],
  },
  {
    id: "in-progress",
    term: "In progress",
    words: "Open and being worked on, as a manager set it or the rule of one of its labels says.",
    see: ["wip", "label-rules"],
  },
  {
    id: "blocked",
    term: "Blocked",
    words:
      "Open and held up, as a manager set it or the rule of one of its labels says. Where labels disagree, blocked beats in progress, and in progress beats not started.",
    example: "An issue with the labels Doing and Blocked is blocked.",
    see: ["wip"],
  },
  {
    id: "completed",
    term: "Completed",
    words:
      "Closed because it was done. A completed issue counts once, on the day of its final close. A closed issue whose close has no known time is in no such count and is told beside it.",
    example: "Closed on 3 March, reopened on 5 March and closed on 9 March, an issue is completed on 9 March.",
    see: ["closed-not-done", "reopened", "cycle-time"],
  },
  {
    id: "closed-not-done",
    term: "Closed, not done",
    words:
      "Closed because it was moved or a duplicate, or closed with a label whose rule says not done, such as wontfix. It stands beside completed and is never counted in it.",
    see: ["completed", "label-rules"],
  },
  {
    id: "gone",
    term: "Gone",
    words:
      "Deleted in GitLab, or no longer readable there. Gone issues are in no list and no figure unless you ask for them. Nothing of them is deleted here: one that comes back has its overrides still.",
  },
  {
    id: "open",
    term: "Open",
    words: "Not started, in progress and blocked together, always.",
    example: "120 not started, 34 in progress and 6 blocked are 160 open issues, 40 of them work in progress.",
    see: ["wip"],
  },
  {
    id: "override",
    term: "Override",
    words:
      "A status that a manager set here. While the issue is open it stands above what the labels say. While the issue is closed it counts for nothing, and it applies again when the issue is reopened.",
    example: "An issue with the label Blocked that a manager set to in progress is in progress.",
    see: ["status"],
  },
  {
    id: "label-rules",
    term: "Label rules",
    words:
      "A rule says what a label means: not started, in progress, blocked, or not done. For each label one rule counts: a project’s own before a general one, then the label’s exact name before the longest prefix such as workflow::, then the higher rank. Capital and small letters are the same. A label without a rule says nothing. When a rule is changed the past is worked out anew, and trends mark the day.",
    example:
      "With the rules workflow:: for in progress and workflow::waiting for blocked, workflow::waiting is blocked.",
    see: ["status"],
  },
] as const satisfies readonly Definition[];
