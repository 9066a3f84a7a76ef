import { heldWordsOf, isShorter, MIN_PART_CHARACTERS, runsOf, wordsOf } from "./fold.ts";

/** What a text is looked through for: a word as it was typed, or whole words in its place. */
export type Wanted = { word: string; instead: readonly string[] | null };

/** Whether a title or a name holds it: anywhere in it, one or two characters at the beginning of a word. */
export function nameHolds(name: string, { word, instead }: Wanted): boolean {
  if (instead !== null) return wordsOf(name).some((held) => instead.includes(held));
  if (isShorter(word, MIN_PART_CHARACTERS)) return beginsWord(name, [word]);
  return runsOf(name).some(({ run, isSpaceless }) => !isSpaceless && run.includes(word));
}

/** Whether a description or a note holds one of them: at the beginning of a word. Words in place of one are not looked for there. */
export function textHolds(text: string, words: readonly Wanted[]): boolean {
  const looked = words.filter(({ instead }) => instead === null).map(({ word }) => word);
  return beginsWord(text, looked);
}

/** A text can be long: its words are taken apart once. */
function beginsWord(text: string, words: readonly string[]): boolean {
  return words.length > 0 && heldWordsOf(text).some((held) => words.some((word) => held.startsWith(word)));
}
