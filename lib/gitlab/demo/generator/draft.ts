import type { Issue } from "../model.ts";
import type { Random } from "../random.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, plainDate } from "./calendar.ts";
import { writeDescription } from "./descriptions.ts";
import { openDiary, type Diary, type Step } from "./diary.ts";
import { drawFate, live, type Fate } from "./life.ts";
import type { Staff } from "./people.ts";
import type { Workplace } from "./skeleton.ts";
import { ISSUE_KINDS, typeOf, writeTitle, type IssueKind } from "./titles.ts";

/** An issue before it has numbers. It stands in its project since `arrivedAt`: later than `createdAt` where it moved in. */
export type Draft = Omit<
  Issue,
  "id" | "iid" | "projectId" | "labelIds" | "movedToId" | "duplicateOfId" | "recorded"
> & {
  workplace: Workplace;
  arrivedAt: number;
  kind: IssueKind;
  fate: Fate;
  labels: string[];
  steps: readonly Step[];
  movedTo: Draft | null;
  duplicateOf: Draft | null;
};

export type DraftBrief = {
  workplace: Workplace;
  staff: Staff;
  createdAt: number;
  base: number;
  isNewTitle: (title: string) => boolean;
};

const KIND_SHARES: Record<IssueKind, number> = {
  bug: 42,
  feature: 26,
  maintenance: 17,
  documentation: 5,
  incident: 3,
  task: 7,
};
const TRIES_FOR_A_TITLE = 8;

/** One issue with its whole history up to `base`. */
export function createDraft(random: Random, brief: DraftBrief): Draft {
  const { workplace, createdAt, base } = brief;
  const area = workplace.plan.area;
  const kind = random.weighted(ISSUE_KINDS.map((name) => [name, KIND_SHARES[name]] as const));
  const fate = drawFate(random, (base - createdAt) / DAY_MS);
  const title = newTitle(random, brief, kind);
  const authorId = drawAuthor(random, brief);
  const diary = keepDiary(random, brief, { kind, fate, authorId });
  const description = writeDescription(random, { area, kind, title, closed: fate.kind !== "open" });
  return {
    workplace,
    kind,
    fate,
    title,
    description,
    createdAt,
    arrivedAt: createdAt,
    authorId,
    assigneeIds: drawAssignees(random, brief, fate),
    ...circumstances(random, brief, kind, fate),
    ...outcomeOf(random, diary, createdAt, base),
    movedTo: null,
    duplicateOf: null,
  };
}

/** What follows from a diary: labels, state, times. Comments move `updated_at` beyond the last step. */
export function outcomeOf(random: Random, diary: Diary, createdAt: number, base: number) {
  const { steps } = diary;
  const closing = diary.isClosed() ? steps.findLast((step) => step.state === "closed") : undefined;
  const last = Math.max(steps.at(-1)?.at ?? createdAt, createdAt);
  const commented = random.chance(0.4) ? last + random.around(1.5, 1) * DAY_MS : last;
  return {
    steps,
    labels: diary.labels(),
    state: closing ? ("closed" as const) : ("opened" as const),
    closedAt: closing?.at ?? null,
    closedById: closing?.actorId ?? null,
    updatedAt: Math.floor(Math.max(last, Math.min(commented, base - random.int(20, 3_000) * MINUTE_MS))),
  };
}

function newTitle(random: Random, { workplace, isNewTitle }: DraftBrief, kind: IssueKind): string {
  let title = "";
  for (let attempt = 0; attempt < TRIES_FOR_A_TITLE; attempt++) {
    title = writeTitle(random, { area: workplace.plan.area, kind });
    if (isNewTitle(title)) break;
  }
  return title;
}

type DiaryBrief = { kind: IssueKind; fate: Fate; authorId: number | null };

function keepDiary(random: Random, brief: DraftBrief, { kind, fate, authorId }: DiaryBrief): Diary {
  const { workplace, staff, createdAt, base } = brief;
  const members = workplace.team.members;
  const actor = () => (random.chance(0.85) ? random.pick(members).id : (authorId ?? staff.owner.id));
  const diary = openDiary({ random, actor, latest: base - random.int(2, 90) * MINUTE_MS, firstAt: createdAt });
  const atOnce = random.chance(0.7);
  const labels = firstLabels(random, workplace, kind);
  diary.label(labels, atOnce ? createdAt : createdAt + random.around(5, 0.9) * HOUR_MS);
  live(random, diary, fate, { from: createdAt, until: base - HOUR_MS, dialect: workplace.plan.dialect });
  return diary;
}

function firstLabels(random: Random, { plan }: Workplace, kind: IssueKind): string[] {
  const type = {
    bug: "type::bug",
    feature: "type::feature",
    maintenance: "type::maintenance",
    documentation: "type::documentation",
    incident: "type::bug",
    task: null,
  };
  const wished: (string | null | false)[] = [
    random.chance(0.85) && type[kind],
    kind === "incident"
      ? "priority::1"
      : random.chance(0.6) &&
        `priority::${random.weighted([
          ["1", 1],
          ["2", 4],
          ["3", 8],
          ["4", 4],
        ])}`,
    random.chance(0.55) && random.pick(plan.areaLabels),
    random.chance(0.12) && random.pick(plan.areaLabels),
    random.chance(0.09) && "customer",
    kind === "bug" && random.chance(0.12) && "regression",
    kind === "maintenance" && random.chance(0.4) && "tech debt",
    kind === "feature" && random.chance(0.15) && "needs design",
    random.chance(0.04) && "security",
    random.chance(0.06) && random.pick(["quick win", "good first issue"]),
  ];
  return [...new Set(wished.filter((title) => typeof title === "string"))];
}

function drawAuthor(random: Random, { workplace, staff, createdAt, base }: DraftBrief): number | null {
  if (random.chance(0.001)) return null;
  if (base - createdAt > 200 * DAY_MS && random.chance(0.03)) return staff.ghost.id;
  const everyone = random.chance(0.55) ? workplace.team.members : random.pick(staff.teams).members;
  return random.pick(everyone).id;
}

function drawAssignees(random: Random, { workplace, staff }: DraftBrief, fate: Fate): number[] {
  const share = fate.kind === "open" ? SHARE_ASSIGNED[fate.stage] : SHARE_ASSIGNED[fate.kind];
  if (!random.chance(share)) return [];
  const members = workplace.team.members.filter(
    ({ state }) => state === "active" || random.chance(fate.kind === "open" ? 0.2 : 0.8),
  );
  const busiest = members.slice(0, random.int(2, Math.max(2, members.length)));
  const count = random.weighted([
    [1, 84],
    [2, 12],
    [3, 3],
    [4, 1],
  ]);
  const helper = random.chance(0.08) ? [random.pick(random.pick(staff.teams).members)] : [];
  return [...new Set([...helper, ...random.some(busiest, count)].map(({ id }) => id))];
}

const SHARE_ASSIGNED = {
  backlog: 0.22,
  triage: 0.3,
  ready: 0.5,
  doing: 0.97,
  review: 0.99,
  blocked: 0.92,
  done: 0.95,
  closed_unseen: 0.7,
  dropped: 0.35,
} as const;

function circumstances(random: Random, { workplace, base, createdAt }: DraftBrief, kind: IssueKind, fate: Fate) {
  const planned = (share: number, items: readonly { id: number }[]) =>
    random.chance(share) && items.length > 0 ? random.pick(items).id : null;
  const comments = random.chance(0.75) ? Math.floor(random.around(3, 0.9)) : 0;
  const estimated = random.chance(0.2) ? random.int(1, 40) * 1_800 : 0;
  return {
    type: typeOf(kind),
    confidential: random.chance(0.05),
    discussionLocked: random.chance(0.01) ? true : null,
    dueDate: drawDueDate(random, fate, createdAt, base),
    weight: random.chance(0.6)
      ? random.weighted([
          [1, 5],
          [2, 6],
          [3, 6],
          [5, 4],
          [8, 2],
          [13, 0.5],
        ])
      : null,
    severity: kind === "incident" ? random.pick(["LOW", "MEDIUM", "HIGH", "CRITICAL"] as const) : ("UNKNOWN" as const),
    healthStatus: random.chance(0.1) ? random.pick(["on_track", "needs_attention", "at_risk"] as const) : null,
    milestoneId: planned(0.4, workplace.milestones),
    epicId: kind === "feature" ? planned(0.25, workplace.epics) : null,
    iterationId: planned(0.2, workplace.iterations),
    counts: {
      notes: comments,
      mergeRequests: fate.kind === "done" ? random.int(0, 2) : 0,
      upvotes: random.chance(0.15) ? random.int(1, 12) : 0,
      downvotes: random.chance(0.02) ? 1 : 0,
      timeEstimateSeconds: estimated,
      timeSpentSeconds: estimated > 0 && random.chance(0.7) ? random.int(1, 50) * 900 : 0,
    },
  };
}

function drawDueDate(random: Random, fate: Fate, createdAt: number, base: number): string | null {
  const when = random.weighted([
    ["none", 56],
    ["past", 12],
    ["near", 15],
    ["later", 17],
  ]);
  if (when === "none") return null;
  if (fate.kind !== "open") return plainDate(createdAt + random.around(14, 0.7) * DAY_MS);
  const days =
    when === "past" ? -Math.ceil(random.around(12, 1)) : when === "near" ? random.int(0, 14) : random.int(15, 120);
  return plainDate(base + days * DAY_MS);
}
