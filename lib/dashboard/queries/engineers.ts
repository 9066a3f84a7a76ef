import type { Reader } from "@/lib/auth/access.ts";
import { allOf, sql } from "@/lib/db/sql.ts";
import type { Clock } from "@/lib/time.ts";
import type { EngineersQuery } from "../filter-schema.ts";
import { periodOf } from "../periods.ts";
import type { Engineers } from "../schema.ts";
import { readAbout, readWholeness } from "./about.ts";
import { countByPerson, type ByPerson } from "./by-person.ts";
import { countCredited, creditGround } from "./credited.ts";
import { STANDING, toRows, toTotal, whoseRows, type Standing } from "./engineer-rows.ts";
import { counts, countsOnGround, isOnGround, readGround, type Ground, type Reading } from "./ground.ts";
import { readOldestWip } from "./oldest-wip.ts";
import { KNOWN_WIP, OPEN } from "./params.ts";
import { readNamedPeople } from "./people.ts";

/** As the indexes `issues_open_of_few_idx` and `issues_of_many_idx` have it. */
const FEW = 20;

type Asked = { query: EngineersQuery; reader: Reader; clock: Clock; pollIntervalMinutes: number };

/**
 * What each person has now and has completed in a period (definition: Per engineer). Whoever is assigned an open issue, or credited
 * with a completed one, is a row; the filter's `assignee` says whose rows, and so does its `completed_by` where it has one.
 * @throws AppError `invalid_request` where `me` is not known, or the period begins before the days that a filter takes
 */
export async function readEngineers(
  db: Reading,
  { query, reader, clock, pollIntervalMinutes }: Asked,
): Promise<Engineers> {
  const { from, to, ...filter } = query;
  const ground = await readGround(db, { filter, reader, clock });
  const credit = creditGround(ground);
  const period = periodOf({ from, to }, clock);
  const isWholeFrom = await readWholeness(db, ground);
  const [about, standing, credited] = await Promise.all([
    readAbout(db, ground, { period, isWholeFrom, pollIntervalMinutes }),
    countStanding(db, ground),
    countCredited(db, credit, period),
  ]);
  const whose = whoseRows({ ground, standing, credited });
  const [oldest, people] = await Promise.all([
    readOldestWip(db, ground, standing.earliest),
    readNamedPeople(db, whose),
  ]);
  const found = { ground, credit, period, standing, credited, oldest };
  return { ...about, period, rows: toRows(found, people.values()), total: toTotal(found) };
}

function countStanding(db: Reading, ground: Ground): Promise<ByPerson<Standing>> {
  const { open, not_started, in_progress, blocked, wip, overdue, unknown_start } = STANDING;
  return countByPerson(db, {
    whose: sql`i.assignee_ids`,
    where: allOf([isOnGround(ground), counts(ground, OPEN)]),
    parts: [sql`cardinality(i.assignee_ids) <= ${FEW}::int`, sql`cardinality(i.assignee_ids) > ${FEW}::int`],
    counted: {
      open: countsOnGround(ground, open),
      not_started: countsOnGround(ground, not_started),
      in_progress: countsOnGround(ground, in_progress),
      blocked: countsOnGround(ground, blocked),
      wip: countsOnGround(ground, wip),
      overdue: countsOnGround(ground, overdue),
      unknown_start: countsOnGround(ground, unknown_start),
    },
    earliest: { of: sql`i.wip_since`, where: countsOnGround(ground, KNOWN_WIP) },
  });
}
