import type { History, TrueIssue } from "./history.ts";
import type { Life, Meaning } from "./life.ts";
import { meaningOf } from "./meaning.ts";
import type { KeptIssue, Product } from "./product.ts";
import { rawEventFaults } from "./raw-events.ts";
import { reckon, type Reckoned, type Row } from "./reckon.ts";

/** Milliseconds make no whole seconds, and the database keeps a fraction in binary. */
const SAME_SECONDS = 0.000_5;

/**
 * `lines`: what differs, one line each. `fields`: single values that were held against each other, four for a row of a timeline.
 * `unread`: issues of which only the status was compared, since GitLab's events are still to be read. `outside`: closed before the
 * mirror's window begins, and rightly not mirrored.
 */
export type Comparison = {
  issues: number;
  fields: number;
  gone: number;
  unread: number;
  outside: number;
  lines: string[];
};

/** `mustBeRead`: an issue whose events were not read since it was last fetched is a fault. */
export type CompareOptions = { mustBeRead: boolean };

/** Recomputes everything that the product keeps of its issues' histories from what GitLab knows, and tells what differs. */
export function compareHistories(history: History, product: Product, { mustBeRead }: CompareOptions): Comparison {
  const found: Comparison = { issues: 0, fields: 0, gone: 0, unread: 0, outside: 0, lines: [] };
  const kept = new Map(product.issues.map((issue) => [issue.id, issue]));
  const titles = new Map([...product.lastTitles, ...history.titles]);
  for (const issue of history.issues) {
    const row = kept.get(issue.id);
    kept.delete(issue.id);
    if (row) compareIssue(found, issue, row, { history, product, titles, mustBeRead });
    else if (isOutside(issue, product)) found.outside++;
    else found.lines.push(`${issue.project_id}#${issue.iid}: not mirrored`);
  }
  for (const row of kept.values()) {
    found.gone++;
    found.fields++;
    if (!row.is_gone || row.status !== "gone")
      found.lines.push(`${nameOf(row)}: ${row.status}, though GitLab has none`);
  }
  return found;
}

type Known = CompareOptions & { history: History; product: Product; titles: ReadonlyMap<number, string> };

function compareIssue(found: Comparison, issue: TrueIssue, row: KeptIssue, known: Known): void {
  const { history, product, mustBeRead } = known;
  const name = nameOf(row);
  const kept = product.events.get(row.uuid) ?? [];
  const isPartial = row.is_unread && !mustBeRead;
  const lines = rawEventFaults(issue, { kept, titles: history.titles, mustBeWhole: !isPartial });
  if (row.is_unread && mustBeRead) lines.push("GitLab's events were not read since it was fetched");
  const reckoned = reckonIssue(issue, row, known);
  const rows = product.rows.get(row.uuid) ?? [];
  const values = isPartial
    ? { status: [row.status, reckoned.status] as const }
    : { ...pairsOf(row, reckoned), timeline: [wordsOf(rows), wordsOf(reckoned.timeline)] as const };
  for (const [field, [ours, theirs]] of Object.entries(values)) {
    if (!isSame(ours, theirs)) lines.push(`${field} ${shown(ours)} instead of ${shown(theirs)}`);
  }
  found.issues++;
  if (isPartial) found.unread++;
  found.fields += isPartial ? 1 : Object.keys(values).length - 1 + 4 * reckoned.timeline.length;
  found.lines.push(...lines.map((line) => `${name}: ${line}`));
}

function reckonIssue(issue: TrueIssue, row: KeptIssue, { product, titles }: Known): Reckoned {
  const events = product.events.get(row.uuid) ?? [];
  const unknown = new Set(
    events.flatMap(({ kind, id, label_id }) => (kind === "label" && label_id === null ? [id] : [])),
  );
  const life: Life = {
    createdAt: issue.created_at,
    updatedAt: issue.updated_at,
    closedAt: issue.closed_at,
    isClosed: issue.state === "closed",
    isMoved: issue.moved_to_id !== null,
    isDuplicate: issue.duplicate_of_id !== null,
    goneAt: null,
    labelIds: issue.label_ids,
    labelEvents: issue.label_events.map(({ label_id, ...event }) => ({
      ...event,
      labelId: unknown.has(event.id) ? null : label_id,
    })),
    stateEvents: issue.state_events,
    overrides: product.overrides.get(row.uuid) ?? [],
  };
  return reckon(life, meaningsOf(issue, row.project_uuid, { titles, rules: product.rules }));
}

/** A label that was deleted goes by the last title it had here. */
function meaningsOf(
  { label_ids, label_events }: TrueIssue,
  project: string,
  { titles, rules }: Pick<Known, "titles"> & Pick<Product, "rules">,
): Map<number, Meaning | null> {
  const ids = new Set([...label_ids, ...label_events.map(({ label_id }) => label_id)]);
  return new Map(
    [...ids].map((id) => {
      const title = titles.get(id);
      return [id, title === undefined ? null : meaningOf(title, project, rules)];
    }),
  );
}

function pairsOf(row: KeptIssue, reckoned: Reckoned) {
  return {
    status: [row.status, reckoned.status],
    status_since: [iso(row.status_since), iso(reckoned.statusSince)],
    wip_since: [iso(row.wip_since), iso(reckoned.wipSince)],
    started_at: [iso(row.started_at), iso(reckoned.startedAt)],
    completed_at: [iso(row.completed_at), iso(reckoned.completedAt)],
    cycle_seconds: [row.cycle_seconds, reckoned.cycleSeconds],
    lead_seconds: [row.lead_seconds, reckoned.leadSeconds],
  } as const;
}

function isSame(ours: string | number | null, theirs: string | number | null): boolean {
  if (typeof ours === "number" && typeof theirs === "number") return Math.abs(ours - theirs) < SAME_SECONDS;
  return ours === theirs;
}

/** Closed, and untouched since before the closed issues of its project were read from. */
function isOutside({ project_id, state, updated_at }: TrueIssue, { historyFrom }: Product): boolean {
  const from = historyFrom.get(project_id) ?? null;
  return state === "closed" && from !== null && updated_at < from;
}

function wordsOf(rows: readonly Row[]): string {
  return rows
    .map(({ from, to, at, provisional }) => `${from ?? "none"} → ${to} ${iso(at)}${provisional ? " (guessed)" : ""}`)
    .join(", ");
}

function nameOf({ project_id, iid }: KeptIssue): string {
  return `${project_id}#${iid}`;
}

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

function shown(value: string | number | null): string {
  return value === null ? "unknown" : `[${value}]`;
}
