import { z } from "zod";
import { sql } from "@/lib/db/sql.ts";
import { DURATION_GROUPS } from "../schema.ts";
import type { Reading } from "./ground.ts";
import { takenOf, type Stage, type Worked } from "./taken.ts";

/** Issues, how many of them have a known duration, and these durations in seconds, in no order. */
export type Tally = { completed: number; known: number; seconds: readonly number[] };

/** Those of one place, or of one value of a group in one period. `ids`: the labels or engineers that these issues have together. */
export type PlaceTally = Tally & { kind: "place"; place: number };
export type ValueTally = Tally & { kind: (typeof DURATION_GROUPS)[number]; isCurrent: boolean; ids: readonly string[] };

const listed = (separator: string) =>
  z
    .string()
    .nullable()
    .transform((text) => (text === null || text === "" ? [] : text.split(separator)));
const tally = z.object({
  completed: z.number(),
  known: z.number(),
  seconds: listed(" ").transform((values) => values.map(Number)),
});
const tallyRows = z.array(
  z.discriminatedUnion("kind", [
    tally.extend({ kind: z.literal("place"), place: z.number() }),
    tally
      .extend({ kind: z.enum(DURATION_GROUPS), is_current: z.boolean(), ids: listed(",") })
      .transform(({ is_current: isCurrent, ...row }): ValueTally => ({ ...row, isCurrent })),
  ]),
);

/**
 * The issues completed in both periods, by place and by the values of each group: one look at all of them. People and labels are
 * told by the sets in which they stand together, of which there are far fewer than issues. The durations themselves are answered,
 * since Postgres would sort the issues once more for each way in which they are grouped; lists go as text, which is read fastest.
 */
export async function readTallies(
  db: Reading,
  stage: Stage,
  worked: Worked | null,
): Promise<{ places: PlaceTally[]; values: ValueTally[] }> {
  const rows = tallyRows.parse(
    await db.$queryRaw(sql`
      select
        case when grouping(place) = 0 then 'place' when grouping(project_id) = 0 then 'project'
          when grouping(label_ids) = 0 then 'label' else 'engineer' end as kind,
        place, is_current,
        coalesce(project_id::text, array_to_string(label_ids, ','), array_to_string(credited_ids, ',')) as ids,
        count(*)::int as completed, (count(*) filter (where is_known))::int as known,
        array_to_string(array_agg(seconds), ' ') as seconds
      from (select *, place > 0 as is_current from (${takenOf(stage, worked)}) placed) taken
      group by grouping sets ((place), (is_current, project_id), (is_current, label_ids), (is_current, credited_ids))`),
  );
  return {
    places: rows.filter((row) => row.kind === "place"),
    values: rows.filter((row) => row.kind !== "place"),
  };
}
