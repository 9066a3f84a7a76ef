import type { Random } from "../random.ts";
import { DAY_MS, HOUR_MS } from "./calendar.ts";
import type { Dialect } from "./company.ts";
import type { Diary } from "./diary.ts";

export type Stage = "backlog" | "triage" | "ready" | "doing" | "review" | "blocked";
export type Fate =
  | { kind: "open"; stage: Stage }
  /** Went over the board and was finished. */
  | { kind: "done" }
  /** Closed without ever being on the board: nobody knows when work began. */
  | { kind: "closed_unseen" }
  | { kind: "dropped"; label: "wontfix" | "invalid" | "duplicate" };

type Span = { from: number; until: number; dialect: Dialect };

/** Young issues are mostly open, old ones mostly closed; over a year about three in ten are open. */
export function drawFate(random: Random, ageDays: number): Fate {
  if (ageDays < 0.5 || random.chance(0.16 + 0.74 * Math.exp(-ageDays / 60))) {
    return { kind: "open", stage: random.weighted(STAGES) };
  }
  const kind = random.weighted([
    ["done", 80],
    ["closed_unseen", 9],
    ["dropped", 11],
  ]);
  if (kind !== "dropped") return { kind };
  return {
    kind,
    label: random.weighted([
      ["wontfix", 5],
      ["duplicate", 3],
      ["invalid", 2],
    ]),
  };
}

const STAGES: readonly (readonly [Stage, number])[] = [
  ["backlog", 38],
  ["triage", 7],
  ["ready", 25],
  ["doing", 15],
  ["review", 10],
  ["blocked", 5],
];

/** Lives an issue's life between two moments, until its fate is fulfilled. */
export function live(random: Random, diary: Diary, fate: Fate, span: Span): void {
  switch (fate.kind) {
    case "open":
      return stayOpen(random, diary, fate.stage, span);
    case "done":
      return finish(random, diary, span);
    case "closed_unseen":
      return diary.close(endOf(random, span));
    case "dropped":
      return diary.close(endOf(random, span), { add: fate.label, leavesBoard: true });
  }
}

function finish(random: Random, diary: Diary, span: Span): void {
  const end = endOf(random, span);
  work(random, diary, { ...span, until: end });
  diary.close(end, { leavesBoard: random.chance(0.6) });
  const comesBack = end + random.around(4, 0.8) * DAY_MS;
  if (comesBack + 2 * DAY_MS > span.until || !random.chance(0.07)) return;
  diary.reopen(comesBack);
  diary.move(span.dialect.doing, comesBack + 2 * HOUR_MS);
  diary.close(Math.min(comesBack + random.around(3, 0.7) * DAY_MS, span.until), { leavesBoard: true });
}

function stayOpen(random: Random, diary: Diary, stage: Stage, span: Span): void {
  const { from, until, dialect } = span;
  const age = until - from;
  if (age > 20 * DAY_MS && random.chance(0.05)) {
    diary.close(from + age * 0.3, { leavesBoard: true });
    diary.reopen(from + age * 0.3 + random.around(5, 0.6) * DAY_MS);
  }
  if (stage === "backlog") return;
  if (stage === "triage") return diary.move(dialect.triage, from + age * random.next() * 0.5);
  const entered = Math.max(from, until - Math.min(age * 0.9, random.around(7, 0.9) * DAY_MS));
  if (stage === "ready" || random.chance(0.6)) diary.move(dialect.ready, from + (entered - from) * random.next());
  if (stage === "ready") return;
  diary.move(dialect.doing, entered);
  if (stage !== "doing") diary.move(dialect[stage], entered + (until - entered) * (0.2 + 0.6 * random.next()));
}

/** From the first column to the last, with a standstill now and then. */
function work(random: Random, diary: Diary, { from, until, dialect }: Span): void {
  const start = from + (until - from) * (0.15 + 0.6 * random.next());
  const duration = until - start;
  if (dialect.triage !== null && random.chance(0.25)) diary.move(dialect.triage, from + (start - from) * 0.2);
  if (random.chance(0.65)) diary.move(dialect.ready, from + (start - from) * (0.3 + 0.6 * random.next()));
  diary.move(dialect.doing, start);
  if (random.chance(0.12)) {
    diary.move(dialect.blocked, start + duration * 0.25);
    diary.move(dialect.doing, start + duration * (0.35 + 0.15 * random.next()));
  }
  if (random.chance(0.7)) diary.move(dialect.review, start + duration * (0.6 + 0.35 * random.next()));
}

/** Half of the issues are closed within eleven days, some take half a year. */
function endOf(random: Random, { from, until }: Span): number {
  return from + Math.min(random.around(11, 1.1) * DAY_MS, (until - from) * (0.6 + 0.38 * random.next()));
}
