import type { Definition } from "./definition.ts";

export const DONE_DEFINITIONS = [
  {
    id: "reopened",
    term: "Reopened",
    words:
      "An issue is reopened when it leaves completed. From then on it counts as completed no more, until it is completed again; a trend says how many of its issues were reopened since.",
    see: ["completed"],
  },
  {
    id: "cycle-time",
    term: "Cycle time",
    words:
      "From the first entry into work in progress to the final close, less the time spent closed in between. It is told of completed issues only, in the day or week of their final close. Where the start or a reopening has no known time there is none.",
    example:
      "In progress on 2 March, closed on 5 March, reopened on 9 March and closed on 10 March, each at noon: 4 days.",
    see: ["wip-since", "median", "coverage", "working-time"],
  },
  {
    id: "lead-time",
    term: "Lead time",
    words: "From when an issue was created to its final close, of completed issues only. Time spent closed is in it.",
    example: "Created on 1 March and closed for good on 10 March, both at noon: 9 days.",
    see: ["cycle-time"],
  },
  {
    id: "median",
    term: "Median and p85",
    words:
      "Half of the issues took no longer than the median, 85 of 100 no longer than the p85. Between two issues the value is taken on the straight line from one to the other. n is how many issues it rests on.",
    example: "Of 1, 2, 4 and 9 days the median is 3 days and the p85 6.75 days, with n = 4.",
    see: ["cycle-time", "coverage"],
  },
  {
    id: "coverage",
    term: "Coverage",
    words:
      "On how many of the completed issues a cycle time rests: those with a recorded start. The others can be listed.",
    example: "42 of 57 had a recorded start: the other 15 are in no cycle time.",
    see: ["unknown-start", "cycle-time"],
  },
] as const satisfies readonly Definition[];

export const PEOPLE_DEFINITIONS = [
  {
    id: "per-engineer",
    term: "Per engineer",
    words:
      "Each assignee has a row, so an issue with two assignees is in two rows. The total counts each issue once. What nobody is assigned to is in the row Unassigned.",
    example: "One issue of Ada and Ben, one of Ada alone, one of nobody: Ada 2, Ben 1, Unassigned 1, and 3 in total.",
    see: ["completed-by"],
  },
  {
    id: "completed-by",
    term: "Completed by",
    words:
      "The assignees that Backtrak saw at the close. Where an issue was closed before Backtrak looked, those of the first look that showed it closed, marked as approximate.",
    see: ["per-engineer", "completed"],
  },
] as const satisfies readonly Definition[];
