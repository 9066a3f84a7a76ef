import { countWords, totalWords } from "@/lib/issues/wording.ts";
import type { SearchAnswer } from "@/lib/search/schema.ts";

type Counted = Pick<SearchAnswer, "total" | "more">;

/** How many there are: "12 issues", or beyond what is counted "more than 1,000 issues". */
function foundWords({ total, more }: Counted): string {
  return more ? `more than ${countWords(total)} issues` : totalWords(total);
}

/** The last line of the list: "All 12 issues in the backlog". */
export function allWords(counted: Counted): string {
  if (counted.more) return `More than ${countWords(counted.total)} issues in the backlog`;
  return counted.total === 1 ? "This issue in the backlog" : `All ${foundWords(counted)} in the backlog`;
}

/** A word that nothing holds, and what was looked for instead: `Nothing has “pyament”: showing “payment” or “payments”`. */
export function readAsWords({ word, instead }: SearchAnswer["read_as"][number]): string {
  const shown = instead.map((near) => `“${near}”`).join(" or ");
  return shown === "" ? `Nothing has “${word}”` : `Nothing has “${word}”: showing ${shown}`;
}

/** What is read out when an answer has come. */
export function announcement(words: string, answer: SearchAnswer): string {
  const corrections = answer.read_as.map((correction) => `${readAsWords(correction)}.`);
  if (answer.total === 0) return [...corrections, `Nothing found for “${words}”.`].join(" ");
  const found = foundWords(answer);
  return [...corrections, `Found ${found}: the arrow keys choose.`].join(" ");
}
