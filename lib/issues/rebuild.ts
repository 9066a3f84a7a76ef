import { z } from "zod";
import type { Db } from "@/lib/db/client.ts";
import { sql } from "@/lib/db/sql.ts";
import { transaction, type Tx } from "@/lib/db/transaction.ts";
import { rebuildSearch } from "@/lib/search/store.ts";
import { shareRules } from "@/lib/status/queries.ts";
import { reprojectIssues } from "./reproject.ts";
import { storeArrays, storeOverrideCopies } from "./store.ts";

/** Issues a transaction recomputes. */
const BATCH = 500;

/** `changed`: issues of which something kept was not what it should be. `next`: where to go on, null when that was all. */
export type RebuildProgress = { read: number; changed: number; next: bigint | null };

const lockedRows = z.array(z.object({ id: z.uuid(), gitlab_issue_id: z.bigint() }));
const countRow = z.tuple([z.object({ n: z.int() })]);

/** Recomputes what is kept of every issue from the base tables, a batch a transaction; it may run beside web and worker. */
export async function rebuildAll(db: Db): Promise<Omit<RebuildProgress, "next">> {
  const sum = { read: 0, changed: 0 };
  let after: bigint | null = 0n;
  while (after !== null) {
    const from: { after: bigint; limit: number } = { after, limit: BATCH };
    const { read, changed, next } = await transaction(db, (tx) => rebuildIssues(tx, from));
    sum.read += read;
    sum.changed += changed;
    after = next;
  }
  return sum;
}

/**
 * Recomputes everything that is kept of up to `limit` issues beside their snapshots, those after GitLab's id `after`: status and its
 * times, first start, completion, cycle time, the arrays of assignees and labels, the override's copies, the timeline,
 * what search finds it by. Only what differs is written.
 */
export async function rebuildIssues(tx: Tx, from: { after: bigint; limit: number }): Promise<RebuildProgress> {
  await shareRules(tx);
  const rows = await tx.$queryRaw(sql`
    select id, gitlab_issue_id from issues where gitlab_issue_id > ${from.after}
    order by gitlab_issue_id limit ${from.limit} for update`);
  const locked = lockedRows.parse(rows);
  const ids = locked.map((row) => row.id);
  await storeArrays(tx, ids);
  await storeOverrideCopies(tx, ids);
  await reprojectIssues(tx, ids);
  const found = await rebuildSearch(tx, ids);
  const next = locked.length < from.limit ? null : (locked.at(-1)?.gitlab_issue_id ?? null);
  return { read: locked.length, changed: await countChanged(tx, ids, found), next };
}

/** Those of which this transaction wrote a row: of the issue itself, of its timeline, or of what it is `found` by. */
async function countChanged(tx: Tx, ids: readonly string[], found: readonly string[]): Promise<number> {
  const rows = await tx.$queryRaw(sql`
    select count(*)::int as n from (
      select id from issues where id = any(${[...ids]}::uuid[]) and xmin = pg_current_xact_id()::xid
      union
      select issue_id from issue_status_events
      where issue_id = any(${[...ids]}::uuid[]) and xmin = pg_current_xact_id()::xid
      union
      select unnest(${[...found]}::uuid[])
    ) as written`);
  return countRow.parse(rows)[0].n;
}
