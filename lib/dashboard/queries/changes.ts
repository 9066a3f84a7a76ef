import type { Reader } from "@/lib/auth/access.ts";
import { allOf, joinSql, sql } from "@/lib/db/sql.ts";
import { localDay, type Clock, type PlainDate } from "@/lib/time.ts";
import type { ChangesQuery } from "../filter-schema.ts";
import { lastMonday } from "../periods.ts";
import { CHANGE_FIGURES, type ChangeFigure, type Changes } from "../schema.ts";
import { readAbout, readWholeness } from "./about.ts";
import {
  at,
  counts,
  figure,
  isOnGround,
  readGround,
  readNumbers,
  type FigureParams,
  type Ground,
  type Reading,
} from "./ground.ts";
import { readSlipped } from "./slipped.ts";

type Asked = { query: ChangesQuery; reader: Reader; clock: Clock; pollIntervalMinutes: number };

/** What lists the issues of each figure. */
const CHANGES: Record<ChangeFigure, (since: PlainDate) => FigureParams> = {
  created: (since) => ({ created_from: since }),
  started: (since) => ({ started_from: since }),
  completed: (since) => ({ completed_from: since }),
  closed_not_done: (since) => ({ status: "closed_not_done", closed_from: since }),
  reopened: (since) => ({ reopened_from: since }),
  redated: (since) => ({ redated_since: since }),
  newly_overdue: (since) => ({ overdue_since: since }),
};

/**
 * What happened since a local day began, an issue once in each figure, and which target dates slipped. Since the Monday before
 * today, where no day is said.
 * @throws AppError `invalid_request` where `me` is not known
 */
export async function readChanges(db: Reading, { query, reader, clock, pollIntervalMinutes }: Asked): Promise<Changes> {
  const { since = lastMonday(clock), ...filter } = query;
  const ground = await readGround(db, { filter, reader, clock });
  const isWholeFrom = await readWholeness(db, ground);
  const period = { from: since, to: localDay(clock.now, clock.zone) };
  const [about, figures, slipped] = await Promise.all([
    readAbout(db, ground, { period, isWholeFrom, pollIntervalMinutes }),
    countChanges(db, ground, since),
    readSlipped(db, ground, since),
  ]);
  return { ...about, since, figures, slipped };
}

/** Each in a plan of its own: each finds its issues by another index. */
async function countChanges(db: Reading, ground: Ground, since: PlainDate): Promise<Changes["figures"]> {
  const counted = CHANGE_FIGURES.map((name) => {
    const changed = allOf([isOnGround(ground), counts(ground, CHANGES[name](since))]);
    return sql`(select count(*) from issues i where ${changed})::int`;
  });
  const numbers = await readNumbers(db, sql`select array[${joinSql(counted)}] as numbers`);
  const figureOf = (name: ChangeFigure) =>
    figure(ground, CHANGES[name](since), at(numbers, CHANGE_FIGURES.indexOf(name)));
  return {
    created: figureOf("created"),
    started: figureOf("started"),
    completed: figureOf("completed"),
    closed_not_done: figureOf("closed_not_done"),
    reopened: figureOf("reopened"),
    redated: figureOf("redated"),
    newly_overdue: figureOf("newly_overdue"),
  };
}
