import { z } from "zod";
import { jsonRows, sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";

export type UserRecord = { gitlab_user_id: string; username: string; name: string; avatar_url: string | null };

const keyRows = z.array(z.object({ id: z.uuid(), gitlab_user_id: z.bigint() }));

/**
 * Brings GitLab's users in, writing only those that differ and are not older than what is stored, in one order of locks.
 * Answers our id for each GitLab id.
 */
export async function storePeople(
  tx: Tx,
  people: readonly UserRecord[],
  fetchedAt: Date,
): Promise<Map<string, string>> {
  if (people.length === 0) return new Map();
  const rows = jsonRows(people);
  await tx.$executeRaw(sql`
    insert into gitlab_users (gitlab_user_id, username, name, avatar_url, fetched_at)
    select n.gitlab_user_id, n.username, n.name, n.avatar_url, ${fetchedAt}
    from jsonb_populate_recordset(null::gitlab_users, ${rows}) n
    where not exists (
      select from gitlab_users u
      where u.gitlab_user_id = n.gitlab_user_id
        and ((u.username, u.name, u.avatar_url) is not distinct from (n.username, n.name, n.avatar_url)
          or u.fetched_at > ${fetchedAt})
    )
    order by n.gitlab_user_id
    on conflict (gitlab_user_id) do update
    set username = excluded.username, name = excluded.name, avatar_url = excluded.avatar_url,
        fetched_at = excluded.fetched_at, updated_at = now()
    where gitlab_users.fetched_at <= excluded.fetched_at`);
  const keys = await tx.$queryRaw(sql`
    select u.id, u.gitlab_user_id
    from gitlab_users u
    join jsonb_populate_recordset(null::gitlab_users, ${rows}) n using (gitlab_user_id)`);
  return new Map(keyRows.parse(keys).map((row) => [String(row.gitlab_user_id), row.id]));
}
