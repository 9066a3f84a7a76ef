import { z } from "zod";
import { seesConfidential, type Reader } from "@/lib/auth/access.ts";
import { sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { personSchema, type Person } from "@/lib/issues/schema.ts";
import { fold } from "@/lib/search/fold.ts";
import { MAX_PEOPLE } from "./schema.ts";

type Reading = Pick<Tx, "$queryRaw">;

const personRows = z.array(personSchema);

/**
 * The people of GitLab whose name or user name contains the words, at most `MAX_PEOPLE`: first those who have the reader's e-mail
 * address, which GitLab rarely tells, or its first part as their user name; then by name. A viewer is told of those only who have
 * to do with an issue that a viewer sees. Compared as search compares, so it is done here and not in Postgres; the mirror knows
 * thousands of people, not millions.
 */
export async function findPeople(
  db: Reading,
  { q, reader }: { q: string; reader: Pick<Reader, "email" | "role"> },
): Promise<Person[]> {
  const email = reader.email.toLowerCase();
  const rows = await db.$queryRaw(sql`
    select id, username, name, avatar_url from gitlab_users g
    where ${seesConfidential(reader)}
      or exists (select from issues i where i.author_id = g.id and not i.confidential)
      or exists (
        select from issue_assignees a join issues i on i.id = a.issue_id where a.user_id = g.id and not i.confidential)
    order by coalesce(lower(email) = ${email}, false) desc, lower(username) = split_part(${email}, '@', 1) desc,
      lower(name), id`);
  const words = fold(q);
  const matches = ({ name, username }: Person) => fold(name).includes(words) || fold(username).includes(words);
  return personRows.parse(rows).filter(matches).slice(0, MAX_PEOPLE);
}

/** Who a person of ours has said to be in GitLab; null where they have not. */
export async function readGitlabUser(db: Reading, appUserId: string): Promise<Person | null> {
  const rows = await db.$queryRaw(sql`
    select g.id, g.username, g.name, g.avatar_url
    from app_users a join gitlab_users g on g.id = a.gitlab_user_id
    where a.id = ${appUserId}::uuid`);
  return personRows.parse(rows)[0] ?? null;
}

/** The person of GitLab with our id. */
export async function readPerson(db: Reading, id: string): Promise<Person | null> {
  const rows = await db.$queryRaw(sql`select id, username, name, avatar_url from gitlab_users where id = ${id}::uuid`);
  return personRows.parse(rows)[0] ?? null;
}
