import { readHistory, type TrueIssue } from "../reckoning/history.ts";
import type { Random } from "../support/random.ts";
import type { GitLab } from "./gitlab.ts";

/** What a board is made of, and labels that say nothing. A project that does not know one makes it its own. */
const BOARD = [
  ...["Doing", "In review", "Blocked", "workflow::in dev", "workflow::in review", "workflow::blocked"],
  ...["status::in progress", "status::on hold", "To do", "wontfix", "invalid", "bug", "type::bug", "customer"],
];
const BUSY_ISSUES = 12;
const BUSY_SHARE = 0.4;

type Place = { project_id: number; iid: number };
type Edit = Record<string, unknown>;

/** People at GitLab. `make`: one edit of an issue, which webhooks tell. `meddle`: one that nobody is told of, or that is about labels. */
export type Meddlers = {
  /** Answers what was edited, null where GitLab refused it. */
  make(): Promise<Place | null>;
  meddle(): Promise<Place | null>;
  counts(): { edits: number; refused: number };
};

/** Edits by chance, over issues and labels as they are now; a few issues are edited again and again. */
export async function startMeddlers(gitlab: GitLab, random: Random): Promise<Meddlers> {
  const { issues, titles } = await readHistory(gitlab);
  const movable = random.shuffle(issues.filter(({ moved_to_id }) => moved_to_id === null));
  const projects = await gitlab.projects();
  const labels = [...titles.keys()];
  let [edits, refused] = [0, 0];
  const send = async (edit: Edit, place: Place): Promise<Place | null> => {
    edits++;
    try {
      await gitlab.edit(edit);
      return place;
    } catch (error) {
      if (!/answered 4\d\d /.test(String(error))) throw error;
      refused++;
      return null;
    }
  };
  const someIssue = (): TrueIssue =>
    random.pick(random.next() < BUSY_SHARE ? movable.slice(0, BUSY_ISSUES) : movable.slice(BUSY_ISSUES));
  return {
    make: () => {
      const { project_id, iid } = someIssue();
      if (random.below(12) === 0) return send(createEdit(random, random.pick(projects), edits), { project_id, iid });
      return send({ kind: "update_issue", project_id, iid, fields: fieldsOf(random, edits) }, { project_id, iid });
    },
    meddle: () => {
      const { project_id, iid } = someIssue();
      const place = { project_id, iid };
      return send(meddlingEdit(random, { place, projects, labels, edits }), place);
    },
    counts: () => ({ edits, refused }),
  };
}

function createEdit(random: Random, project_id: number, edit: number): Edit {
  return { kind: "create_issue", project_id, fields: { title: `New in edit ${edit}`, labels: some(random) } };
}

function fieldsOf(random: Random, edit: number): Edit {
  switch (random.below(10)) {
    case 0:
      return { title: `Edit ${edit}` };
    case 1:
    case 2:
      return { add_labels: some(random) };
    case 3:
    case 4:
      return { remove_labels: BOARD.filter(() => random.next() < 0.5) };
    case 5:
      return { labels: some(random) };
    case 6:
      return { state_event: "close", remove_labels: some(random) };
    case 7:
      return { state_event: "reopen", add_labels: some(random) };
    case 8:
      return { state_event: "close" };
    default:
      return { state_event: "reopen" };
  }
}

type Around = { place: Place; projects: number[]; labels: number[]; edits: number };

function meddlingEdit(random: Random, { place, projects, labels, edits }: Around): Edit {
  const label_id = random.pick(labels);
  switch (random.below(8)) {
    case 0:
      return { kind: "delete_issue", ...place };
    case 1:
    case 2:
      return { kind: "move_issue", ...place, to_project_id: random.pick(projects), halfway: random.below(4) === 0 };
    case 3:
      return { kind: "update_label", label_id, fields: { new_name: `Called anew in edit ${edits}` } };
    case 4:
      return { kind: "update_label", label_id, fields: { new_name: random.pick(BOARD) } };
    case 5:
      return { kind: "delete_label", label_id };
    case 6:
      return { kind: "swap_labels", label_id, other_id: random.pick(labels) };
    default:
      return { kind: "update_issue", ...place, fields: fieldsOf(random, edits), silent: true };
  }
}

function some(random: Random): string[] {
  return random.shuffle(BOARD).slice(0, 1 + random.below(2));
}
