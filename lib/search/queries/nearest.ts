import { z } from "zod";
import type { Reader } from "@/lib/auth/access.ts";
import type { Db } from "@/lib/db/client.ts";
import { sql } from "@/lib/db/sql.ts";
import { distanceBetween, mistakesAllowed } from "../distance.ts";
import { knownWords } from "../lexemes.ts";
import { readNamedWords } from "./held.ts";
import { idsOf, readNames, type Name } from "./names.ts";

type Reading = Pick<Db, "$queryRaw">;
type Near = { word: string; known: string; distance: number };

/** Two neighbours swapped are one mistake here, and two for the database. */
const STEPS_OF_A_SWAP = 2;

const wordRows = z.array(z.object({ word: z.string() }));

/**
 * For each of these words, which nothing holds, the nearest known words that an issue has which the reader can see: as a whole word
 * of its title, labels, project or assignees. What only others can see decides nothing.
 */
export async function readNearest(
  db: Reading,
  words: readonly string[],
  reader: Pick<Reader, "role">,
): Promise<Map<string, { instead: string[]; names: Name[] }>> {
  if (words.length === 0) return new Map();
  const [titled, { names }] = await Promise.all([readTitleWords(db, words), readNames(db, null)]);
  const named = Map.groupBy(
    names.flatMap((name) => [...new Set(knownWords(name.name))].map((word) => ({ word, name }))),
    ({ word }) => word,
  );
  const near = words.flatMap((word) => nearTo(word, new Set([...titled, ...named.keys()])));
  const namesOf = (known: string) => named.get(known)?.map(({ name }) => name) ?? [];
  const known = [...new Set(near.map((one) => one.known))];
  const asked = known.map((word) => ({ word, ...idsOf(namesOf(word)) }));
  const seen = await readNamedWords(db, asked, { reader, inTitles: true });
  const seenNear = near.filter((one) => seen.has(one.known));
  return new Map(
    words.map((word) => {
      const instead = nearestOf(seenNear.filter((one) => one.word === word));
      return [word, { instead, names: instead.flatMap(namesOf) }];
    }),
  );
}

/** Words of titles in about so many steps from one of these; how many exactly is counted by us. */
async function readTitleWords(db: Reading, words: readonly string[]): Promise<string[]> {
  const allowed = words.map(mistakesAllowed);
  const rows = await db.$queryRaw(sql`
    select distinct k.word
    from unnest(${[...words]}::text[], ${allowed}::int[]) as n (word, allowed)
    join search_words k on char_length(k.word) between char_length(n.word) - n.allowed and char_length(n.word) + n.allowed
      and levenshtein_less_equal(k.word, n.word, n.allowed * ${STEPS_OF_A_SWAP}::int) <= n.allowed * ${STEPS_OF_A_SWAP}::int`);
  return wordRows.parse(rows).map(({ word }) => word);
}

function nearTo(word: string, known: ReadonlySet<string>): Near[] {
  const allowed = mistakesAllowed(word);
  const length = [...word].length;
  return [...known]
    .filter((other) => Math.abs([...other].length - length) <= allowed)
    .map((other) => ({ word, known: other, distance: distanceBetween(word, other) }))
    .filter(({ distance }) => distance <= allowed);
}

function nearestOf(near: readonly Near[]): string[] {
  const least = Math.min(...near.map(({ distance }) => distance));
  return near
    .filter(({ distance }) => distance === least)
    .map(({ known }) => known)
    .toSorted();
}
