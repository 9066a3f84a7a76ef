import { fold, heldWordsOf } from "./fold.ts";
import { textHolds, type Wanted } from "./holds.ts";

const MAX_CHARACTERS = 160;
/** What is shown before the word that was found. */
const BEFORE = 50;
const CUT = "…";

const RUN = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

/** Part of the first of these texts that holds a word, around that word; white space in it is one blank. Null where none does. */
export function excerptOf(texts: readonly (string | null)[], words: readonly Wanted[]): string | null {
  const text = texts.find((one) => one !== null && textHolds(one, words));
  if (text === null || text === undefined) return null;
  const characters = [...text.replaceAll(/\s+/g, " ").trim()];
  if (characters.length <= MAX_CHARACTERS) return characters.join("");
  const looked = words.filter(({ instead }) => instead === null).map(({ word }) => word);
  return cutAround(characters, firstHit(characters.join(""), looked));
}

/** At which character a word begins that was looked for; the beginning where folding has moved it. */
function firstHit(text: string, words: readonly string[]): number {
  const begins = (part: string) => heldWordsOf(part).some((held) => words.some((word) => held.startsWith(word)));
  for (const match of text.matchAll(RUN)) {
    if (!begins(match[0])) continue;
    const run = [...match[0]];
    const within = run.findIndex((_, index) => words.some((word) => fold(run.slice(index).join("")).startsWith(word)));
    return [...text.slice(0, match.index)].length + Math.max(within, 0);
  }
  return 0;
}

function cutAround(characters: string[], hit: number): string {
  const last = characters.length - MAX_CHARACTERS;
  const from = Math.min(Math.max(hit - BEFORE, 0), last);
  const isCutBefore = from > 0;
  const isCutAfter = from < last;
  const part = characters.slice(from + (isCutBefore ? 1 : 0), from + MAX_CHARACTERS - (isCutAfter ? 1 : 0)).join("");
  return `${isCutBefore ? CUT : ""}${part}${isCutAfter ? CUT : ""}`;
}
