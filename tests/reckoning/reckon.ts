import type { Life, Meaning, Status } from "./life.ts";
import {
  covers,
  drawClosed,
  drawLabel,
  LAYER,
  momentOf,
  type Drawn,
  type Mark,
  type Place,
  type Stretch,
} from "./stretches.ts";

export type Row = { from: Status | null; to: Status; at: number; provisional: boolean };

/** Moments in milliseconds, spans in seconds; null is not known, or there is none. */
export type Reckoned = {
  status: Status;
  statusSince: number | null;
  wipSince: number | null;
  startedAt: number | null;
  completedAt: number | null;
  cycleSeconds: number | null;
  leadSeconds: number | null;
  timeline: Row[];
};

type Picture = {
  life: Life;
  labels: { meaning: Meaning | null; drawn: Drawn }[];
  closed: Drawn;
  marks: Mark[];
  gone: Place;
};

/**
 * An issue's status at every moment, from stretches of time laid over each other: when it carried each label, when it was closed,
 * which override stood. A row is the last change of status of a second.
 */
export function reckon(life: Life, meanings: ReadonlyMap<number, Meaning | null>): Reckoned {
  const picture = drawPicture(life, meanings);
  const timeline = readTimeline(picture);
  const last = timeline.at(-1);
  if (last === undefined) throw new Error("an issue without a creation");
  const entries = timeline.filter(({ from, to }) => isWip(to) && !isWip(from));
  const knownTime = (entry: Row | undefined) => (entry && isKnown(picture, entry) ? entry.at : null);
  const startedAt = knownTime(entries[0]);
  const completedAt = last.to === "completed" ? closingOf(picture) : null;
  return {
    status: last.to,
    statusSince: last.provisional ? null : last.at,
    wipSince: isWip(last.to) ? knownTime(entries.at(-1)) : null,
    startedAt,
    completedAt,
    cycleSeconds: startedAt === null || completedAt === null ? null : cycle(timeline, startedAt, completedAt),
    leadSeconds: completedAt === null ? null : (completedAt - life.createdAt) / 1000,
    timeline,
  };
}

function drawPicture(life: Life, meanings: ReadonlyMap<number, Meaning | null>): Picture {
  const ids = new Set([...life.labelIds, ...life.labelEvents.flatMap(({ labelId }) => labelId ?? [])]);
  const labels = [...ids].map((id) => ({ meaning: meanings.get(id) ?? null, drawn: drawLabel(life, id) }));
  const closed = drawClosed(life);
  const marks: Mark[] = [
    { at: life.createdAt + LAYER.created, isGuess: false },
    ...labels.flatMap(({ drawn }) => drawn.marks),
    ...closed.marks,
    ...life.overrides.map(({ at }) => ({ at: at + LAYER.override, isGuess: false })),
  ];
  const last = momentOf(Math.max(...marks.map(({ at }) => at)));
  const gone = life.goneAt === null ? Infinity : Math.max(life.goneAt, last) + LAYER.gone;
  if (gone < Infinity) marks.push({ at: gone, isGuess: false });
  return { life, labels, closed, marks, gone };
}

/** Looks at every change, keeps those after which the status was another, of each second the last, and of these what is left of a change. */
function readTimeline(picture: Picture): Row[] {
  const looks = picture.marks
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, isGuess }) => ({ at: momentOf(at), provisional: isGuess, to: statusAt(picture, at) }));
  const changes = looks.filter(({ to }, index) => to !== looks[index - 1]?.to);
  const lastOfSecond = new Map(changes.map((change) => [Math.floor(change.at / 1000), change]));
  return [...lastOfSecond.values()].flatMap((change, index, seconds) => {
    const from = seconds[index - 1]?.to ?? null;
    return from === change.to ? [] : [{ from, ...change }];
  });
}

function statusAt({ life, labels, closed, gone }: Picture, place: Place): Status {
  if (place >= gone) return "gone";
  const carried = new Set(labels.filter(({ drawn }) => covers(drawn.stretches, place)).map(({ meaning }) => meaning));
  const closing = closed.stretches.find((stretch) => covers([stretch], place));
  if (closing) {
    const isLast = closing.to === Infinity;
    const leftUndone = carried.has("not_done") || (isLast && (life.isMoved || life.isDuplicate));
    return leftUndone ? "closed_not_done" : "completed";
  }
  const standing = life.overrides.findLast(({ at }) => at + LAYER.override <= place)?.to ?? null;
  if (standing !== null) return standing;
  if (carried.has("blocked")) return "blocked";
  return carried.has("in_progress") ? "in_progress" : "not_started";
}

/** An entry into work in progress has a known time unless it was guessed, or work may have begun unseen before it. */
function isKnown({ labels }: Picture, entry: Row): boolean {
  const mayHaveLasted = ({ unknownSince, to }: Stretch) =>
    unknownSince !== null && unknownSince < entry.at && entry.at <= momentOf(to);
  return (
    !entry.provisional &&
    !labels.some(({ meaning, drawn }) => isWip(meaning) && drawn.stretches.some((stretch) => mayHaveLasted(stretch)))
  );
}

/** As the issue itself says; else its last closing, unless that is a guess. */
function closingOf({ life, closed }: Picture): number | null {
  const last = closed.marks.at(-1);
  return life.closedAt ?? (last === undefined || last.isGuess ? null : momentOf(last.at));
}

/** Seconds from start to completion, less those spent closed in between; null where a reopening in between was guessed. */
function cycle(timeline: readonly Row[], startedAt: number, completedAt: number): number | null {
  const between = timeline.filter(({ at }) => at > startedAt && at <= completedAt);
  const reopenings = between.filter(({ from, to }) => isClosing(from) && !isClosing(to));
  if (reopenings.some(({ provisional }) => provisional)) return null;
  const closings = between.filter(({ from, to }) => !isClosing(from) && isClosing(to));
  const spent = reopenings.map((reopening, index) => reopening.at - (closings[index]?.at ?? startedAt));
  const closedFor = spent.reduce((sum, ms) => sum + ms, 0);
  return Math.max(0, completedAt - startedAt - closedFor) / 1000;
}

function isWip(status: Status | Meaning | null): boolean {
  return status === "in_progress" || status === "blocked";
}

function isClosing(status: Status | null): boolean {
  return status === "completed" || status === "closed_not_done";
}
