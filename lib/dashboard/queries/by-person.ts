import { z } from "zod";
import { columns, joinSql, sql, type Sql } from "@/lib/db/sql.ts";
import type { Reading } from "./ground.ts";

/** Issues of several people each count for each of them; those of nobody for `null`. */
export type ByPerson<K extends string> = { people: Map<string | null, Record<K, number>>; total: Record<K, number> };

type Question<K extends string> = {
  /** The column of `issues i` that says whose an issue is. */
  whose: Sql;
  /** Which issues are looked at. */
  where: Sql;
  /** Which of them each number counts. */
  counted: Readonly<Record<K, Sql>>;
};

/**
 * How many issues each person has, several numbers at a time, and how many different ones there are in all. They are counted by the
 * sets of people who have them together, of which there are far fewer than issues.
 */
export async function countByPerson<K extends string>(
  db: Reading,
  { whose, where, counted }: Question<K>,
): Promise<ByPerson<K>> {
  const entries = Object.entries<Sql>(counted);
  const counts = entries.map(([name, of]) => sql`count(*) filter (where ${of}) as ${columns([name])}`);
  const sums = entries.map(([name]) => sql`coalesce(sum(${columns([name])}), 0)::int as ${columns([name])}`);
  const rows = await db.$queryRaw(sql`
    with alike as (select ${whose} as ids, ${joinSql(counts)} from issues i where ${where} group by 1)
    select person.id as person, false as is_total, ${joinSql(sums)}
    from alike cross join unnest(case when ids = '{}' then array[null::uuid] else ids end) as person (id)
    group by person.id
    union all
    select null, true, ${joinSql(sums)} from alike`);
  const numbers = z.record(
    z.custom<K>((name) => typeof name === "string" && name in counted),
    z.number(),
  );
  const read = z
    .array(z.looseObject({ person: z.uuid().nullable(), is_total: z.boolean() }))
    .parse(rows)
    .map(({ person, is_total: isTotal, ...rest }) => ({ person, isTotal, numbers: numbers.parse(rest) }));
  const total = read.find((row) => row.isTotal);
  if (total === undefined) throw new Error("numbers without their total");
  return {
    people: new Map(read.filter((row) => !row.isTotal).map((row) => [row.person, row.numbers])),
    total: total.numbers,
  };
}
