import type { Life, LabelEvent } from "./life.ts";

/**
 * A place on the line of time: a moment in milliseconds, and a fraction that tells which of two changes of one moment comes later.
 * First labels, what is only guessed after what is known, then the state, then overrides, at last that the issue is gone.
 */
export type Place = number;

export const LAYER = {
  created: 0,
  label: 0.125,
  guessedLabel: 0.25,
  state: 0.375,
  override: 0.5,
  gone: 0.625,
} as const;

export function momentOf(place: Place): number {
  return Math.floor(place);
}

/**
 * From a place on up to, but without, another. `unknownSince`: the beginning was never recorded, and may have been at any moment
 * after this one.
 */
export type Stretch = { from: Place; to: Place; unknownSince: number | null };

/** A place where something changed. */
export type Mark = { at: Place; isGuess: boolean };

export type Drawn = { stretches: Stretch[]; marks: Mark[] };

const BEFORE_REMOVAL_MS = 1_000;

/** When the issue carried one label: cut at its removals, each piece begins with the first adding in it. */
export function drawLabel(life: Life, labelId: number): Drawn {
  const events = life.labelEvents.filter((event) => event.labelId === labelId).toSorted(byTime);
  const removals = events.flatMap((event, index) => (event.action === "remove" ? [index] : []));
  const drawn: Drawn = { stretches: [], marks: [] };
  for (const [nth, index] of removals.entries()) {
    const previous = nth === 0 ? -1 : (removals[nth - 1] ?? -1);
    drawUntilRemoval(drawn, events.slice(previous + 1, index + 1), momentIn(life, events[previous]), life);
  }
  const lastRemoval = removals.at(-1) ?? -1;
  drawToTheEnd(drawn, { life, labelId, events, lastRemoval });
  return drawn;
}

/** A piece that ends with a removal; nothing else in it: the adding is missing, and lies after the removal before. */
function drawUntilRemoval({ stretches, marks }: Drawn, piece: LabelEvent[], before: number, life: Life): void {
  const removed = momentIn(life, piece.at(-1));
  const isMissing = piece.length === 1;
  const from = isMissing
    ? Math.max(before, removed - BEFORE_REMOVAL_MS) + LAYER.guessedLabel
    : momentIn(life, piece[0]) + LAYER.label;
  const to = Math.max(from, removed + LAYER.label);
  stretches.push({ from, to, unknownSince: isMissing ? before : null });
  marks.push({ at: from, isGuess: isMissing }, { at: to, isGuess: false });
}

type Rest = { life: Life; labelId: number; events: LabelEvent[]; lastRemoval: number };

/** The last piece, which must fit what the issue carries now. */
function drawToTheEnd({ stretches, marks }: Drawn, { life, labelId, events, lastRemoval }: Rest): void {
  const added = events[lastRemoval + 1];
  const isCarried = life.labelIds.includes(labelId);
  const noticed = Math.max(lastTouch(life), momentIn(life, events.at(-1)), life.createdAt) + LAYER.guessedLabel;
  if (added !== undefined) {
    const from = momentIn(life, added) + LAYER.label;
    marks.push({ at: from, isGuess: false });
    if (!isCarried) marks.push({ at: noticed, isGuess: true });
    stretches.push({ from, to: isCarried ? Infinity : noticed, unknownSince: null });
  } else if (isCarried) {
    marks.push({ at: noticed, isGuess: true });
    stretches.push({ from: noticed, to: Infinity, unknownSince: momentIn(life, events[lastRemoval]) });
  }
}

/** When the issue was closed. The last stretch has no end where it is closed now. */
export function drawClosed(life: Life): Drawn {
  const events = life.stateEvents.toSorted(byTime);
  const known = events.filter((event, index) => event.state !== (events[index - 1]?.state ?? "reopened"));
  const marks = known.map((event) => ({ at: momentIn(life, event) + LAYER.state, isGuess: false }));
  if ((known.length % 2 === 1) !== life.isClosed) {
    const closing = life.isClosed ? life.closedAt : null;
    const moment = Math.max(closing ?? life.updatedAt, momentIn(life, events.at(-1)));
    marks.push({ at: moment + LAYER.state, isGuess: closing === null });
  }
  const stretches = marks.flatMap(({ at }, index) =>
    index % 2 === 0 ? [{ from: at, to: marks[index + 1]?.at ?? Infinity, unknownSince: null }] : [],
  );
  return { stretches, marks };
}

export function covers(stretches: readonly Stretch[], place: Place): boolean {
  return stretches.some(({ from, to }) => from <= place && place < to);
}

/** When it happened; nothing happens to an issue before there is one. */
function momentIn({ createdAt }: Life, event: { at: number } | undefined): number {
  return Math.max(createdAt, event?.at ?? createdAt);
}

function lastTouch({ isClosed, closedAt, updatedAt }: Life): number {
  return isClosed && closedAt !== null ? closedAt : updatedAt;
}

function byTime(a: { at: number; id: number }, b: { at: number; id: number }): number {
  return a.at - b.at || a.id - b.id;
}
