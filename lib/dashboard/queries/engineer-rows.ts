import type { DayRange } from "@/lib/definitions/days.ts";
import { formatValues } from "@/lib/issues/filters.ts";
import type { EngineerRow, Engineers, Figure } from "../schema.ts";
import type { ByPerson } from "./by-person.ts";
import { letsThrough, type CreditCount } from "./credited.ts";
import { figure, type FigureParams, type Ground } from "./ground.ts";
import { longestOf, type OldestWip } from "./oldest-wip.ts";
import { completedIn, OPEN, UNKNOWN_WIP, WIP } from "./params.ts";
import type { Named } from "./people.ts";

/** What somebody has now. */
export const STANDING = {
  open: OPEN,
  not_started: { status: "not_started" },
  in_progress: { status: "in_progress" },
  blocked: { status: "blocked" },
  wip: WIP,
  overdue: { overdue: "true" },
  unknown_start: UNKNOWN_WIP,
} as const satisfies Record<string, FigureParams>;
export type Standing = keyof typeof STANDING;

/** Everything that was read: what is open on the ground, and on `credit` what was completed in the period. */
export type Found = {
  ground: Ground;
  credit: Ground;
  period: DayRange;
  standing: ByPerson<Standing>;
  credited: ByPerson<CreditCount>;
  oldest: Map<string | null, OldestWip>;
};

/** The people whom the filter lets through, of all who were found. */
export function whoseRows({
  ground: { named },
  standing,
  credited,
}: Pick<Found, "ground" | "standing" | "credited">): string[] {
  const found = new Set([...standing.people.keys(), ...credited.people.keys()]);
  return [...found].filter((id) => id !== null).filter((id) => isWanted(named, id));
}

/** Most work in progress first, then most open, then by name; what nobody has stands last, and only if there is any. */
export function toRows(found: Found, people: Iterable<Named>): EngineerRow[] {
  const rows = [...people].map(({ person, value }) => toRow(found, person, value)).toSorted(byWork);
  if (!isWanted(found.ground.named, null)) return rows;
  const nobody = toRow(found, null, null);
  return nobody.open.value + nobody.completed.value > 0 ? [...rows, nobody] : rows;
}

/** Every issue once, whoever has it. */
export function toTotal(found: Found): Engineers["total"] {
  const { standing, credited, oldest } = found;
  return figuresOf(found, { standing: standing.total, credited: credited.total, oldest: longestOf(oldest.values()) });
}

function isWanted({ assignee, completed_by: completedBy }: Ground["named"], person: string | null): boolean {
  return letsThrough(assignee, person) && letsThrough(completedBy, person);
}

/** `value`: what the filters call the person, null for nobody. */
function toRow(found: Found, person: EngineerRow["person"], value: string | null): EngineerRow {
  const id = person?.id ?? null;
  const counted = {
    standing: found.standing.people.get(id),
    credited: found.credited.people.get(id),
    oldest: found.oldest.get(id) ?? null,
  };
  return { person, ...figuresOf(found, counted, value) };
}

type Counted = {
  standing: Record<Standing, number> | undefined;
  credited: Record<CreditCount, number> | undefined;
  oldest: OldestWip | null;
};

/** Of one person, of nobody (null), or of all where no value is given. */
function figuresOf({ ground, credit, period }: Found, counted: Counted, value?: string | null): Engineers["total"] {
  const whose = value === undefined ? null : valueOf(value);
  const now = (name: Standing): Figure =>
    figure(ground, { ...STANDING[name], ...(whose && { assignee: whose }) }, counted.standing?.[name] ?? 0);
  const completed = { ...completedIn(period), ...(whose && { completed_by: whose }) };
  return {
    open: now("open"),
    not_started: now("not_started"),
    in_progress: now("in_progress"),
    blocked: now("blocked"),
    wip: now("wip"),
    overdue: now("overdue"),
    completed: figure(credit, completed, counted.credited?.completed ?? 0),
    approximate: counted.credited?.approximate ?? 0,
    oldest: counted.oldest,
    unknown_start: now("unknown_start"),
  };
}

function valueOf(value: string | null): string | null {
  return formatValues({ any: value === null ? [] : [value], not: [], none: value === null, some: false });
}

function byWork(a: EngineerRow, b: EngineerRow): number {
  const byName = (a.person?.name ?? "").localeCompare(b.person?.name ?? "", "en");
  return (
    b.wip.value - a.wip.value ||
    b.open.value - a.open.value ||
    byName ||
    ((a.person?.id ?? "") < (b.person?.id ?? "") ? -1 : 1)
  );
}
