import type { Life, Meaning, OpenStatus, StateEvent } from "./life.ts";
import type { Reckoned } from "./reckon.ts";

/** A whole second; the moments of an example are seconds after it. */
export const START_MS = 1_700_000_000_000;

/** The labels of the examples, each with its number and what it stands for. `?` is one that was deleted before anybody read of it. */
const LABELS: Record<string, { id: number | null; meaning: Meaning | null }> = {
  doing: { id: 1, meaning: "in_progress" },
  review: { id: 2, meaning: "in_progress" },
  blocked: { id: 3, meaning: "blocked" },
  wontfix: { id: 4, meaning: "not_done" },
  bug: { id: 5, meaning: null },
  todo: { id: 6, meaning: "not_started" },
  "?": { id: null, meaning: null },
};

export const MEANINGS: ReadonlyMap<number, Meaning | null> = new Map(
  Object.values(LABELS).flatMap(({ id, meaning }) => (id === null ? [] : [[id, meaning] as const])),
);

/**
 * An issue in few words: `labels` "10 +doing, 20 -doing", `states` "30 closed", `overrides` "5 blocked, 9 none", `carries` "doing bug".
 * `closed` is when it was closed as the issue itself says, null where it is closed and does not say it.
 */
export type Example = {
  created?: number;
  updated?: number;
  closed?: number | null;
  moved?: boolean;
  duplicate?: boolean;
  gone?: number;
  labels?: string;
  states?: string;
  overrides?: string;
  carries?: string;
};

export function lifeOf(example: Example): Life {
  const { created = 0, updated = 1_000, closed, moved = false, duplicate = false, gone } = example;
  return {
    createdAt: at(created),
    updatedAt: at(updated),
    closedAt: closed == null ? null : at(closed),
    isClosed: closed !== undefined,
    isMoved: moved,
    isDuplicate: duplicate,
    goneAt: gone === undefined ? null : at(gone),
    labelIds: words(example.carries, " ").flatMap((name) => LABELS[name]?.id ?? []),
    labelEvents: entries(example.labels).map(({ moment, word }, index) => ({
      id: index + 1,
      at: moment,
      action: word.startsWith("+") ? "add" : "remove",
      labelId: LABELS[word.slice(1)]?.id ?? null,
    })),
    stateEvents: entries(example.states).map(({ moment, word }, index) => ({
      id: index + 1,
      at: moment,
      state: word as StateEvent["state"],
    })),
    overrides: entries(example.overrides).map(({ moment, word }) => ({
      at: moment,
      to: word === "none" ? null : (word as OpenStatus),
    })),
  };
}

/** What came out, in seconds after the start; a row that was guessed has a question mark. */
export function told(reckoned: Reckoned) {
  return {
    timeline: reckoned.timeline
      .map(({ at: moment, to, provisional }) => `${since(moment)}${provisional ? "?" : ""} ${to}`)
      .join(", "),
    since: since(reckoned.statusSince),
    wip: since(reckoned.wipSince),
    started: since(reckoned.startedAt),
    completed: since(reckoned.completedAt),
    cycle: reckoned.cycleSeconds,
    lead: reckoned.leadSeconds,
  };
}

function at(seconds: number): number {
  return START_MS + Math.round(seconds * 1000);
}

function since(moment: number | null): number | null {
  return moment === null ? null : (moment - START_MS) / 1000;
}

function entries(text: string | undefined): { moment: number; word: string }[] {
  return words(text, ", ").map((entry) => {
    const [seconds = "", word = ""] = entry.split(" ");
    return { moment: at(Number(seconds)), word };
  });
}

function words(text: string | undefined, separator: string): string[] {
  return text === undefined || text === "" ? [] : text.split(separator);
}
