import { z } from "zod";
import { seesConfidential, type Reader } from "@/lib/auth/access.ts";
import type { Db } from "@/lib/db/client.ts";
import { jsonRows, sql, type Sql } from "@/lib/db/sql.ts";
import { where } from "@/lib/issues/where.ts";
import { noteQuery, textQuery, wholeQuery } from "../lexemes.ts";
import { isMeant, latestIssues, type Meaning } from "../where.ts";
import type { NameKind } from "./names.ts";

type Reading = Pick<Db, "$queryRaw">;
type Seeing = Pick<Reader, "role">;

const countRow = z.tuple([z.object({ n: z.int() })]);
const wordRows = z.array(z.object({ word: z.string() }));

/** As many of the latest issues hold a common word for certain; of what they do not hold the index has little to read. */
const LATEST = 200;
/** In a million issues the shortest way to the first changes at a few in a hundred. */
const PROBED = 500;
const COMMON_AMONG_PROBED = 20;

/** Those of the words that title, description or, where the reader sees it, the note of an issue hold that the reader can see. */
export async function readWordsInTexts(db: Reading, words: readonly string[], reader: Seeing): Promise<Set<string>> {
  if (words.length === 0) return new Set();
  const asked = words.map((word) => ({ word, query: textQuery(word), note_query: noteQuery(word) }));
  const inNotes = seesConfidential(reader) ? sql`or ${anyVisible(reader, sql`s.note_words @@ n.note_query`)}` : sql``;
  const rows = await db.$queryRaw(sql`
    with latest as materialized (
      select s.words from ${latestIssues(visibleTo(reader), LATEST)} as i join issue_search s on s.issue_id = i.id
    )
    select n.word from jsonb_to_recordset(${jsonRows(asked)}) as n (word text, query tsquery, note_query tsquery)
    where case when exists (select from latest where words @@ n.query) then true
      else ${anyVisible(reader, sql`s.words @@ n.query`)} ${inNotes} end`);
  return new Set(wordRows.parse(rows).map(({ word }) => word));
}

/** A word, and the names that have it. */
export type NamedWord = { word: string } & Record<NameKind, string[]>;

/**
 * Those of the words that an issue has which the reader can see: through one of these names, and, with `inTitles`, as a whole word
 * of its title.
 */
export async function readNamedWords(
  db: Reading,
  words: readonly NamedWord[],
  { reader, inTitles }: { reader: Seeing; inTitles: boolean },
): Promise<Set<string>> {
  if (words.length === 0) return new Set();
  const asked = words.map((word) => ({ ...word, query: wholeQuery([word.word]) }));
  const titled = inTitles ? sql`or ${anyVisible(reader, sql`s.words @@ n.query`)}` : sql``;
  const rows = await db.$queryRaw(sql`
    select n.word
    from jsonb_to_recordset(${jsonRows(asked)})
      as n (word text, query tsquery, labels uuid[], people uuid[], projects uuid[])
    where exists (select from unnest(n.projects) as p (id)
        where exists (select from issues i where i.project_id = p.id and ${visibleTo(reader)}))
      or exists (select from issue_labels l join issues i on i.id = l.issue_id
        where l.label_id = any(n.labels) and ${visibleTo(reader)})
      or exists (select from issue_assignees a join issues i on i.id = a.issue_id
        where a.user_id = any(n.people) and ${visibleTo(reader)})
      ${titled}`);
  return new Set(wordRows.parse(rows).map(({ word }) => word));
}

/** Whether of the issues that changed last enough are found to look at one after the other. */
export async function readWhetherCommon(db: Reading, meaning: Meaning, reader: Seeing): Promise<boolean> {
  const rows = await db.$queryRaw(sql`
    select count(*)::int as n from ${latestIssues(visibleTo(reader), PROBED)} as i where ${isMeant(meaning, reader)}`);
  return countRow.parse(rows)[0].n >= COMMON_AMONG_PROBED;
}

/** The empty filter asks nothing about time. */
function visibleTo(reader: Seeing): Sql {
  return where({}, reader, { now: new Date(0), zone: "UTC" });
}

function anyVisible(reader: Seeing, condition: Sql): Sql {
  return sql`exists (select from issue_search s join issues i on i.id = s.issue_id where ${condition} and ${visibleTo(reader)})`;
}
