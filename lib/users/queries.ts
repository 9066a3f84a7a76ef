import { z } from "zod";
import { ROLES, SESSION_LONGEST_DAYS, type Reader } from "@/lib/auth/access.ts";
import { isAllowedEmail } from "@/lib/auth/identity.ts";
import { sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { fold } from "@/lib/search/fold.ts";
import { userSchema, type UserDto, type UserList, type UserQuery } from "./schema.ts";

type Reading = Pick<Tx, "$queryRaw">;

/** Who asks, and the domains whose addresses may sign in. */
export type Asking = { reader: Pick<Reader, "id">; domains: readonly string[] };

const instant = z.date().transform((date) => date.toISOString());
const userRows = z.array(
  userSchema.omit({ is_self: true, is_last_admin: true }).extend({
    created_at: instant,
    deactivated_at: instant.nullable(),
    last_signed_in_at: instant.nullable(),
    last_seen_at: instant.nullable(),
  }),
);
const nameRows = z.array(z.object({ id: z.uuid(), name: z.string(), email: z.string(), role: z.enum(ROLES) }));
const adminRows = z.array(z.object({ id: z.uuid(), email: z.string() }));

/**
 * One page of the users, and how many there are in all. Names are compared as search compares, so it is done here and not in Postgres;
 * a company has thousands of people, not millions.
 */
export async function listUsers(
  db: Reading,
  { q = "", role, page, page_size: pageSize }: UserQuery,
  asking: Asking,
): Promise<UserList> {
  const rows = nameRows.parse(
    await db.$queryRaw(sql`
      select id, name, email, role from app_users order by deactivated_at is not null, lower(name), id`),
  );
  const words = fold(q);
  const found = rows
    .filter((user) => role === undefined || user.role === role)
    .filter(({ name, email }) => fold(name).includes(words) || fold(email).includes(words));
  const ids = found.slice((page - 1) * pageSize, page * pageSize).map(({ id }) => id);
  return { data: await readUsers(db, ids, asking), page, page_size: pageSize, total: found.length };
}

/** One user; null where there is none of that id. */
export async function readUser(db: Reading, id: string, asking: Asking): Promise<UserDto | null> {
  return (await readUsers(db, [id], asking))[0] ?? null;
}

/** The ids of those who can sign in as an admin: active, and with an address of the allowed domains. */
export async function listAdmins(db: Reading, domains: readonly string[]): Promise<string[]> {
  const rows = await db.$queryRaw(sql`
    select id, email from app_users where role = 'admin' and deactivated_at is null and email_verified`);
  return adminRows.parse(rows).flatMap(({ id, email }) => (isAllowedEmail(email, domains) ? [id] : []));
}

/** In the order of `ids`. */
async function readUsers(db: Reading, ids: string[], { reader, domains }: Asking): Promise<UserDto[]> {
  const rows = await db.$queryRaw(sql`
    select u.id, u.email, u.name, u.role, u.created_at, u.deactivated_at, signed.at as last_signed_in_at,
      greatest(signed.at, seen.at) as last_seen_at, seen.live as live_sessions,
      exists (select from accounts a where a.user_id = u.id and a.provider_id = 'google') as has_google_account
    from unnest(${ids}::uuid[]) with ordinality as asked(id, place)
    join app_users u on u.id = asked.id
    cross join lateral (
      select max(l.at) as at from audit_log l where l.actor_id = u.id and l.action = 'user.signed_in') signed
    cross join lateral (
      select max(s.updated_at) as at,
        count(*) filter (
          where s.expires_at > now() and s.created_at > now() - make_interval(days => ${SESSION_LONGEST_DAYS}::int)
        )::int as live
      from sessions s where s.user_id = u.id) seen
    order by asked.place`);
  const admins = await listAdmins(db, domains);
  return userRows.parse(rows).map((user) => ({
    ...user,
    is_self: user.id === reader.id,
    is_last_admin: admins.length === 1 && admins[0] === user.id,
  }));
}
