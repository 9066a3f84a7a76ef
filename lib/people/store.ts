import { z } from "zod";
import { jsonRows, sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";

export type UserRecord = { gitlab_user_id: string; username: string; name: string; avatar_url: string | null };

const storedRows = z.array(
  z.object({
    id: z.uuid(),
    gitlab_user_id: z.bigint().transform(String),
    username: z.string(),
    name: z.string(),
    avatar_url: z.string().nullable(),
    fetched_at: z.date(),
  }),
);
type StoredRow = z.infer<typeof storedRows>[number];

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
  const known = await readPeople(tx, people);
  const differing = people.filter((user) => differs(user, known.get(user.gitlab_user_id), fetchedAt));
  if (differing.length > 0) await writePeople(tx, differing, fetchedAt);
  const isComplete = people.every((user) => known.has(user.gitlab_user_id));
  const stored = isComplete ? known : await readPeople(tx, people);
  return new Map([...stored.values()].map((row) => [row.gitlab_user_id, row.id]));
}

async function readPeople(tx: Tx, people: readonly UserRecord[]): Promise<Map<string, StoredRow>> {
  const rows = await tx.$queryRaw(sql`
    select id, gitlab_user_id, username, name, avatar_url, fetched_at
    from gitlab_users where gitlab_user_id = any(${people.map((user) => user.gitlab_user_id)}::bigint[])`);
  return new Map(storedRows.parse(rows).map((row) => [row.gitlab_user_id, row]));
}

function differs(user: UserRecord, known: StoredRow | undefined, fetchedAt: Date): boolean {
  if (known === undefined) return true;
  if (known.fetched_at > fetchedAt) return false;
  return known.username !== user.username || known.name !== user.name || known.avatar_url !== user.avatar_url;
}

async function writePeople(tx: Tx, people: readonly UserRecord[], fetchedAt: Date): Promise<void> {
  await tx.$executeRaw(sql`
    insert into gitlab_users (gitlab_user_id, username, name, avatar_url, fetched_at)
    select n.gitlab_user_id, n.username, n.name, n.avatar_url, ${fetchedAt}
    from jsonb_populate_recordset(null::gitlab_users, ${jsonRows(people)}) n
    order by n.gitlab_user_id
    on conflict (gitlab_user_id) do update
    set username = excluded.username, name = excluded.name, avatar_url = excluded.avatar_url,
        fetched_at = excluded.fetched_at, updated_at = now()
    where gitlab_users.fetched_at <= excluded.fetched_at`);
}

/** Holds a person of ours until the transaction ends. */
export async function lockAppUser(tx: Tx, appUserId: string): Promise<void> {
  await tx.$queryRaw(sql`select id from app_users where id = ${appUserId}::uuid for update`);
}

/** Writes who a person of ours is in GitLab, null for nobody; whether they may say so is the caller's to know. */
export async function storeGitlabUser(
  tx: Tx,
  { appUserId, gitlabUserId }: { appUserId: string; gitlabUserId: string | null },
): Promise<void> {
  await tx.$executeRaw(sql`
    update app_users set gitlab_user_id = ${gitlabUserId}::uuid, updated_at = now() where id = ${appUserId}::uuid`);
}
