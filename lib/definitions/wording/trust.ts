import type { Definition } from "./definition.ts";

export const TRUST_DEFINITIONS = [
  {
    id: "total",
    term: "Totals",
    words:
      "Exact, and by the same condition as the rows they stand for: a figure and the list it leads to have the same number of issues.",
  },
  {
    id: "fresh",
    term: "Fresh and stale",
    words:
      "The age of what you see is now less the oldest last complete poll of the active projects. It is stale when it is older than two poll intervals. Projects that are paused, gone, not readable or not synced yet do not count; they are named beside it. Before anything was synced there is no data, which is not 0.",
    example: "With a poll every 5 minutes data is fresh up to an age of 10 minutes, and stale a second later.",
  },
  {
    id: "history",
    term: "Incomplete before",
    words:
      "Closed issues are mirrored from some day on, which each project has for itself. A figure about closed issues, or a look back at an earlier day, that reaches before the latest of these days says “incomplete before” and the first day that is whole.",
    example:
      "A project whose history begins on 6 March at 14:00: figures from 1 March on are incomplete before 7 March.",
    see: ["period", "completed"],
  },
] as const satisfies readonly Definition[];
