import { z } from "zod";
import { sql } from "@/lib/db/sql.ts";
import { personSchema, type Person } from "@/lib/issues/schema.ts";
import type { Reading } from "./ground.ts";

/** A person and what the filters call them. */
export type Named = { person: Person; value: string };

const personRows = z.array(personSchema.extend({ is_plain: z.boolean() }));

/**
 * People by our id. A filter calls them by their user name, and by our id where that would not mean them alone: user names change
 * hands, so the mirror can know two people of one; `me` is whoever asks.
 */
export async function readNamedPeople(db: Reading, ids: readonly string[]): Promise<Map<string, Named>> {
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw(sql`
    select u.id, u.username, u.name, u.avatar_url, alike.people = 1 and alike.name <> 'me' as is_plain
    from gitlab_users u
    join (select lower(username) as name, count(*) as people from gitlab_users group by 1) alike
      on alike.name = lower(u.username)
    where u.id = any(${ids}::uuid[])`);
  const people = personRows.parse(rows).map(({ is_plain: isPlain, ...person }) => ({
    person,
    value: isPlain ? person.username : person.id,
  }));
  return new Map(people.map((named) => [named.person.id, named]));
}
