import { dayInWords } from "@/lib/time-wording.ts";
import { dayBeside } from "./period-words.ts";

type Days = { from: string; to: string };

/** Why there is nothing to draw, and what to do. */
export type NothingDrawn = { title: string; advice: string };

export const NOT_BEGUN: NothingDrawn = { title: "This period has not begun", advice: "Choose one that has." };

/** "Nothing was completed from 24 Oct to 22 Nov 2026". */
export function nothingWas(what: string, { from, to }: Days): NothingDrawn {
  const days = from === to ? `on ${dayInWords(to)}` : `from ${dayBeside(from, to)} to ${dayInWords(to)}`;
  return { title: `Nothing was ${what} ${days}`, advice: "Choose a longer period, or fewer filters." };
}
