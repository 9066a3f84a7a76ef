import type { Reader } from "@/lib/auth/access.ts";
import type { Db } from "@/lib/db/client.ts";
import { parseReference, type IssueReference } from "@/lib/issues/reference.ts";
import { fold, isShorter, wordsOf } from "../fold.ts";
import { nameHolds } from "../holds.ts";
import { MIN_KNOWN_CHARACTERS } from "../lexemes.ts";
import { hasNames, type Meaning, type MeantWord } from "../where.ts";
import { readNamedWords, readWhetherCommon, readWordsInTexts } from "./held.ts";
import { idsOf, readNames } from "./names.ts";
import { readNearest } from "./nearest.ts";

type Reading = Pick<Db, "$queryRaw">;
type Seeing = Pick<Reader, "role">;

/** A text in which more words than this are held by nothing is not one that was mistyped. */
export const MAX_MISTYPED = 5;

const DIGITS = /^\p{N}+$/u;

/** What a text that is searched for means to this reader (see `meantBy`). */
export async function readMeaning(db: Reading, { q, reader }: { q: string; reader: Seeing }): Promise<Meaning> {
  const reference = parseReference(q);
  const words = [...new Set(wordsOf(q))];
  const signs = words.length === 0 ? fold(q).trim() : null;
  const meaning = { reference, words: await readWords(db, { words, reference, reader }), signs };
  return { ...meaning, common: await readWhetherCommon(db, { ...meaning, common: false }, reader) };
}

type Asked = { words: readonly string[]; reference: IssueReference | null; reader: Seeing };

async function readWords(db: Reading, { words, reference, reader }: Asked): Promise<MeantWord[]> {
  if (words.length === 0) return [];
  const mistypable = reference === null ? words.filter(mayBeMistyped) : [];
  const [{ names, projects }, inTexts] = await Promise.all([
    readNames(db, isWhole(reference) ? [] : words),
    readWordsInTexts(db, mistypable, reader),
  ]);
  const meant = words.map((word): MeantWord => {
    const ids = idsOf(isWhole(reference) ? [] : names.filter(({ name }) => nameHolds(name, { word, instead: null })));
    return { word, instead: null, ...ids, everywhere: projects > 0 && ids.projects.length === projects };
  });
  const doubtful = meant.filter(({ word }) => mistypable.includes(word) && !inTexts.has(word));
  return readOtherwise(db, { meant, doubtful, reader });
}

/** A reference with its path, or an address: who else is found mentions it, and is not every issue of a project called like it. */
function isWhole(reference: IssueReference | null): boolean {
  return reference !== null && reference.path !== null;
}

function mayBeMistyped(word: string): boolean {
  return !isShorter(word, MIN_KNOWN_CHARACTERS) && !DIGITS.test(word);
}

/** With the words that really nothing holds read as the nearest known ones. */
async function readOtherwise(
  db: Reading,
  { meant, doubtful, reader }: { meant: MeantWord[]; doubtful: MeantWord[]; reader: Seeing },
): Promise<MeantWord[]> {
  const named = await readNamedWords(db, doubtful.filter(hasNames), { reader, inTitles: false });
  const mistyped = doubtful.map(({ word }) => word).filter((word) => !named.has(word));
  if (mistyped.length > MAX_MISTYPED) return meant;
  const nearest = await readNearest(db, mistyped, reader);
  return meant.map((one) => {
    const read = nearest.get(one.word);
    if (read === undefined) return one;
    return { ...one, instead: read.instead, ...idsOf(read.names), everywhere: false };
  });
}
