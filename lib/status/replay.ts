import type { Change } from "./changes.ts";
import { deriveStatus, type StatusFacts, type StatusRule } from "./derive.ts";
import type { IssueStatus, OverrideStatus, StatusSource } from "./schema.ts";

/** An override's status set or, with null, cleared. */
export type OverrideChangeEvent = { changedAt: Date; to: OverrideStatus | null };

/** A moment at which the status changed. `overridden`: an override stood until then. */
export type Step = {
  to: IssueStatus;
  changedAt: Date;
  source: StatusSource;
  provisional: boolean;
  overridden: boolean;
};

/** What the replay begins with, and what of the present is said of the last close alone: that it was moved or is a duplicate. */
type Frame = Pick<StatusFacts, "projectId" | "moved" | "duplicate"> & { createdAt: Date; source: StatusSource };

type OverrideChange = {
  kind: "override";
  at: Date;
  to: OverrideStatus | null;
  source: StatusSource;
  provisional: false;
};
type Point = Change | OverrideChange;

/** How things stand at one moment of the replay. */
type Standing = {
  labels: ReadonlyMap<string, string>;
  state: "opened" | "closed";
  isLastState: boolean;
  override: OverrideStatus | null;
};

type Told = { changes: readonly Change[]; overrides: readonly OverrideChangeEvent[] };

/** The issue lived through once more: created not started, then a step wherever a change gives it another status. */
export function replay(frame: Frame, told: Told, rules: readonly StatusRule[]): Step[] {
  const { createdAt, source } = frame;
  const lastState = told.changes.findLast((change) => change.kind === "state") ?? null;
  const steps: Step[] = [{ to: "not_started", changedAt: createdAt, source, provisional: false, overridden: false }];
  let standing: Standing = { labels: new Map(), state: "opened", isLastState: false, override: null };
  for (const moment of momentsOf(told)) {
    const overridden = standing.override !== null;
    standing = moment.points.reduce((before, point) => after(before, point, lastState), standing);
    const to = statusOf(frame, standing, rules);
    const { at: changedAt, source: whence, provisional } = moment;
    if (to !== steps.at(-1)?.to) steps.push({ to, changedAt, source: whence, provisional, overridden });
  }
  return steps;
}

type Moment = Pick<Point, "kind" | "at" | "source" | "provisional"> & { points: Point[] };

/** Changes of one kind at one time count together: a label that takes another's place leaves no gap. */
function momentsOf(told: Told): Moment[] {
  const moments: Moment[] = [];
  for (const point of inOrder(told)) {
    const last = moments.at(-1);
    if (last !== undefined && isSameMoment(last, point)) last.points.push(point);
    else moments.push({ ...point, points: [point] });
  }
  return moments;
}

function isSameMoment(a: Omit<Moment, "points">, b: Point): boolean {
  return a.at.getTime() === b.at.getTime() && a.kind === b.kind && a.provisional === b.provisional;
}

function after(standing: Standing, point: Point, lastState: Change | null): Standing {
  switch (point.kind) {
    case "override":
      return { ...standing, override: point.to };
    case "state":
      return { ...standing, state: point.closed ? "closed" : "opened", isLastState: point === lastState };
    case "label": {
      const labels = new Map(standing.labels);
      if (point.on) labels.set(point.label.id, point.label.title);
      else labels.delete(point.label.id);
      return { ...standing, labels };
    }
  }
}

function statusOf(frame: Frame, { labels, state, isLastState, override }: Standing, rules: readonly StatusRule[]) {
  const facts: StatusFacts = {
    projectId: frame.projectId,
    state,
    gone: false,
    moved: isLastState && frame.moved,
    duplicate: isLastState && frame.duplicate,
    labels: [...labels.values()],
    override,
  };
  return deriveStatus(facts, rules).status;
}

const RANKS = { label: 0, state: 1, override: 2 };

/** By time; at one moment labels before the state, the state before overrides, what is known before what is not. */
function inOrder({ changes, overrides }: Told): Point[] {
  const points: Point[] = [...changes, ...overrides.map(toPoint)];
  return points.sort(
    (a, b) =>
      a.at.getTime() - b.at.getTime() || RANKS[a.kind] - RANKS[b.kind] || Number(a.provisional) - Number(b.provisional),
  );
}

function toPoint({ changedAt, to }: OverrideChangeEvent): OverrideChange {
  return { kind: "override", at: changedAt, to, source: "manual", provisional: false };
}
