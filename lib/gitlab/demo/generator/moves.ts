import type { Random } from "../random.ts";
import { DAY_MS, MINUTE_MS } from "./calendar.ts";
import { openDiary } from "./diary.ts";
import { outcomeOf, type Draft } from "./draft.ts";
import { drawFate, live } from "./life.ts";
import type { Workplace } from "./skeleton.ts";

/** A duplicate is mostly one of something recent. */
const LIKELY_ORIGINALS = 60;

type MoveBrief = { workplaces: readonly Workplace[]; base: number };

/**
 * Moves a draft to another project: it is closed where it was, and its twin goes on there with the same creation time.
 * A twin to which nothing has happened since keeps the old `updated_at`, older than its arrival, as GitLab's moves do.
 */
export function moveElsewhere(random: Random, draft: Draft, { workplaces, base }: MoveBrief): Draft {
  const elsewhere = workplaces.filter(({ plan }) => plan !== draft.workplace.plan && !plan.archived);
  const workplace = random.pick(elsewhere);
  const movedAt = Math.floor(
    draft.createdAt + (base - 10 * MINUTE_MS - draft.createdAt) * (0.05 + 0.6 * random.next()),
  );
  const latest = base - 2 * MINUTE_MS;
  const actor = () => random.pick(workplace.team.members).id;
  const fate = drawFate(random, (base - movedAt) / DAY_MS);
  const diary = openDiary({ random, actor, latest, firstAt: movedAt });
  diary.label(draft.steps[0]?.add.filter((title) => workplace.labels.has(title)) ?? [], movedAt);
  live(random, diary, fate, { from: movedAt, until: latest, dialect: workplace.plan.dialect });
  const outcome = outcomeOf(random, diary, movedAt, base);
  const isUntouched = diary.steps.every((step) => step.at === movedAt);
  const updatedAt = isUntouched ? draft.createdAt : outcome.updatedAt;
  const twin: Draft = {
    ...draft,
    ...outcome,
    fate,
    workplace,
    arrivedAt: movedAt,
    updatedAt,
    milestoneId: null,
    iterationId: null,
  };
  leave(draft, twin, movedAt, actor());
  return twin;
}

/** Issues dropped as duplicates point to an older one of their project; without one they were merely not wanted. */
export function markDuplicates(random: Random, drafts: readonly Draft[]): void {
  const older = new Map<Workplace, Draft[]>();
  for (const draft of drafts.toSorted((a, b) => a.arrivedAt - b.arrivedAt)) {
    if (draft.movedTo) continue;
    const known = older.get(draft.workplace) ?? [];
    const isDuplicate = draft.fate.kind === "dropped" && draft.fate.label === "duplicate";
    if (isDuplicate && known.length > 0) draft.duplicateOf = random.pick(known);
    known.push(draft);
    if (known.length > LIKELY_ORIGINALS) known.shift();
    older.set(draft.workplace, known);
  }
}

/** What had happened until the move stays; then the issue is closed and points to its twin. */
function leave(draft: Draft, twin: Draft, movedAt: number, actorId: number): void {
  const before = draft.steps.filter((step, index) => step.at < movedAt && step.state === null && index < 3);
  const labels = new Set<string>();
  for (const step of before) {
    for (const title of step.add) labels.add(title);
    for (const title of step.remove) labels.delete(title);
  }
  draft.steps = [...before, { at: movedAt, actorId, add: [], remove: [], state: "closed" }];
  draft.labels = [...labels];
  draft.state = "closed";
  draft.closedAt = movedAt;
  draft.closedById = actorId;
  draft.updatedAt = movedAt;
  draft.movedTo = twin;
}
