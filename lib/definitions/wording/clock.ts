import type { Definition } from "./definition.ts";

export const CLOCK_DEFINITIONS = [
  {
    id: "clock",
    term: "The clock",
    words:
      "Days begin and end in one time zone, the organisation’s, whoever looks and from wherever. The zone is printed where dates are.",
    example:
      "What was closed at 23:30 UTC on 31 March 2026 was closed on 1 April in Europe/Berlin, and on 31 March in America/New_York.",
    see: ["period", "due"],
  },
  {
    id: "period",
    term: "From and to",
    words:
      "Both are whole days of the clock, and both count. Where no period is chosen it is the last 30 days, today among them.",
    example: "On 30 March 2026 that is 1 March to 30 March.",
    see: ["clock", "week"],
  },
  {
    id: "week",
    term: "Week",
    words: "ISO weeks: Monday to Sunday. The first week of a year is the one that holds its first Thursday.",
    example: "1 January 2027 is a Friday in week 53 of 2026; week 1 of 2027 begins on 4 January.",
    see: ["clock"],
  },
  {
    id: "days",
    term: "Days",
    words: "A length of time in days is its seconds divided by 86,400. Nights, weekends and holidays are in it.",
    example: "Monday 09:00 to Thursday 15:00 is 3.25 days.",
    see: ["working-time"],
  },
  {
    id: "working-time",
    term: "Working time",
    words:
      "Only what lies in working days: Monday to Friday, less the organisation’s holidays. A working day counts from midnight to midnight, not by office hours, and as long as it is where the clocks change; 86,400 seconds are one day. A figure is in working time only where it says so.",
    example: "Friday 12:00 to Monday 18:00 is 3.25 days, and 1.25 days of working time.",
    see: ["days", "clock"],
  },
] as const satisfies readonly Definition[];
