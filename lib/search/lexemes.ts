import { cutWord, fold, heldWordsOf, isShorter, MIN_PART_CHARACTERS, runsOf, wordsOf } from "./fold.ts";

/** Words of this length are known words, the nearest of which a mistyped one is read as. */
export const MIN_KNOWN_CHARACTERS = 4;

// No word begins with one of these marks, which say what a lexeme is: without one it is a word of the description.
const TITLE = "=";
const PART = "~";
const SIGNS = "!";

/** Postgres keeps 1 MB of words a row; a longer text is found by its beginning. */
const MAX_BYTES = 400_000;
/** UTF-8 has no more bytes for a unit of a string. */
const MAX_BYTES_A_UNIT = 3;

const SIGN_RUN = /[^\p{L}\p{N}\p{M}\s]+/gu;
const PLAIN = /^[\p{L}\p{N}]+$/u;

/**
 * What an issue is found by, as a `tsvector` in Postgres' notation: the words of the description; with marks before them those of
 * the title, what they end with, so that a part of a word is the beginning of one of these, and the signs between them.
 */
export function issueLexemes({ title, description }: { title: string; description: string | null }): string {
  const signs = (fold(title).match(SIGN_RUN) ?? []).flatMap(tailsOf);
  const lexemes = [
    ...heldWordsOf(title).map((word) => TITLE + word),
    ...endsOf(title).map((end) => PART + end),
    ...signs.map((tail) => SIGNS + tail),
    ...heldWordsOf(description ?? ""),
  ];
  return tsvectorOf(lexemes);
}

/** The words of a note as a `tsvector`; null without a note. */
export function noteLexemes(note: string | null): string | null {
  return note === null || note === "" ? null : tsvectorOf(heldWordsOf(note));
}

/** The words of a title or a name that a mistyped one may be read as. */
export function knownWords(text: string): string[] {
  return wordsOf(text).filter((word) => PLAIN.test(word) && !isShorter(word, MIN_KNOWN_CHARACTERS));
}

/** Title or description hold the word, as a `tsquery`. */
export function textQuery(word: string): string {
  return `(${quoted(word)}:* | ${titleQuery(word)})`;
}

/** The title holds the word, as a `tsquery`. */
export function titleQuery(word: string): string {
  const begun = `${quoted(TITLE + word)}:*`;
  return isShorter(word, MIN_PART_CHARACTERS) ? begun : `(${begun} | ${quoted(PART + word)}:*)`;
}

/** One of these is a whole word of the title, as a `tsquery`. */
export function wholeQuery(words: readonly string[]): string {
  return `(${words.map((word) => quoted(TITLE + word)).join(" | ")})`;
}

/** The note holds the word, as a `tsquery`. */
export function noteQuery(word: string): string {
  return `${quoted(word)}:*`;
}

/** What the title has at least when it holds this text without letters and digits, as a `tsquery`. */
export function signsQuery(text: string): string {
  const runs = fold(text).match(SIGN_RUN) ?? [];
  return runs.map((run) => `${quoted(SIGNS + cutWord(run))}:*`).join(" & ");
}

/** What is left of each word from each of its characters on, but the first. */
function endsOf(title: string): string[] {
  const runs = runsOf(title).filter(({ isSpaceless }) => !isSpaceless);
  const tails = runs.flatMap(({ run }) => tailsOf(run).slice(1));
  return tails.filter((tail) => !isShorter(tail, MIN_PART_CHARACTERS));
}

function tailsOf(run: string): string[] {
  const tails: string[] = [];
  let at = 0;
  for (const character of run) {
    tails.push(cutWord(run.slice(at)));
    at += character.length;
  }
  return tails;
}

function tsvectorOf(lexemes: readonly string[]): string {
  const distinct = [...new Set(lexemes)].map(quoted);
  const text = distinct.join(" ");
  if (text.length * MAX_BYTES_A_UNIT <= MAX_BYTES) return text;
  let bytes = 0;
  const over = distinct.findIndex((lexeme) => (bytes += Buffer.byteLength(lexeme)) > MAX_BYTES);
  return over === -1 ? text : distinct.slice(0, over).join(" ");
}

function quoted(lexeme: string): string {
  const isPlain = !lexeme.includes("'") && !lexeme.includes("\\");
  return isPlain ? `'${lexeme}'` : `'${lexeme.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}
