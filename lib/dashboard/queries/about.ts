import { z } from "zod";
import { sql } from "@/lib/db/sql.ts";
import { instantsOf, startOfDay, type DayRange } from "@/lib/definitions/days.ts";
import { incompleteBefore } from "@/lib/definitions/definitions.ts";
import { readHistoryFrom } from "@/lib/issues/queries/incomplete.ts";
import { readFreshness } from "@/lib/sync/queries.ts";
import type { PlainDate } from "@/lib/time.ts";
import type { About } from "../schema.ts";
import type { Ground, Reading } from "./ground.ts";

const changeRows = z.array(z.object({ at: z.date(), pattern: z.string() }));

/** Since when the history of the projects of a ground is whole: says of any day whether a figure that reaches back to it is. */
export type Wholeness = (from: PlainDate) => PlainDate | null;

/** Reads what `Wholeness` needs once for all figures of an answer. */
export async function readWholeness(db: Reading, { named, clock: { zone } }: Ground): Promise<Wholeness> {
  const historyFrom = await readHistoryFrom(db, named.project);
  return (from) => incompleteBefore({ reach: startOfDay(from, zone), historyFrom, zone });
}

type Asked = { period: DayRange; isWholeFrom: Wholeness; pollIntervalMinutes: number };

/** What an answer about a period says of itself. */
export async function readAbout(
  db: Reading,
  ground: Ground,
  { period, isWholeFrom, pollIntervalMinutes }: Asked,
): Promise<About> {
  const { clock, named } = ground;
  const { from, until } = instantsOf(period, clock.zone);
  const [freshness, changes] = await Promise.all([
    readFreshness(db, { clock, pollIntervalMinutes, projects: named.project }),
    db.$queryRaw(sql`
      select at, subject as pattern from audit_log
      where action like 'status\_rule.%' and at >= ${from} and at < ${until} order by at`),
  ]);
  return {
    at: clock.now.toISOString(),
    zone: clock.zone,
    freshness,
    incomplete_before: isWholeFrom(period.from),
    rule_changes: changeRows.parse(changes).map(({ at, pattern }) => ({ at: at.toISOString(), pattern })),
  };
}
