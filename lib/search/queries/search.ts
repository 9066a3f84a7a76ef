import type { Reader } from "@/lib/auth/access.ts";
import type { Db } from "@/lib/db/client.ts";
import type { Clock } from "@/lib/time.ts";
import { readAs, shownWords } from "../matched.ts";
import type { SearchAnswer, SearchQuery } from "../schema.ts";
import { readMeaning } from "./meaning.ts";
import { readRanked } from "./ranked.ts";
import { readResults } from "./results.ts";

type Asked = { query: SearchQuery; reader: Pick<Reader, "role">; clock: Clock };

/** What a text finds, the best first, and how it was read. What finds an issue is said at `meantBy`, in which order at `readRanked`. */
export async function searchIssues(
  db: Pick<Db, "$queryRaw">,
  { query: { q, limit }, reader, clock }: Asked,
): Promise<Omit<SearchAnswer, "freshness">> {
  const meaning = await readMeaning(db, { q, reader });
  const { ids, total, more } = await readRanked(db, { meaning, reader, clock, limit });
  return {
    data: await readResults(db, { ids, meaning, reader, clock }),
    total,
    more,
    words: shownWords(meaning.words),
    read_as: readAs(meaning.words),
  };
}
