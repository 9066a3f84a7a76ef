import { z } from "zod";
import type { Db } from "@/lib/db/client.ts";
import { sql, type Sql } from "@/lib/db/sql.ts";

type Reading = Pick<Db, "$queryRaw">;

export const NAME_KINDS = ["labels", "people", "projects"] as const;
export type NameKind = (typeof NAME_KINDS)[number];

/** What issues are found by beside their texts; a person and a project have two. */
export type Name = { kind: NameKind; id: string; name: string };

const namesRow = z.tuple([
  z.object({
    names: z
      .array(z.tuple([z.enum(NAME_KINDS), z.uuid(), z.string()]))
      .transform((rows) => rows.map(([kind, id, name]): Name => ({ kind, id, name }))),
    projects: z.int(),
  }),
]);

/**
 * The names that may hold one of these words, or all without any, and how many projects there are. Of names in ASCII only those
 * that do; folding any other is not for the database, whose locale may know its letters or not.
 */
export async function readNames(
  db: Reading,
  words: readonly string[] | null,
): Promise<{ names: Name[]; projects: number }> {
  const mayHold = (name: Sql) =>
    words === null
      ? sql`true`
      : sql`(octet_length(${name}) <> char_length(${name})
          or exists (select from unnest(${[...words]}::text[]) w where strpos(lower(${name} collate "C"), w) > 0))`;
  const [answer] = namesRow.parse(
    await db.$queryRaw(sql`
      select coalesce(jsonb_agg(jsonb_build_array(kind, id, name)), '[]') as names,
        (select count(*)::int from projects) as projects
      from (
        select 'labels' as kind, id, title as name from labels where ${mayHold(sql`title`)}
        union all select 'people', id, name from gitlab_users where ${mayHold(sql`name`)}
        union all select 'people', id, username from gitlab_users where ${mayHold(sql`username`)}
        union all select 'projects', id, name from projects where ${mayHold(sql`name`)}
        union all select 'projects', id, path_with_namespace from projects where ${mayHold(sql`path_with_namespace`)}
      ) as n`),
  );
  return answer;
}

/** The ids among these names, by kind. */
export function idsOf(names: readonly Name[]): Record<NameKind, string[]> {
  const of = (kind: NameKind) => [...new Set(names.filter((one) => one.kind === kind).map((one) => one.id))];
  return { labels: of("labels"), people: of("people"), projects: of("projects") };
}
