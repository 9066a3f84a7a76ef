import { messageOf } from "@/lib/errors.ts";
import type { Log } from "@/lib/log.ts";
import type { Editor } from "./edits/editor.ts";
import type { Edit, IssueFields } from "./edits/schema.ts";
import { labelsFor } from "./find.ts";
import { PROJECTS, type Dialect, type ProjectPlan } from "./generator/company.ts";
import { plainDate, DAY_MS } from "./generator/calendar.ts";
import { writeDescription } from "./generator/descriptions.ts";
import { writeTitle } from "./generator/titles.ts";
import type { Issue, Project } from "./model.ts";
import { createRandom, type Random } from "./random.ts";
import type { Store } from "./store.ts";

export type Activity = { start(): void; stop(): void; running(): boolean };

/** For projects that were recorded, whose people we do not know. */
const PLAIN_COLUMNS = { ready: "To do", doing: "Doing", review: "In review", blocked: "Blocked" };

type ActivityParts = {
  store: Store;
  edit: Editor;
  seed: number;
  edits: () => number;
  now: () => Date;
  intervalMs: number;
  log: Log;
};

/** Edits the backlog as its people do, one edit every few seconds, until it is stopped. */
export function createActivity({ store, edit, seed, edits, now, intervalMs, log }: ActivityParts): Activity {
  let timer: NodeJS.Timeout | null = null;

  const act = () => {
    const random = createRandom(`activity ${seed} ${edits()}`);
    const drawn = drawEdit(random, store, now());
    try {
      if (drawn) edit(drawn.edit, drawn.actorId);
    } catch (error) {
      log.warn({ error: messageOf(error) }, "the demo GitLab's people stumbled");
    }
    timer = schedule(random.int(Math.round(intervalMs * 0.4), Math.round(intervalMs * 1.6)));
  };
  const schedule = (delayMs: number) => setTimeout(act, delayMs).unref();

  return {
    start: () => void (timer ??= schedule(intervalMs)),
    stop: () => {
      if (timer) clearTimeout(timer);
      timer = null;
    },
    running: () => timer !== null,
  };
}

type Drawn = { edit: Edit; actorId: number };

/** One thing that somebody might do next; null where nothing can be done. Pure: chance comes from `random` alone. */
export function drawEdit(random: Random, store: Store, now: Date): Drawn | null {
  const people = [...store.users.values()].filter(({ state, username }) => state === "active" && username !== "ghost");
  const projects = [...store.projects.values()].filter(({ archived }) => !archived);
  if (people.length === 0 || projects.length === 0) return null;
  const actorId = random.pick(people).id;
  const project = random.pick(projects);
  const issues = [...store.issuesOf(project.id)].filter(({ movedToId }) => movedToId === null);
  if (issues.length === 0 || random.chance(0.15)) return { actorId, edit: newIssue(random, project) };
  const open = issues.filter(({ state }) => state === "opened");
  const issue = random.chance(0.96) && open.length > 0 ? random.pick(open) : random.pick(issues);
  const fields = drawFields(random, { store, project, issue, now, people: people.map(({ id }) => id) });
  return { actorId, edit: { kind: "update_issue", project_id: project.id, iid: issue.iid, fields } };
}

function newIssue(random: Random, project: Project): Edit {
  const area = planOf(project)?.area ?? "storefront";
  const kind = random.weighted([
    ["bug", 5],
    ["feature", 3],
    ["maintenance", 2],
  ]);
  const title = writeTitle(random, { area, kind });
  const description = writeDescription(random, { area, kind, title, closed: false });
  return { kind: "create_issue", project_id: project.id, fields: { title, description, labels: [`type::${kind}`] } };
}

type Scene = { store: Store; project: Project; issue: Issue; now: Date; people: number[] };

function drawFields(random: Random, scene: Scene): IssueFields {
  const { issue, now, people } = scene;
  if (issue.state === "closed") return { state_event: "reopen" };
  const kind = random.weighted([
    ["move", 40],
    ["close", 20],
    ["assign", 15],
    ["due", 8],
    ["weight", 6],
    ["title", 6],
    ["confidential", 2],
    ["priority", 8],
  ]);
  switch (kind) {
    case "move":
      return moveOnBoard(random, scene);
    case "close":
      return { state_event: "close", remove_labels: boardLabels(scene.project) };
    case "assign":
      return {
        assignee_ids: random.some(
          people,
          random.weighted([
            [1, 8],
            [2, 2],
            [0, 1],
          ]),
        ),
      };
    case "due":
      return { due_date: plainDate(now.getTime() + random.int(-2, 40) * DAY_MS) };
    case "weight":
      return { weight: random.pick([1, 2, 3, 5, 8]) };
    case "title":
      return { title: `${issue.title.replace(/ \(part \d+\)$/, "").slice(0, 240)} (part ${random.int(1, 9)})` };
    case "confidential":
      return { confidential: !issue.confidential };
    case "priority":
      return { add_labels: [`priority::${random.int(1, 4)}`] };
  }
}

/** Only one column at a time; scoped labels would see to that, the others need it said. */
function moveOnBoard(random: Random, { store, project }: Scene): IssueFields {
  const columns = boardLabels(project);
  const known = new Set(labelsFor(store, project).map(({ title }) => title));
  const { ready, doing, review, blocked } = columnsOf(project);
  const next = random.weighted([
    [ready, 30],
    [doing, 42],
    [review, 22],
    [blocked, 6],
  ]);
  return { add_labels: [next], remove_labels: columns.filter((title) => title !== next && known.has(title)) };
}

function boardLabels(project: Project): string[] {
  const { ready, doing, review, blocked } = columnsOf(project);
  return [ready, doing, review, blocked];
}

function columnsOf(project: Project): Omit<Dialect, "triage"> {
  return planOf(project)?.dialect ?? PLAIN_COLUMNS;
}

function planOf(project: Project): ProjectPlan | undefined {
  return PROJECTS.find(({ path }) => path === project.pathWithNamespace);
}
