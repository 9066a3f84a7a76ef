import type { Listing, ListedIssue } from "./world.ts";
import type { History, TrueIssue } from "./history.ts";
import type { Label, Person, PlainIssue } from "./filters/plain.ts";
import type { OpenStatus } from "./life.ts";
import { meaningOf, type Rule } from "./meaning.ts";
import { reckon } from "./reckon.ts";

/** What a manager set on an issue, and when that was written. */
export type OverrideChange = {
  at: number;
  status?: OpenStatus | null;
  notes?: string | null;
  targetDate?: string | null;
  priority?: number | null;
};

/** The product's own ids for what GitLab knows by number; a question may name them. */
export type ProductIds = {
  issues: ReadonlyMap<number, string>;
  people: ReadonlyMap<number, string>;
  labels: ReadonlyMap<number, string>;
  projects: ReadonlyMap<number, string>;
};

type Remembered = {
  listed: ListedIssue;
  life: TrueIssue;
  goneAt: number | null;
  writtenAt: number;
  redatedAt: number[];
  credit: { closedAt: number | null; to: ListedIssue["assignees"] } | null;
  overrides: OverrideChange[];
};

export type Memory = ReturnType<typeof createMemory>;

/**
 * What somebody knows who looked at GitLab each time the product had come to rest, and at nothing else: what was written since the
 * last look, who had an issue when it was first seen closed, which dates moved, what is gone.
 */
export function createMemory() {
  const remembered = new Map<number, Remembered>();
  let seen: { listing: Listing; titles: History["titles"] } | null = null;
  return {
    /** `at`: a moment after everything of it was written. Answers how many issues differ from what was known. */
    observe({ listing, history, at }: { listing: Listing; history: History; at: number }): number {
      seen = { listing, titles: history.titles };
      const lives = new Map(history.issues.map((life) => [life.id, life]));
      const news = [...listing.issues.values()].filter((listed) => look(remembered, listed, lives, at));
      const lost = [...remembered].filter(([id, { goneAt }]) => goneAt === null && !listing.issues.has(id));
      for (const [, issue] of lost) Object.assign(issue, { goneAt: at, writtenAt: at });
      return news.length + lost.length;
    },
    override(id: number, change: OverrideChange): void {
      const issue = remembered.get(id);
      if (!issue) throw new Error(`nobody has seen issue ${id}`);
      issue.overrides.push(change);
      if (change.targetDate !== undefined) issue.redatedAt.push(change.at);
    },
    issues(ids: ProductIds, rules: readonly Rule[]): PlainIssue[] {
      if (seen === null) throw new Error("nobody has looked yet");
      const { listing, titles } = seen;
      return [...remembered.values()].map((issue) => plain(issue, { ids, rules, listing, titles }));
    },
  };
}

/** Whether it is new, or otherwise than before. */
function look(
  known: Map<number, Remembered>,
  listed: ListedIssue,
  lives: ReadonlyMap<number, TrueIssue>,
  at: number,
): boolean {
  const life = lives.get(listed.id);
  if (!life) throw new Error(`issue ${listed.id} has no history`);
  const before = known.get(listed.id);
  const isNews = JSON.stringify(before?.listed) !== JSON.stringify(listed) || before?.goneAt !== null;
  const isRedated = before !== undefined && before.listed.due_date !== listed.due_date;
  const isSameClose = before?.credit != null && before.credit.closedAt === listed.closed_at;
  const close = { closedAt: listed.closed_at, to: listed.assignees };
  known.set(listed.id, {
    listed,
    life,
    goneAt: null,
    writtenAt: isNews ? at : (before?.writtenAt ?? at),
    redatedAt: [...(before?.redatedAt ?? []), ...(isRedated ? [at] : [])],
    credit: listed.state === "opened" ? null : isSameClose ? before.credit : close,
    overrides: before?.overrides ?? [],
  });
  return isNews;
}

type Around = { ids: ProductIds; rules: readonly Rule[]; listing: Listing; titles: History["titles"] };

function plain(issue: Remembered, around: Around): PlainIssue {
  const { listed, overrides, writtenAt, redatedAt, credit } = issue;
  const { ids, listing, titles } = around;
  const person = ({ id, username, name }: ListedIssue["assignees"][number]): Person => ({
    ...{ id, username, name },
    uuid: ids.people.get(id) ?? "",
  });
  const label = ({ id, name }: ListedIssue["labels"][number]): Label => ({
    id,
    title: titles.get(id) ?? name,
    uuid: ids.labels.get(id) ?? "",
  });
  const project = listing.projects.get(listed.project_id);
  if (!project) throw new Error(`nobody knows project ${listed.project_id}`);
  return {
    uuid: ids.issues.get(listed.id) ?? "",
    iid: listed.iid,
    project: {
      ...{ id: project.id, name: project.name, path: project.path_with_namespace },
      uuid: ids.projects.get(project.id) ?? "",
    },
    ...{ title: listed.title, description: listed.description, state: listed.state },
    ...{ confidential: listed.confidential, weight: listed.weight, type: listed.issue_type },
    ...{ createdAt: listed.created_at, updatedAt: listed.updated_at, closedAt: listed.closed_at },
    ...{ dueDate: listed.due_date, milestone: listed.milestone?.title ?? null },
    author: listed.author && person(listed.author),
    assignees: listed.assignees.map(person),
    labels: listed.labels.map(label),
    credited: (credit?.to ?? []).map(person),
    override: {
      notes: lastOf(overrides, "notes") ?? null,
      targetDate: lastOf(overrides, "targetDate") ?? null,
      priority: lastOf(overrides, "priority") ?? null,
    },
    ...{ writtenAt, redatedAt, overriddenAt: overrides.at(-1)?.at ?? null },
    ...reckonPlain(issue, around),
  };
}

function lastOf<K extends keyof OverrideChange>(
  changes: readonly OverrideChange[],
  field: K,
): OverrideChange[K] | undefined {
  return changes.findLast((change) => change[field] !== undefined)?.[field];
}

function reckonPlain({ life, goneAt, overrides }: Remembered, { rules, titles }: Around) {
  const labels = new Set([...life.label_ids, ...life.label_events.map(({ label_id }) => label_id)]);
  const meanings = [...labels].map((id) => [id, meaningOf(titles.get(id) ?? "", "", rules)] as const);
  const reckoned = reckon(
    {
      ...{ createdAt: life.created_at, updatedAt: life.updated_at, closedAt: life.closed_at, goneAt },
      ...{ isClosed: life.state === "closed", isMoved: life.moved_to_id !== null },
      isDuplicate: life.duplicate_of_id !== null,
      labelIds: life.label_ids,
      labelEvents: life.label_events.map(({ label_id: labelId, ...event }) => ({ ...event, labelId })),
      stateEvents: life.state_events,
      overrides: overrides.flatMap(({ at, status }) => (status === undefined ? [] : [{ at, to: status }])),
    },
    new Map(meanings),
  );
  const { leadSeconds: _, ...kept } = reckoned;
  return kept;
}
