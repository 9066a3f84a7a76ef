import type { Issue, LabelEvent, StateEvent, World } from "../model.ts";
import { createRandom, type Random } from "../random.ts";
import { DAY_MS, MINUTE_MS, toOfficeHours } from "./calendar.ts";
import { createDraft, type Draft } from "./draft.ts";
import { HOSTILE_ISSUES } from "./hostile.ts";
import { markDuplicates, moveElsewhere } from "./moves.ts";
import { createStaff, type Staff } from "./people.ts";
import { createSkeleton, type Workplace } from "./skeleton.ts";

/** Raised whenever the same seed would give another world: an older journal no longer fits. */
export const GENERATOR_VERSION = 1;

const DAYS_BACK = 400;
const ARCHIVED_DAYS_AGO = 120;
const FIRST_ISSUE_ID = 148_200_001;
const FIRST_EVENT_ID = 310_000_001;
const MOVED_SHARE = 0.012;
const FRESHLY_UPDATED = 6;

/**
 * A company's backlog of exactly `issues` issues as it stands at `base`. The same seed, count and base give the same world;
 * labels and state are what the generated events come to.
 */
export function generateWorld({ seed, issues, base }: { seed: number; issues: number; base: Date }): World {
  const random = createRandom(`demo ${seed}`);
  const staff = createStaff(random.fork("people"));
  const { world, workplaces } = createSkeleton(staff, base.getTime());
  const drafts = createDrafts(random, { staff, workplaces, issues, base: base.getTime() });
  markDuplicates(random.fork("duplicates"), drafts);
  addHostile(random.fork("hostile"), drafts);
  touchNewest(drafts, base.getTime());
  return { ...world, ...number(drafts) };
}

type DraftsBrief = { staff: Staff; workplaces: Workplace[]; issues: number; base: number };

function createDrafts(random: Random, { staff, workplaces, issues, base }: DraftsBrief): Draft[] {
  const titles = new Set<string>();
  const isNewTitle = (title: string) => titles.size !== titles.add(title).size;
  const drafts: Draft[] = [];
  for (let index = 0; drafts.length < issues; index++) {
    const own = random.fork(`issue ${index}`);
    const workplace = own.weighted(workplaces.map((place) => [place, place.plan.weight] as const));
    const createdAt = drawCreation(own, workplace, base);
    const draft = createDraft(own, { workplace, staff, createdAt, base, isNewTitle });
    drafts.push(draft);
    if (drafts.length < issues && own.chance(MOVED_SHARE)) drafts.push(moveElsewhere(own, draft, { workplaces, base }));
  }
  return drafts;
}

/** A little more is written every month. */
function drawCreation(random: Random, { plan }: Workplace, base: number): number {
  const [newest, oldest] = plan.archived ? [ARCHIVED_DAYS_AGO, DAYS_BACK] : [0, DAYS_BACK];
  const age = newest + (oldest - newest) * random.next() ** 1.15;
  const latest = base - (newest * DAY_MS + random.int(3, 400) * MINUTE_MS);
  return Math.min(toOfficeHours(base - age * DAY_MS, random), latest);
}

function addHostile(random: Random, drafts: Draft[]): void {
  const victims = random.some(
    drafts.filter((draft) => !draft.movedTo && !draft.confidential && draft.arrivedAt === draft.createdAt),
    HOSTILE_ISSUES.length,
  );
  if (drafts.length < 5 * HOSTILE_ISSUES.length) return;
  for (const [index, hostile] of HOSTILE_ISSUES.entries()) Object.assign(victims[index] ?? {}, hostile);
}

/** Somebody has just commented on the issues that were busy anyway. */
function touchNewest(drafts: Draft[], base: number): void {
  const open = drafts.filter((draft) => draft.state === "opened" && !draft.workplace.plan.archived);
  const newest = open.sort((a, b) => b.updatedAt - a.updatedAt).slice(0, FRESHLY_UPDATED);
  for (const [index, draft] of newest.entries()) {
    draft.updatedAt = Math.max(draft.updatedAt, base - (1 + index * 7) * MINUTE_MS - 13_457 * index - 1_203);
    draft.counts = { ...draft.counts, notes: draft.counts.notes + 1 };
  }
}

/** Gives ids and numbers in the order of arrival, and ids to the events in the order of time. */
function number(drafts: Draft[]): Pick<World, "issues" | "labelEvents" | "stateEvents"> {
  const inOrder = drafts.toSorted((a, b) => a.arrivedAt - b.arrivedAt);
  const ids = new Map(inOrder.map((draft, index) => [draft, FIRST_ISSUE_ID + index * 3]));
  const idOf = (draft: Draft | null) => (draft === null ? null : (ids.get(draft) ?? null));
  const iids = new Map<Workplace, number>();
  const issues = inOrder.map((draft, index): Issue => {
    const iid = (iids.get(draft.workplace) ?? 0) + 1;
    iids.set(draft.workplace, iid);
    const references = { movedToId: idOf(draft.movedTo), duplicateOfId: idOf(draft.duplicateOf) };
    return { ...withoutDraftParts(draft), ...references, id: FIRST_ISSUE_ID + index * 3, iid };
  });
  return { issues, ...numberEvents(inOrder) };
}

function withoutDraftParts(draft: Draft): Omit<Issue, "id" | "iid" | "movedToId" | "duplicateOfId"> {
  const {
    workplace,
    labels,
    arrivedAt: _a,
    kind: _k,
    fate: _f,
    steps: _s,
    movedTo: _m,
    duplicateOf: _d,
    ...rest
  } = draft;
  return { ...rest, projectId: workplace.project.id, labelIds: labelIds(workplace, labels), recorded: null };
}

function numberEvents(inOrder: readonly Draft[]): Pick<World, "labelEvents" | "stateEvents"> {
  const labelEvents: Omit<LabelEvent, "id">[] = [];
  const stateEvents: Omit<StateEvent, "id">[] = [];
  for (const [index, { steps, workplace }] of inOrder.entries()) {
    const issueId = FIRST_ISSUE_ID + index * 3;
    for (const { at, actorId: userId, add, remove, state } of steps) {
      for (const labelId of labelIds(workplace, add)) labelEvents.push({ issueId, userId, at, action: "add", labelId });
      for (const labelId of labelIds(workplace, remove)) {
        labelEvents.push({ issueId, userId, at, action: "remove", labelId });
      }
      if (state !== null) stateEvents.push({ issueId, userId, at, state });
    }
  }
  return { labelEvents: inTime(labelEvents), stateEvents: inTime(stateEvents) };
}

function inTime<E extends { at: number }>(events: E[]): (E & { id: number })[] {
  return events.sort((a, b) => a.at - b.at).map((event, index) => ({ ...event, id: FIRST_EVENT_ID + index }));
}

function labelIds({ labels, plan }: Workplace, titles: readonly string[]): number[] {
  return titles.map((title) => {
    const label = labels.get(title);
    if (!label) throw new Error(`${plan.path} knows no label ${title}`);
    return label.id;
  });
}
