import type { Reader } from "@/lib/auth/access.ts";
import { addDays, defaultPeriod } from "@/lib/definitions/days.ts";
import type { WIP_STATUSES } from "@/lib/definitions/definitions.ts";
import { localDay, type Clock } from "@/lib/time.ts";
import type { AgingQuery } from "../filter-schema.ts";
import type { Aging } from "../schema.ts";
import { readAbout } from "./about.ts";
import { readBlocked } from "./blocked.ts";
import { at, countEach, countFigures, readGround, type FigureParams, type Ground, type Reading } from "./ground.ts";
import { KNOWN_WIP, OPEN, UNKNOWN_WIP, WIP } from "./params.ts";
import { readMostOverdue, readOldest, readOldestByStatus } from "./oldest.ts";

type Asked = { query: AgingQuery; reader: Reader; clock: Clock; pollIntervalMinutes: number };
/** In days, up to and without `to_days`. */
type Age = { from_days: number; to_days: number | null };

const WIP_AGES = agesFrom([0, 1, 3, 7, 14, 30, 90]);
const OVERDUE_AGES = agesFrom([1, 8, 31, 91]);
const UNTOUCHED_DAYS = [14, 30, 90] as const;

/**
 * How old what is open is now: work in progress by its age, what is overdue by how many days, what is blocked and why, and what nobody
 * has touched. None of it reaches back to a day that could be incomplete; changes of the rules are those of the last 30 days.
 * @throws AppError `invalid_request` where `me` is not known
 */
export async function readAging(db: Reading, { query, reader, clock, pollIntervalMinutes }: Asked): Promise<Aging> {
  const ground = await readGround(db, { filter: query, reader, clock });
  const period = defaultPeriod(clock);
  const [about, wip, coverage, oldest, byStatus, overdue, mostOverdue, blocked, untouched] = await Promise.all([
    readAbout(db, ground, { period, isWholeFrom: () => null, pollIntervalMinutes }),
    readWip(db, ground),
    readCoverage(db, ground),
    readOldest(db, ground),
    readOldestByStatus(db, ground),
    readOverdue(db, ground),
    readMostOverdue(db, ground),
    readBlocked(db, ground),
    readUntouched(db, ground),
  ]);
  const { undated, ...known } = coverage;
  return {
    ...about,
    wip,
    coverage: known,
    oldest,
    oldest_by_status: byStatus,
    overdue,
    most_overdue: mostOverdue,
    blocked,
    untouched,
    undated_wip: undated,
  };
}

async function readWip(db: Reading, ground: Ground): Promise<Aging["wip"]> {
  const ofStatus = (status: (typeof WIP_STATUSES)[number]) =>
    countEach(db, ground, { within: { status }, each: WIP_AGES.map((age) => ({ status, ...ageParams(age) })) });
  const [inProgress, blocked] = await Promise.all([ofStatus("in_progress"), ofStatus("blocked")]);
  return WIP_AGES.map((age, place) => ({ ...age, in_progress: at(inProgress, place), blocked: at(blocked, place) }));
}

/** No age is below the first bar's: its end alone leaves out unknown starts, and keeps what GitLab's clock dates after ours. */
function ageParams({ from_days: from, to_days: to }: Age): FigureParams {
  return {
    ...(from === 0 ? {} : { wip_days_from: String(from) }),
    ...(to === null ? {} : { wip_days_to: String(to) }),
  };
}

function readCoverage(db: Reading, ground: Ground) {
  return countFigures(db, ground, {
    within: WIP,
    figures: {
      total: WIP,
      known: KNOWN_WIP,
      unknown: UNKNOWN_WIP,
      undated: { ...WIP, due: "none" },
    },
  });
}

async function readOverdue(db: Reading, ground: Ground): Promise<Aging["overdue"]> {
  const today = localDay(ground.clock.now, ground.clock.zone);
  const each = OVERDUE_AGES.map(({ from_days: from, to_days: to }) => ({
    overdue: "true",
    due_to: addDays(today, -from),
    ...(to === null ? {} : { due_from: addDays(today, 1 - to) }),
  }));
  const figures = await countEach(db, ground, { within: { overdue: "true" }, each });
  return OVERDUE_AGES.map((age, place) => ({ ...age, issues: at(figures, place) }));
}

/**
 * Open, and last updated in GitLab on the local day so many days before today or earlier: with 14, on none of the last 14 local days,
 * today among them. What GitLab counts as an update counts (comments do); an override set here does not.
 */
async function readUntouched(db: Reading, ground: Ground): Promise<Aging["untouched"]> {
  const today = localDay(ground.clock.now, ground.clock.zone);
  const untouchedFor = (days: number): FigureParams => ({ ...OPEN, updated_to: addDays(today, -days) });
  const figures = await countEach(db, ground, {
    within: untouchedFor(Math.min(...UNTOUCHED_DAYS)),
    each: UNTOUCHED_DAYS.map(untouchedFor),
  });
  return UNTOUCHED_DAYS.map((days, place) => ({ days, issues: at(figures, place) }));
}

function agesFrom(days: readonly number[]): Age[] {
  return days.map((from, place) => ({ from_days: from, to_days: days[place + 1] ?? null }));
}
