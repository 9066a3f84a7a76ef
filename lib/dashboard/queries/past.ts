import { z } from "zod";
import { allOf, sql, type Sql } from "@/lib/db/sql.ts";
import { instantsOf } from "@/lib/definitions/days.ts";
import { OPEN_STATUSES } from "@/lib/definitions/definitions.ts";
import { GOES_WITH_AS_OF } from "@/lib/issues/filters.ts";
import { leftOut, where } from "@/lib/issues/where.ts";
import { ISSUE_STATUSES, type IssueStatus } from "@/lib/status/schema.ts";
import type { PlainDate } from "@/lib/time.ts";
import type { Figure } from "../schema.ts";
import { figure, type Ground, type Reading } from "./ground.ts";

const status = z.enum(ISSUE_STATUSES);
const moveRows = z.array(
  z.object({ place: z.number(), left: status.nullable(), entered: status.nullable(), issues: z.number() }),
);
type Move = z.infer<typeof moveRows>[number];
type OpenStatus = (typeof OPEN_STATUSES)[number];

const OPEN = { any: [...OPEN_STATUSES], not: [], none: false, some: false };
const GONE = { any: ["gone"], not: [], none: false, some: false };

/** How many issues were in any of some open statuses at the end of each of some days. */
export type Past = (statuses: readonly OpenStatus[]) => Figure[];

/**
 * How things stood at the end of each of some days, oldest first: what is now, less what has changed since. The list of such a figure is
 * that of `as_of`. Null under a filter by what an issue is now: what it was then is not known.
 */
export async function readPast(db: Reading, ground: Ground, days: readonly PlainDate[]): Promise<Past | null> {
  const { params, named, reader, clock } = ground;
  if (Object.keys(params).some((name) => !GOES_WITH_AS_OF.some((known) => known === name))) return null;
  const ends = days.map((day) => instantsOf({ from: day, to: day }, clock.zone).until);
  // The filter's statuses are those of then. What is gone now was there then, and is known by its going.
  const open = where({ ...named, status: OPEN }, reader, clock);
  const gone = where({ ...named, status: GONE }, reader, clock);
  const undone = sql`
    width_bucket(e.changed_at, ${ends}::timestamptz[]) - 1 as place, e.to_status as "left", e.from_status as entered`;
  const rows = await db.$queryRaw(sql`
    select ${ends.length} as place, null as "left", i.status::text as entered, count(*)::int as issues
    from issues i where ${open} group by i.status
    union all
    select ${undone}, count(*)::int from issue_status_events e
    where e.changed_at >= ${ends[0]} and ${isOfLive(ground)} group by 1, 2, 3
    union all
    select ${undone}, count(*)::int from issues i join issue_status_events e on e.issue_id = i.id and e.changed_at >= ${ends[0]}
    where ${gone} and i.id in (
      select issue_id from issue_status_events where changed_at >= ${ends[0]} and to_status = 'gone') group by 1, 2, 3`);
  const moves = moveRows.parse(rows);
  return (statuses) =>
    days.map((day, place) =>
      figure(
        ground,
        { as_of: day, status: statuses.join(",") },
        standing({ moves, place, statuses: allowed(ground, statuses) }),
      ),
    );
}

/** Whether the event `e` is of an issue that is on the ground, whatever its status. Without a filter those that are not are fewer. */
function isOfLive({ params, named, reader, clock }: Ground): Sql {
  if (Object.keys(params).every((name) => name === "status")) {
    const isKept = (condition: Sql) => sql`not exists (select from issues g where g.id = e.issue_id and ${condition})`;
    return allOf(leftOut(reader).map(isKept));
  }
  return sql`e.issue_id in (select i.id from issues i where ${where({ ...named, status: undefined }, reader, clock)})`;
}

/** Of some statuses those that the filter lets through. */
function allowed({ named }: Ground, statuses: readonly IssueStatus[]): IssueStatus[] {
  const { any = [], not = [] } = named.status ?? {};
  return statuses.filter((one) => (any.length === 0 || any.includes(one)) && !not.includes(one));
}

/** Those of now, and every change since that day's end undone: a row of it enters what the change had left. */
function standing({ moves, place, statuses }: { moves: Move[]; place: number; statuses: IssueStatus[] }): number {
  const isIn = (one: IssueStatus | null) => one !== null && statuses.includes(one);
  const since = moves.filter((move) => move.place >= place);
  return since.reduce(
    (sum, { left, entered, issues }) => sum + (isIn(entered) ? issues : 0) - (isIn(left) ? issues : 0),
    0,
  );
}
