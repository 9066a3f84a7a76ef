const MAX_CHARACTERS = 64;
/** Scripts that are written without spaces between words, with the signs that they share. */
const UNSPACED = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;

/** Text without case and accents. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036F]/g, "")
    .toLowerCase()
    .replaceAll("ς", "σ");
}

/** The words of a text, folded; of scripts without spaces every two neighbours. */
export function wordsOf(text: string): string[] {
  return piecesOf(text).flatMap(({ isUnspaced, characters: own }) =>
    isUnspaced && own.length > 1
      ? own.slice(1).map((character, index) => `${own[index]}${character}`)
      : [own.slice(0, MAX_CHARACTERS).join("")],
  );
}

/** What a word can be the beginning of: without spaces every character begins a word, also the last. */
export function beginningsOf(text: string): Set<string> {
  const lasts = piecesOf(text).flatMap(({ isUnspaced, characters }) => (isUnspaced ? characters.slice(-1) : []));
  return new Set([...wordsOf(text), ...lasts]);
}

type Piece = { isUnspaced: boolean; characters: string[] };

function piecesOf(text: string): Piece[] {
  return (fold(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).flatMap(splitByScript);
}

function splitByScript(run: string): Piece[] {
  const characters = [...run];
  const pieces: Piece[] = [];
  for (const character of characters) {
    const last = pieces.at(-1);
    const isUnspaced = /\p{M}/u.test(character) && last ? last.isUnspaced : UNSPACED.test(character);
    if (last?.isUnspaced === isUnspaced) last.characters.push(character);
    else pieces.push({ isUnspaced, characters: [character] });
  }
  return pieces;
}
