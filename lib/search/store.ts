import { z } from "zod";
import { jsonRows, sql, type Sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { fold } from "./fold.ts";
import { issueLexemes, knownWords, noteLexemes } from "./lexemes.ts";

/** An issue as search needs it. */
export type SearchedIssue = { id: string; title: string; description: string | null };

const storedRows = z.array(z.object({ issue_id: z.uuid(), is_new: z.boolean() }));
const idRows = z.array(z.object({ issue_id: z.uuid() }));
const noteRows = z.array(z.object({ issue_id: z.uuid(), internal_notes: z.string() }));
const issueRows = z.array(z.object({ id: z.uuid(), title: z.string(), description: z.string().nullable() }));

/**
 * Keeps what these issues are found by, where it differs; answers the ids of those. Their rows are locked by the caller. Last in its
 * transaction: another that brings the same new word waits for its end.
 */
export async function storeSearch(tx: Tx, issues: readonly SearchedIssue[]): Promise<string[]> {
  if (issues.length === 0) return [];
  const rows = issues.map((issue) => ({ issue_id: issue.id, title: fold(issue.title), words: issueLexemes(issue) }));
  const stored = storedRows.parse(
    await tx.$queryRaw(sql`
      insert into issue_search as s (issue_id, title, words)
      select n.issue_id, n.title, n.words
      from jsonb_to_recordset(${jsonRows(rows)}) as n (issue_id uuid, title text, words tsvector)
      left join issue_search k on k.issue_id = n.issue_id
      where k.issue_id is null or k.title <> n.title or k.words <> n.words
      order by n.issue_id
      on conflict (issue_id) do update set title = excluded.title, words = excluded.words
      returning s.issue_id, s.xmax = 0 as is_new`),
  );
  const changed = new Set(stored.map((row) => row.issue_id));
  await storeNotesOf(tx, sql`any(${stored.filter((row) => row.is_new).map((row) => row.issue_id)}::uuid[])`);
  await storeKnownWords(
    tx,
    issues.filter(({ id }) => changed.has(id)),
  );
  return [...changed];
}

/** Keeps the words of issues' notes, or that one has none. An issue that is not searched in yet brings its note along later. */
export async function storeNoteWords(
  tx: Tx,
  noted: readonly { issueId: string; notes: string | null }[],
): Promise<void> {
  const rows = noted.map(({ issueId, notes }) => ({ issue_id: issueId, note_words: noteLexemes(notes) }));
  await writeNotes(tx, rows);
}

/** Recomputes what these issues are found by; answers the ids of those of which something kept was not what it should be. */
export async function rebuildSearch(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const issues = issueRows.parse(
    await tx.$queryRaw(sql`select id, title, description from issues where id = any(${[...ids]}::uuid[])`),
  );
  const changed = await storeSearch(tx, issues);
  const noted = await storeNotesOf(tx, sql`any(${[...ids]}::uuid[])`);
  const forgotten = await tx.$queryRaw(sql`
    update issue_search s set note_words = null
    where s.issue_id = any(${[...ids]}::uuid[]) and s.note_words is not null
      and not exists (select from issue_overrides o where o.issue_id = s.issue_id and o.internal_notes <> '')
    returning s.issue_id`);
  return [...new Set([...changed, ...noted, ...idRows.parse(forgotten).map((row) => row.issue_id)])];
}

async function storeNotesOf(tx: Tx, ids: Sql): Promise<string[]> {
  const rows = await tx.$queryRaw(sql`
    select issue_id, internal_notes from issue_overrides where issue_id = ${ids} and internal_notes <> ''`);
  const notes = noteRows.parse(rows);
  return writeNotes(
    tx,
    notes.map((row) => ({ issue_id: row.issue_id, note_words: noteLexemes(row.internal_notes) })),
  );
}

async function writeNotes(tx: Tx, rows: readonly { issue_id: string; note_words: string | null }[]): Promise<string[]> {
  if (rows.length === 0) return [];
  const written = await tx.$queryRaw(sql`
    update issue_search s set note_words = n.note_words
    from jsonb_to_recordset(${jsonRows(rows)}) as n (issue_id uuid, note_words tsvector)
    where s.issue_id = n.issue_id and s.note_words is distinct from n.note_words
    returning s.issue_id`);
  return idRows.parse(written).map((row) => row.issue_id);
}

/** In one order, so that two transactions with the same new words wait for each other and do not lock. */
async function storeKnownWords(tx: Tx, issues: readonly SearchedIssue[]): Promise<void> {
  const words = [...new Set(issues.flatMap(({ title }) => knownWords(title)))];
  if (words.length === 0) return;
  await tx.$executeRaw(sql`
    insert into search_words (word)
    select n.word from unnest(${words}::text[]) as n (word)
    where not exists (select from search_words k where k.word = n.word)
    order by n.word
    on conflict do nothing`);
}
