import { fold, isShorter, MIN_PART_CHARACTERS, startsSpaceless } from "@/lib/search/fold.ts";

export type Piece = { at: number; text: string; marked: boolean };
type Span = { from: number; to: number };
/** A text as search compares it; for each of its units, where the characters it was made of begin and end in the original. */
type Folded = { text: string; from: number[]; to: number[] };

const WORD_CHARACTER = /[\p{L}\p{N}\p{M}]/u;

/**
 * A text in pieces, marked where one of the folded words was found: as in a title, anywhere from three characters on, or as in a
 * description (`beginnings`) where a word begins with it. Together the pieces are the text, character for character.
 */
export function markPieces(text: string, words: readonly string[], { beginnings = false } = {}): Piece[] {
  const folded = foldWithPlaces(text);
  const spans = words.flatMap((word) => spansOf(folded, word, beginnings)).toSorted((a, b) => a.from - b.from);
  const pieces: Piece[] = [];
  let at = 0;
  const add = (to: number, marked: boolean) => {
    if (to > at) pieces.push({ at, text: text.slice(at, to), marked });
    at = Math.max(at, to);
  };
  for (const { from, to } of merge(spans)) {
    add(from, false);
    add(to, true);
  }
  add(text.length, false);
  return pieces;
}

/** Whether one of the folded words stands in this text, as it would be marked. */
export function holds(text: string, word: string): boolean {
  return spansOf(foldWithPlaces(text), word, false).length > 0;
}

// Character by character: folding makes "é" shorter, "ﬁ" longer, and a mark of its own vanish.
function foldWithPlaces(text: string): Folded {
  const folded: Folded = { text: "", from: [], to: [] };
  let at = 0;
  for (const character of text) {
    const part = fold(character);
    const next = at + character.length;
    if (part === "") stretch(folded, next);
    folded.text += part;
    for (let unit = 0; unit < part.length; unit += 1) {
      folded.from.push(at);
      folded.to.push(next);
    }
    at = next;
  }
  return folded;
}

/** What folds to nothing belongs to the character before it. */
function stretch({ from, to }: Folded, end: number): void {
  const last = from.at(-1);
  for (let unit = from.length - 1; unit >= 0 && from[unit] === last; unit -= 1) to[unit] = end;
}

function spansOf(folded: Folded, word: string, beginnings: boolean): Span[] {
  const spans: Span[] = [];
  if (word === "") return spans;
  const anywhere = !WORD_CHARACTER.test(word) || (!beginnings && !isShorter(word, MIN_PART_CHARACTERS));
  for (let at = folded.text.indexOf(word); at >= 0; at = folded.text.indexOf(word, at + 1)) {
    const [from, to] = [folded.from[at], folded.to[at + word.length - 1]];
    if (from !== undefined && to !== undefined && (anywhere || beginsWord(folded.text, at))) spans.push({ from, to });
  }
  return spans;
}

function beginsWord(text: string, at: number): boolean {
  const [before = "", here = ""] = [[...text.slice(Math.max(0, at - 2), at)].at(-1), [...text.slice(at, at + 2)][0]];
  return !WORD_CHARACTER.test(before) || startsSpaceless(before) || startsSpaceless(here);
}

function merge(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last !== undefined && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else merged.push({ ...span });
  }
  return merged;
}
