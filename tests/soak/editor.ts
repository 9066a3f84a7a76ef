import { setTimeout as sleep } from "node:timers/promises";
import { randomFrom } from "../support/random.ts";
import type { GitLab } from "./gitlab.ts";
import type { Posting } from "./relay.ts";

const EDITED_ISSUES = 200;

/** Edits of the demo GitLab's people. `lastEdits`: when the last edit of each issue began, by `project#iid`. */
export type Editor = {
  lastEdits: Map<string, number>;
  edits(): number;
  /** Ends, and waits for the last edit. */
  stop(): Promise<void>;
};

type EditorOptions = { perSecond: number; seed: number };

/** Begins to edit some of the issues, so many times a second, evenly. */
export async function startEditor(gitlab: GitLab, { perSecond, seed }: EditorOptions): Promise<Editor> {
  const random = randomFrom(seed);
  const open = (await gitlab.issues()).filter(({ state, moved_to_id }) => state === "opened" && moved_to_id === null);
  const issues = random.shuffle(open).slice(0, EDITED_ISSUES);
  const lastEdits = new Map<string, number>();
  let [edits, stopped] = [0, false];
  const edit = async () => {
    const { project_id, iid } = random.pick(issues);
    edits++;
    lastEdits.set(`${project_id}#${iid}`, performance.now());
    await gitlab.edit({ kind: "update_issue", project_id, iid, fields: fieldsOf(random.below(6), edits) });
  };
  const work = async () => {
    const startedAt = performance.now();
    while (!stopped) {
      await edit();
      await sleep(Math.max(0, startedAt + (edits * 1000) / perSecond - performance.now()));
    }
  };
  const ended = work();
  ended.catch(() => {}); // met in `stop`
  return {
    lastEdits,
    edits: () => edits,
    stop: async () => {
      stopped = true;
      await ended;
    },
  };
}

/** Titles are told apart: what stands in the mirror says which edit it was. */
function fieldsOf(kind: number, edit: number): Record<string, unknown> {
  const title = `Edit ${edit}`;
  switch (kind) {
    case 0:
      return { title, state_event: "close" };
    case 1:
      return { title, state_event: "reopen" };
    case 2:
      return { title, weight: edit % 20 };
    case 3:
      return { title, description: `Written anew in edit ${edit}.` };
    case 4:
      return { title, due_date: `2027-01-${String((edit % 28) + 1).padStart(2, "0")}` };
    default:
      return { title };
  }
}

/** The issues whose last edit the product was told of, and said that it had kept it. */
export function toldIssues({ lastEdits }: Editor, postings: readonly Posting[]): Set<string> {
  const told = new Set<string>();
  for (const { project, iid, arrivedAt, status } of postings) {
    const name = `${project}#${iid}`;
    if (status === 202 && arrivedAt >= (lastEdits.get(name) ?? Infinity)) told.add(name);
  }
  return told;
}
