import { z } from "zod";
import type { Reader } from "@/lib/auth/access.ts";
import type { Db } from "@/lib/db/client.ts";
import { sql, type Sql } from "@/lib/db/sql.ts";
import { where } from "@/lib/issues/where.ts";
import type { Clock } from "@/lib/time.ts";
import { MAX_SEARCH_TOTAL } from "../schema.ts";
import { isMeant, isNamed, isTitled, latestIssues, type Meaning } from "../where.ts";

type Reading = Pick<Db, "$queryRaw">;
type Asked = { meaning: Meaning; reader: Pick<Reader, "role">; clock: Clock; limit: number };

/** The best of what was found, the best first; how many there are, up to `MAX_SEARCH_TOTAL`, and whether there are more. */
export type Ranked = { ids: string[]; total: number; more: boolean };

/** So many are put in order as they are; of more, the latest are looked through first. */
const FEW = 5_000;
/** Looking at one issue after the other is given up after so many: the best may all be old. */
const LATEST = 4_000;
/** What is common is counted among so many. */
const COUNTED = 30_000;

const foundRow = z.tuple([z.object({ total: z.int(), ids: z.array(z.uuid()) })]);
const countRow = z.tuple([z.object({ total: z.int() })]);
const idRows = z.array(z.object({ id: z.uuid() }));

/** First the issue that is named, then those whose title holds every word, then the rest; of each the last updated first. */
export async function readRanked(db: Reading, asked: Asked): Promise<Ranked> {
  if (asked.meaning.common && (await countLatest(db, asked)) > MAX_SEARCH_TOTAL) {
    return { ids: await readMany(db, asked), total: MAX_SEARCH_TOTAL, more: true };
  }
  const { ids, total } = await readFew(db, asked);
  const counted = { total: Math.min(total, MAX_SEARCH_TOTAL), more: total > MAX_SEARCH_TOTAL };
  return { ids: total > FEW ? await readMany(db, asked) : ids, ...counted };
}

/** How many of the latest issues are found, up to one more than are ever counted. */
async function countLatest(db: Reading, { meaning, reader, clock }: Asked): Promise<number> {
  const [{ total }] = countRow.parse(
    await db.$queryRaw(sql`
      select count(*)::int as total from (
        select from ${latestIssues(where({}, reader, clock), COUNTED)} as i where ${isMeant(meaning, reader)}
        limit ${MAX_SEARCH_TOTAL + 1}
      ) as found`),
  );
  return total;
}

/** Counts up to one more than a few, and orders them when they are no more than that. */
async function readFew(
  db: Reading,
  { meaning, reader, clock, limit }: Asked,
): Promise<{ ids: string[]; total: number }> {
  const [found] = foundRow.parse(
    await db.$queryRaw(sql`
      with found as materialized (
        select i.id, i.updated_at_gitlab, ${isNamed(meaning)} as named
        from issues i where ${where({ meaning }, reader, clock)} limit ${FEW + 1}
      ), best as (
        select f.id from found f
        where (select count(*) from found) <= ${FEW}
        order by f.named desc, coalesce((select ${isTitled(meaning)} from issue_search s where s.issue_id = f.id), false) desc,
          f.updated_at_gitlab desc, f.id desc
        limit ${limit}
      )
      select (select count(*)::int from found) as total, array(select id from best) as ids`),
  );
  return found;
}

/** One rank after the other, as long as there is room. A title that holds every word is found for it, so nothing else is asked. */
async function readMany(db: Reading, asked: Asked): Promise<string[]> {
  const { meaning, reader, clock, limit } = asked;
  const visible = where({}, reader, clock);
  const titled = sql`${visible} and i.id in (select unnest(array(select s.issue_id from issue_search s where ${isTitled(meaning)})))`;
  const ranks = [
    { one: isTitledOne(meaning), all: titled, isCommon: meaning.common },
    { one: isMeant(meaning, reader), all: where({ meaning }, reader, clock), isCommon: true },
  ];
  const ids = meaning.reference === null ? [] : await readWhole(db, sql`${visible} and ${isNamed(meaning)}`, limit);
  for (const { one, all, isCommon } of ranks) {
    const room = limit - ids.length;
    if (room === 0) break;
    const isNew = sql`i.id <> all(${ids}::uuid[])`;
    const latest = isCommon ? await readLatest(db, { visible, condition: sql`${one} and ${isNew}`, limit: room }) : [];
    ids.push(...(latest.length === room ? latest : await readWhole(db, sql`${all} and ${isNew}`, room)));
  }
  return ids;
}

function isTitledOne(meaning: Meaning): Sql {
  return sql`(select ${isTitled(meaning)} from issue_search s where s.issue_id = i.id)`;
}

type Latest = { visible: Sql; condition: Sql; limit: number };

/** Among the latest issues, one after the other: what is found among them stands before any others. */
async function readLatest(db: Reading, { visible, condition, limit }: Latest): Promise<string[]> {
  const rows = await db.$queryRaw(sql`
    select i.id from ${latestIssues(visible, LATEST)} as i where ${condition}
    order by i.updated_at_gitlab desc, i.id desc limit ${limit}`);
  return idRows.parse(rows).map(({ id }) => id);
}

async function readWhole(db: Reading, condition: Sql, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw(sql`
    with found as materialized (select i.id, i.updated_at_gitlab from issues i where ${condition})
    select id from found order by updated_at_gitlab desc, id desc limit ${limit}`);
  return idRows.parse(rows).map(({ id }) => id);
}
