import { formatValues, type FilterParam } from "@/lib/issues/filters.ts";
import type { DurationGroup, Durations } from "../schema.ts";
import { readCalledLabels, readCalledProjects, type Called } from "./called.ts";
import type { Reading } from "./ground.ts";
import { readNamedPeople } from "./people.ts";
import { sumOf, toSpread } from "./spreads.ts";
import type { Stage } from "./taken.ts";
import type { ValueTally } from "./tallies.ts";

type Group = Durations["groups"][DurationGroup];
type Row = Group["rows"][number];

const SHOWN = 20;

/** The parameter that lists the issues of a row. */
const PARAMS = {
  project: "project",
  label: "label",
  engineer: "completed_by",
} as const satisfies Record<DurationGroup, FilterParam>;

/** The issues that have no value; a project every issue has. */
const WITHOUT: Record<DurationGroup, Called> = {
  project: { key: "", value: null, name: "No project" },
  label: { key: "", value: null, name: "No label" },
  engineer: { key: "", value: null, name: "Nobody" },
};

/** What the values of a group are called, by our ids; what is not here is no row. */
type Names = ReadonlyMap<string, Called>;

/**
 * How long the issues took that were completed in both periods, by project, by label and by those credited: an issue counts in each
 * of its labels and engineers. Most completed in the period first. Where the filter names some values, only these are rows: of what
 * has others besides there is no query.
 */
export async function readGroups(
  db: Reading,
  stage: Stage,
  values: readonly ValueTally[],
): Promise<Durations["groups"]> {
  const { named } = stage.ground;
  const idsOf = (group: DurationGroup) => [
    ...new Set(values.filter(({ kind }) => kind === group).flatMap(({ ids }) => ids)),
  ];
  const [project, label, engineer] = await Promise.all([
    readCalledProjects(db, idsOf("project")),
    readCalledLabels(db, { ids: idsOf("label"), any: named.label?.any ?? null }),
    readEngineers(db, { ids: idsOf("engineer"), any: named.completed_by?.any ?? null }),
  ]);
  const names = { project, label, engineer };
  const group = (kind: DurationGroup) => groupOf(stage, { kind, names: names[kind], values });
  return { project: group("project"), label: group("label"), engineer: group("engineer") };
}

async function readEngineers(
  db: Reading,
  { ids, any }: { ids: readonly string[]; any: readonly string[] | null },
): Promise<Names> {
  const people = await readNamedPeople(
    db,
    ids.filter((id) => any === null || any.includes(id)),
  );
  return new Map([...people].map(([id, { person, value }]) => [id, { key: id, value, name: person.name }]));
}

type Asked = { kind: DurationGroup; names: Names; values: readonly ValueTally[] };

function groupOf(stage: Stage, { kind, names, values }: Asked): Group {
  const byKey = new Map<string, { called: Called; tallies: ValueTally[] }>();
  for (const tally of values) {
    if (tally.kind !== kind) continue;
    for (const called of calledOf(tally, names)) {
      const row = byKey.get(called.key) ?? { called, tallies: [] };
      row.tallies.push(tally);
      byKey.set(called.key, row);
    }
  }
  const rows = [...byKey.values()].toSorted(byCompleted);
  return {
    rows: rows.slice(0, SHOWN).map(({ called, tallies }) => toRow(stage, { kind, called, tallies })),
    more: rows.length > SHOWN,
  };
}

/** The rows in which a set of labels or engineers counts, each once. Without any it does where the filter lets that through. */
function calledOf({ kind, ids }: ValueTally, names: Names): Called[] {
  if (ids.length === 0) return [WITHOUT[kind]];
  const called = ids.flatMap((id) => names.get(id) ?? []);
  return [...new Map(called.map((one) => [one.key, one])).values()];
}

type Tallied = { called: Called; tallies: readonly ValueTally[] };

function byCompleted(a: Tallied, b: Tallied): number {
  const most = completedOf(b, true) - completedOf(a, true) || completedOf(b, false) - completedOf(a, false);
  return most || a.called.name.localeCompare(b.called.name, "en") || a.called.key.localeCompare(b.called.key, "en");
}

function completedOf({ tallies }: Tallied, isCurrent: boolean): number {
  return tallies.reduce((sum, tally) => (tally.isCurrent === isCurrent ? sum + tally.completed : sum), 0);
}

function toRow(stage: Stage, { kind, called: { value, name }, tallies }: Tallied & { kind: DurationGroup }): Row {
  const listed = formatValues({ any: value === null ? [] : [value], not: [], none: value === null, some: false });
  const row = { [PARAMS[kind]]: listed ?? "none" };
  const within = (isCurrent: boolean) => sumOf(tallies.filter((tally) => tally.isCurrent === isCurrent));
  return {
    ...{ value, name },
    ...toSpread(stage, { days: stage.period, row, tally: within(true) }),
    previous: toSpread(stage, { days: stage.previous, row, tally: within(false) }),
  };
}
