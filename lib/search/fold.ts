const MAX_WORD_CHARACTERS = 64;

/** Of a title or a name a part is found from this length on; what is shorter is found where a word begins with it. */
export const MIN_PART_CHARACTERS = 3;

const ASCII = /^[\0-\x7f]*$/;
const COMBINING_ACCENTS = /[\u0300-\u036f]/g;
const ASCII_RUN = /[a-z0-9]+/g;
const RUN = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

/** Scripts whose words are not set apart by spaces. */
const SPACELESS =
  "\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmer}\\p{scx=Myanmar}";
const SCRIPTS = new RegExp(`[${SPACELESS}]+|[^${SPACELESS}]+`, "gu");
const STARTS_SPACELESS = new RegExp(`^[${SPACELESS}]`, "u");

/** A text as it is searched in and for: lower case, without accents, one form for each letter. */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text.normalize("NFKD").replaceAll(COMBINING_ACCENTS, "").toLowerCase().replaceAll("ς", "σ");
}

/**
 * The words of a text, folded, as they come: runs of letters, digits and their marks, each cut to 64 characters. What is written
 * without spaces, as Chinese is, becomes overlapping pairs of characters; one alone stays itself.
 */
export function wordsOf(text: string): string[] {
  return runsOf(text).flatMap(({ run, isSpaceless }) => (isSpaceless ? pairsOf([...run]) : cutWord(run)));
}

/**
 * The words that a text is found by: its words, and the last character of what is written without spaces, so that each character of
 * it begins one of these.
 */
export function heldWordsOf(text: string): string[] {
  return runsOf(text).flatMap(({ run, isSpaceless }) => (isSpaceless ? beginningsOf([...run]) : cutWord(run)));
}

/** The runs that words are made of, folded; none of them mixes scripts with and without spaces. */
export function runsOf(text: string): { run: string; isSpaceless: boolean }[] {
  const folded = fold(text);
  if (ASCII.test(folded)) return (folded.match(ASCII_RUN) ?? []).map((run) => ({ run, isSpaceless: false }));
  return (folded.match(RUN) ?? [])
    .flatMap((run) => run.match(SCRIPTS) ?? [])
    .map((run) => ({ run, isSpaceless: startsSpaceless(run) }));
}

/** Whether a text begins in a script whose words are not set apart by spaces: one may begin at every character of it. */
export function startsSpaceless(text: string): boolean {
  return STARTS_SPACELESS.test(text);
}

/** The beginning of a run that counts: as much as a word may have. */
export function cutWord(run: string): string {
  return run.length <= MAX_WORD_CHARACTERS ? run : [...run].slice(0, MAX_WORD_CHARACTERS).join("");
}

/** Whether a word has fewer characters than this; a character can be two units of a string. */
export function isShorter(word: string, characters: number): boolean {
  return word.length < characters || (word.length < 2 * characters && [...word].length < characters);
}

function pairsOf(characters: string[]): string[] {
  return characters.length < 2 ? characters : beginningsOf(characters).slice(0, -1);
}

/** Each character with the next; the last has none. */
function beginningsOf(characters: string[]): string[] {
  return characters.map((character, index) => `${character}${characters[index + 1] ?? ""}`);
}
