import { z } from "zod";
import { columns, joinSql, sql, type Sql } from "@/lib/db/sql.ts";
import type { Reading } from "./ground.ts";

/**
 * Issues of several people each count for each of them; those of nobody for `null`. `earliest`: the earliest of the moments that were
 * asked for, of those who have one.
 */
export type ByPerson<K extends string> = {
  people: Map<string | null, Record<K, number>>;
  total: Record<K, number>;
  earliest: Map<string | null, Date>;
};

type Question<K extends string> = {
  /** The column of `issues i` that says whose an issue is. */
  whose: Sql;
  /** Which issues are looked at. */
  where: Sql;
  /** The same in parts, of which each issue is in one, where each part has an index of its own. */
  parts?: readonly Sql[];
  /** Which of them each number counts. */
  counted: Readonly<Record<K, Sql>>;
  /** Of which moment the earliest is told, and of which issues. */
  earliest?: { of: Sql; where: Sql };
};

/**
 * How many issues each person has, several numbers at a time, and how many different ones there are in all. They are counted by the
 * sets of people who have them together, of which there are far fewer than issues.
 */
export async function countByPerson<K extends string>(
  db: Reading,
  { whose, where, parts = [sql`true`], counted, earliest }: Question<K>,
): Promise<ByPerson<K>> {
  const entries = Object.entries<Sql>(counted);
  const counts = entries.map(([name, of]) => sql`count(*) filter (where ${of}) as ${columns([name])}`);
  const sums = entries.map(([name]) => sql`coalesce(sum(${columns([name])}), 0)::int as ${columns([name])}`);
  const moment = earliest ? sql`min(${earliest.of}) filter (where ${earliest.where})` : sql`null::timestamptz`;
  const alike = parts.map(
    (part) =>
      sql`select ${whose} as ids, ${moment} as moment, ${joinSql(counts)} from issues i where ${where} and ${part} group by 1`,
  );
  const rows = await db.$queryRaw(sql`
    with alike as (${joinSql(alike, " union all ")})
    select person.id as person, false as is_total, min(moment) as moment, ${joinSql(sums)}
    from alike cross join unnest(case when ids = '{}' then array[null::uuid] else ids end) as person (id)
    group by person.id
    union all
    select null, true, null, ${joinSql(sums)} from alike`);
  const numbers = z.record(
    z.custom<K>((name) => typeof name === "string" && name in counted),
    z.number(),
  );
  const read = z
    .array(z.looseObject({ person: z.uuid().nullable(), is_total: z.boolean(), moment: z.date().nullable() }))
    .parse(rows)
    .map(({ person, is_total: isTotal, moment: since, ...rest }) => ({
      ...{ person, isTotal, since },
      numbers: numbers.parse(rest),
    }));
  const total = read.find((row) => row.isTotal);
  if (total === undefined) throw new Error("numbers without their total");
  const people = read.filter((row) => !row.isTotal);
  return {
    people: new Map(people.map((row) => [row.person, row.numbers])),
    total: total.numbers,
    earliest: new Map(people.flatMap(({ person, since }) => (since === null ? [] : [[person, since] as const]))),
  };
}
