import { panelQuery, type DashboardParams, type Panel } from "@/lib/dashboard/filters.ts";
import { addDays, dayNumber, weekdayOfNumber, type DayRange } from "@/lib/definitions/days.ts";
import { formatValues } from "@/lib/issues/filters.ts";
import { durationWays } from "./dashboard-sql-durations.ts";
import { agingWays, changesWays, engineersWays } from "./dashboard-sql-now.ts";
import { completedWays, summaryWays, type Scope } from "./dashboard-sql.ts";
import { arrayOf, type Role, type Way } from "./reads-sql.ts";
import type { Busiest } from "./reads-world.ts";

/** One question to a panel, and the ways to ask Postgres for the same figures. */
export type PanelQuestion = { name: string; panel: Panel; path: string; ways: Way[] };

/** What the page is asked about: one question a panel. `isPlain`: without any filter. */
export type Look = { name: string; isPlain: boolean; questions: PanelQuestion[] };

const PANELS = [
  "summary",
  "tasks-per-engineer",
  "cycle-time",
  "lead-time",
  "completed",
  "aging",
  "changes",
] as const satisfies readonly Panel[];
/** Those of the founding document, and what `targets.md` counts among them. */
export const FIVE_PANELS: readonly Panel[] = ["summary", "tasks-per-engineer", "cycle-time", "completed", "aging"];

const PERIOD_DAYS = 30;
const QUARTER_MONTHS = 3;

type Asked = { world: Busiest; role: Role };
type Narrowed = Partial<Pick<Scope, "conditions" | "labels" | "period" | "previous" | "bucket" | "since">>;

/** The last 30 days and the last quarter, of all issues, of those of one project and of one label. */
export function looksFor({ world, role }: Asked): Look[] {
  const { project, labels, today } = world;
  const [label] = labels;
  if (label === undefined) throw new Error("there are no labels");
  const look = (name: string, params: DashboardParams, narrowed: Narrowed = {}): Look => ({
    name,
    isPlain: Object.keys(params).length === 0,
    questions: PANELS.map((panel) => questionOf(name, { panel, params, scope: scopeOf({ role, today }, narrowed) })),
  });
  const quarter = quarterBefore(today);
  const title = formatValues({ any: [label.title], not: [], none: false, some: false }) ?? "";
  return [
    look("no filter", {}),
    look(
      "last quarter by week",
      { ...quarter, bucket: "week", since: quarter.from },
      { period: quarter, previous: quarterBefore(quarter.from), bucket: "week", since: quarter.from },
    ),
    look("busiest project", { project: project.name }, { conditions: [`i.project_id = '${project.id}'`] }),
    look(
      "busiest label",
      { label: title },
      { conditions: [`i.label_ids && ${arrayOf(label.ids)}`], labels: label.ids },
    ),
  ];
}

type Part = { panel: Panel; params: DashboardParams; scope: Scope };

function questionOf(look: string, { panel, params, scope }: Part): PanelQuestion {
  const query = panelQuery(panel, params);
  const path = `/api/dashboard/${panel}${query === "" ? "" : `?${query}`}`;
  return { name: `${look}: ${panel}`, panel, path, ways: waysOf(panel, scope) };
}

function waysOf(panel: Panel, scope: Scope): Way[] {
  switch (panel) {
    case "summary":
      return summaryWays(scope);
    case "tasks-per-engineer":
      return engineersWays(scope);
    case "cycle-time":
    case "lead-time":
      return durationWays(panel, scope);
    case "completed":
      return completedWays(scope);
    case "aging":
      return agingWays(scope);
    case "changes":
      return changesWays(scope);
  }
}

/** The last 30 days by day, and since the Monday before today, unless it is said otherwise. */
function scopeOf({ role, today }: { role: Role; today: string }, narrowed: Narrowed): Scope {
  const yesterday = addDays(today, -1);
  const from = addDays(today, 1 - PERIOD_DAYS);
  return {
    ...{ role, today, conditions: [], labels: null, bucket: "day" },
    period: { from, to: today },
    previous: { from: addDays(from, -PERIOD_DAYS), to: addDays(from, -1) },
    since: addDays(yesterday, 1 - weekdayOfNumber(dayNumber(yesterday))),
    ...narrowed,
  };
}

/** The whole quarter before that of a day. */
function quarterBefore(day: string): DayRange {
  const [year = 0, month = 0] = day.split("-").map(Number);
  const first = Math.floor((month - 1) / QUARTER_MONTHS) * QUARTER_MONTHS;
  const dayOf = (months: number, date: number) => new Date(Date.UTC(year, months, date)).toISOString().slice(0, 10);
  return { from: dayOf(first - QUARTER_MONTHS, 1), to: dayOf(first, 0) };
}
