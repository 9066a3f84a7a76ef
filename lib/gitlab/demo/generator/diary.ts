import { MINUTE_MS, toOfficeHours } from "./calendar.ts";
import type { Random } from "../random.ts";

/** One thing that happened to an issue: labels that came and went, or its state. Titles, not ids. */
export type Step = {
  at: number;
  actorId: number;
  add: readonly string[];
  remove: readonly string[];
  state: "closed" | "reopened" | null;
};

/** Writes an issue's history in order. What it carries in the end follows from the steps, so the two cannot differ. */
export type Diary = {
  steps: readonly Step[];
  /** Adds labels at the moment of the last step, or later. */
  label(titles: readonly string[], at: number): void;
  /** Puts the issue into a column of the board: the old column's label goes with the same step. Null takes it off. */
  move(title: string | null, at: number): void;
  close(at: number, options?: { add?: string; leavesBoard?: boolean }): void;
  reopen(at: number): void;
  labels(): string[];
  isClosed(): boolean;
};

type DiaryParts = { random: Random; actor: () => number; latest: number; firstAt: number };

/** No step is after `latest`, none before the one it follows, none before `firstAt`. */
export function openDiary({ random, actor, latest, firstAt }: DiaryParts): Diary {
  const steps: Step[] = [];
  const carried = new Set<string>();
  let column: string | null = null;

  const write = (at: number, { add = [], remove = [], state = null }: Partial<Omit<Step, "at" | "actorId">>) => {
    const previous = steps.at(-1)?.at ?? firstAt;
    const wished = at <= firstAt ? firstAt : toOfficeHours(at, random);
    const earliest = steps.length === 0 ? firstAt : previous + random.int(1, 40) * MINUTE_MS;
    for (const title of add) carried.add(title);
    for (const title of remove) carried.delete(title);
    steps.push({
      at: Math.min(Math.max(wished, earliest), Math.max(latest, previous)),
      actorId: actor(),
      add,
      remove,
      state,
    });
  };

  return {
    steps,
    label: (titles, at) => {
      const add = titles.filter((title) => !carried.has(title));
      if (add.length > 0) write(at, { add });
    },
    move: (title, at) => {
      if (title === column) return;
      write(at, { add: title === null ? [] : [title], remove: column === null ? [] : [column] });
      column = title;
    },
    close: (at, { add, leavesBoard = false } = {}) => {
      const remove = leavesBoard && column !== null ? [column] : [];
      if (remove.length > 0) column = null;
      write(at, { add: add === undefined || carried.has(add) ? [] : [add], remove, state: "closed" });
    },
    reopen: (at) => write(at, { state: "reopened" }),
    labels: () => [...carried],
    isClosed: () => steps.findLast((step) => step.state !== null)?.state === "closed",
  };
}
