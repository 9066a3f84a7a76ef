import { z } from "zod";
import { sql } from "@/lib/db/sql.ts";
import type { Reading } from "./ground.ts";

/** What a row is called: what the filter calls it (null: without a value), and what people do. One key is one row. */
export type Called = { key: string; value: string | null; name: string };

const calledRows = z.array(z.object({ id: z.uuid(), key: z.uuid(), value: z.string(), name: z.string() }));

/** Projects by our id: a filter calls them by their path, and by our id where several have had it. */
export async function readCalledProjects(db: Reading, ids: readonly string[]): Promise<Map<string, Called>> {
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw(sql`
    select id, id as key, case when is_alone then path else id::text end as value, path as name
    from (
      select id, path_with_namespace as path, count(*) over (partition by lower(path_with_namespace)) = 1 as is_alone
      from projects
    ) called where id = any(${ids}::uuid[])`);
  return byId(rows);
}

/**
 * Labels by our id, of those that the filter names where it names any. Those of one title are one row, called as the first of them;
 * but where the filter names some of them by their ids, their title would mean the others too: then each is a row by its id.
 */
export async function readCalledLabels(
  db: Reading,
  { ids, any }: { ids: readonly string[]; any: readonly string[] | null },
): Promise<Map<string, Called>> {
  const wanted = ids.filter((id) => any === null || any.includes(id));
  if (wanted.length === 0) return new Map();
  const isNamed = any === null ? sql`true` : sql`id = any(${any}::uuid[])`;
  const rows = await db.$queryRaw(sql`
    select id, case when by_title then first_id else id end as key,
      case when by_title then first_title else id::text end as value,
      case when by_title then first_title else title end as name
    from (
      select id, title, bool_and(${isNamed}) over (partition by lower(title)) as by_title,
        first_value(id) over first as first_id, first_value(title) over first as first_title
      from labels window first as (partition by lower(title) order by title, id)
    ) called where id = any(${wanted}::uuid[])`);
  return byId(rows);
}

function byId(rows: unknown): Map<string, Called> {
  return new Map(calledRows.parse(rows).map(({ id, ...called }) => [id, called]));
}
