import { z } from "zod";
import type { Db } from "@/lib/db/client.ts";
import { sql } from "@/lib/db/sql.ts";
import { instantsOf, startOfDay } from "@/lib/definitions/days.ts";
import { incompleteBefore } from "@/lib/definitions/definitions.ts";
import type { Clock, PlainDate } from "@/lib/time.ts";
import { byOne, type Ids, type NamedFilter } from "../where.ts";

const historyRows = z.array(z.object({ history_from: z.date().nullable() }));
const CLOSED = ["completed", "closed_not_done"];
/** A list without a first day reaches back to the beginning. */
const EVER = new Date(-8.64e15);

/**
 * The first day from which a list of closed issues, or one of how things stood, is whole: null where all that it asks for is mirrored,
 * and for what does not ask after the past (definition: History begins).
 */
export async function readIncompleteBefore(
  db: Pick<Db, "$queryRaw">,
  filter: NamedFilter,
  { zone }: Clock,
): Promise<PlainDate | null> {
  const reach = reachOf(filter, zone);
  if (reach === null) return null;
  return incompleteBefore({ reach, historyFrom: await readHistoryFrom(db, filter.project), zone });
}

/** Since when what was closed is mirrored: of the projects that are asked for, or of all; null where from the beginning. */
export async function readHistoryFrom(db: Pick<Db, "$queryRaw">, projects: Ids | undefined): Promise<(Date | null)[]> {
  const ofProjects = projects ? byOne(sql`id`, projects) : sql`true`;
  const rows = await db.$queryRaw(sql`
    select distinct history_from from projects where gone_at is null and ${ofProjects}`);
  return historyRows.parse(rows).map((row) => row.history_from);
}

/** How far back a list looks; null where it is not about closed issues or a day of the past. */
function reachOf(filter: NamedFilter, zone: string): Date | null {
  if (filter.as_of !== undefined) return instantsOf({ from: filter.as_of, to: filter.as_of }, zone).until;
  const from = [filter.completed_from, filter.closed_from, filter.reopened_from].filter((day) => day !== undefined);
  const others = [
    ...[filter.completed_to, filter.closed_to, filter.reopened_to, filter.completed_by],
    ...[filter.late, filter.has_cycle, filter.has_close],
  ];
  const isOfClosed = filter.status?.any.some((status) => CLOSED.includes(status)) ?? false;
  if (from.length === 0 && !isOfClosed && others.every((value) => value === undefined)) return null;
  const latest = from.toSorted().at(-1);
  return latest === undefined ? EVER : startOfDay(latest, zone);
}
