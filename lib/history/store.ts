import { z } from "zod";
import { jsonRows, sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import type { EventRecord } from "./normalize.ts";

const lockedRows = z.array(z.object({ id: z.uuid(), history_fetched_at: z.date().nullable() }));

/** Holds the issues in the one order of locks, and answers those whose history was not asked for later than `fetchStartedAt`. */
export async function lockForHistory(tx: Tx, issueIds: readonly string[], fetchStartedAt: Date): Promise<Set<string>> {
  const rows = await tx.$queryRaw(sql`
    select id, history_fetched_at from issues
    where id = any(${[...issueIds]}::uuid[]) order by gitlab_issue_id for update`);
  const open = lockedRows.parse(rows).filter((row) => (row.history_fetched_at ?? fetchStartedAt) <= fetchStartedAt);
  return new Set(open.map((row) => row.id));
}

/**
 * Keeps events, writing only those that differ. GitLab forgets the label of an event once the label is deleted: what was known of it
 * stays.
 */
export async function storeEvents(tx: Tx, rows: readonly (EventRecord & { issue_id: string })[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw(sql`
    insert into gitlab_events as e (kind, gitlab_event_id, issue_id, happened_at, action, gitlab_label_id, gitlab_user_id)
    select n.kind, n.gitlab_event_id, n.issue_id, n.happened_at, n.action, n.gitlab_label_id, n.gitlab_user_id
    from jsonb_populate_recordset(null::gitlab_events, ${jsonRows(rows)}) n
    where not exists (
      select from gitlab_events k
      where k.kind = n.kind and k.gitlab_event_id = n.gitlab_event_id and k.issue_id = n.issue_id
        and k.happened_at = n.happened_at and k.action = n.action
        and k.gitlab_label_id is not distinct from coalesce(n.gitlab_label_id, k.gitlab_label_id)
    )
    order by n.kind, n.gitlab_event_id
    on conflict (kind, gitlab_event_id) do update
    set issue_id = excluded.issue_id, happened_at = excluded.happened_at, action = excluded.action,
      gitlab_label_id = coalesce(excluded.gitlab_label_id, e.gitlab_label_id)`);
}

/**
 * GitLab was asked for the history of these issues at `fetchStartedAt`. Times are kept in milliseconds: an issue that was written in
 * the same one was written before.
 */
export async function markHistoryFetched(tx: Tx, issueIds: readonly string[], fetchStartedAt: Date): Promise<void> {
  await tx.$executeRaw(sql`
    update issues
    set history_fetched_at = greatest(${fetchStartedAt}, least(synced_at, ${fetchStartedAt}::timestamptz + interval '1 ms'))
    where id = any(${[...issueIds]}::uuid[])`);
}
