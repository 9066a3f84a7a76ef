import type { Group, Hook, Issue, Label, LabelEvent, Project, StateEvent, User, World } from "./model.ts";

type Numbered = { id: number };
type Deleted = { issue: Issue; labelEvents: LabelEvent[]; stateEvents: StateEvent[] };

/**
 * The world in memory, found by id. Values are replaced, never changed in place, so whoever holds one holds a snapshot.
 * `version` counts the writes: what was worked out under an older one is out of date.
 */
export class Store {
  readonly world: World;
  readonly users: Map<number, User>;
  readonly groups: ReadonlyMap<number, Group>;
  readonly projects: Map<number, Project>;
  readonly labels: Map<number, Label>;
  readonly hooks = new Map<number, Hook>();
  version = 0;

  readonly #issues = new Map<number, Map<number, Issue>>();
  readonly #issuesById = new Map<number, Issue>();
  readonly #deleted: Deleted[] = [];
  readonly #formerPaths = new Map<string, number>();
  readonly #lastIids = new Map<number, number>();
  readonly #labelEvents: Map<number, LabelEvent[]>;
  readonly #stateEvents: Map<number, StateEvent[]>;
  readonly #lastIds: Record<"issue" | "label" | "label_event" | "state_event" | "hook", number>;

  constructor(world: World) {
    this.world = world;
    this.users = byId(world.users);
    this.groups = byId(world.groups);
    this.projects = byId(world.projects);
    this.labels = byId(world.labels);
    this.#labelEvents = groupByIssue(world.labelEvents);
    this.#stateEvents = groupByIssue(world.stateEvents);
    for (const issue of world.issues) this.putIssue(issue);
    this.#lastIds = {
      issue: lastId(world.issues),
      label: lastId(world.labels),
      label_event: lastId(world.labelEvents),
      state_event: lastId(world.stateEvents),
      hook: 0,
    };
  }

  nextId(kind: "issue" | "label" | "label_event" | "state_event" | "hook"): number {
    return ++this.#lastIds[kind];
  }

  /** The next number of a project's issues. Numbers of deleted ones are not given again. */
  nextIid(projectId: number): number {
    return (this.#lastIids.get(projectId) ?? 0) + 1;
  }

  issue(projectId: number, iid: number): Issue | undefined {
    return this.#issues.get(projectId)?.get(iid);
  }

  issueById(id: number): Issue | undefined {
    return this.#issuesById.get(id);
  }

  issuesOf(projectId: number): Iterable<Issue> {
    return this.#issues.get(projectId)?.values() ?? [];
  }

  putIssue(issue: Issue): void {
    this.version++;
    const ofProject = this.#issues.get(issue.projectId) ?? new Map<number, Issue>();
    this.#issues.set(issue.projectId, ofProject.set(issue.iid, issue));
    this.#issuesById.set(issue.id, issue);
    this.#lastIids.set(issue.projectId, Math.max(issue.iid, this.#lastIids.get(issue.projectId) ?? 0));
  }

  removeIssue(issue: Issue): void {
    this.version++;
    const [labelEvents, stateEvents] = [this.labelEvents(issue.id), this.stateEvents(issue.id)];
    this.#deleted.push({ issue, labelEvents: [...labelEvents], stateEvents: [...stateEvents] });
    this.#issues.get(issue.projectId)?.delete(issue.iid);
    this.#issuesById.delete(issue.id);
    this.#labelEvents.delete(issue.id);
    this.#stateEvents.delete(issue.id);
  }

  /** Brings a deleted issue back with its history, as it was; undefined where none of that number was deleted. */
  restoreIssue(projectId: number, iid: number): Issue | undefined {
    const at = this.#deleted.findIndex(({ issue }) => issue.projectId === projectId && issue.iid === iid);
    const [found] = at < 0 ? [] : this.#deleted.splice(at, 1);
    if (!found) return undefined;
    const labelIds = found.issue.labelIds.filter((id) => this.labels.has(id));
    const issue: Issue = { ...found.issue, labelIds };
    this.putIssue(issue);
    this.#labelEvents.set(issue.id, found.labelEvents);
    this.#stateEvents.set(issue.id, found.stateEvents);
    return issue;
  }

  putUser(user: User): void {
    this.version++;
    this.users.set(user.id, user);
  }

  /** The path it had until now leads to it from here on, until another project takes it. */
  putProject(project: Project): void {
    this.version++;
    const before = this.projects.get(project.id);
    if (before) this.#formerPaths.set(before.pathWithNamespace.toLowerCase(), project.id);
    this.#formerPaths.delete(project.pathWithNamespace.toLowerCase());
    this.projects.set(project.id, project);
  }

  /** Whose former path this is. */
  projectFormerlyAt(path: string): Project | undefined {
    const id = this.#formerPaths.get(path.toLowerCase());
    return id === undefined ? undefined : this.projects.get(id);
  }

  hasMoved(projectId: number): boolean {
    return [...this.#formerPaths.values()].includes(projectId);
  }

  putLabel(label: Label): void {
    this.version++;
    this.labels.set(label.id, label);
  }

  /** The label's events stay and lose its name, as in GitLab; nothing else tells that the issues changed. */
  removeLabel(label: Label): void {
    this.version++;
    this.labels.delete(label.id);
    for (const issue of [...this.#issuesById.values()]) {
      if (!issue.labelIds.includes(label.id)) continue;
      this.putIssue({ ...issue, labelIds: issue.labelIds.filter((id) => id !== label.id), recorded: null });
    }
  }

  /** Gives a project's issues, and their history, other labels for those they have. */
  replaceLabels(projectId: number, replaced: ReadonlyMap<number, number>): void {
    const next = (id: number) => replaced.get(id) ?? id;
    for (const issue of this.issuesOf(projectId)) {
      this.putIssue({ ...issue, labelIds: issue.labelIds.map(next) });
      const events = this.labelEvents(issue.id).map((event) => ({ ...event, labelId: next(event.labelId) }));
      this.#labelEvents.set(issue.id, events);
    }
  }

  labelEvents(issueId: number): readonly LabelEvent[] {
    return this.#labelEvents.get(issueId) ?? [];
  }

  stateEvents(issueId: number): readonly StateEvent[] {
    return this.#stateEvents.get(issueId) ?? [];
  }

  addLabelEvent(event: Omit<LabelEvent, "id">): void {
    append(this.#labelEvents, { ...event, id: this.nextId("label_event") });
  }

  addStateEvent(event: Omit<StateEvent, "id">): void {
    append(this.#stateEvents, { ...event, id: this.nextId("state_event") });
  }
}

function byId<T extends Numbered>(items: readonly T[]): Map<number, T> {
  return new Map(items.map((item) => [item.id, item]));
}

function lastId(items: readonly Numbered[]): number {
  return items.reduce((last, item) => Math.max(last, item.id), 0);
}

function groupByIssue<T extends { issueId: number }>(events: readonly T[]): Map<number, T[]> {
  const grouped = new Map<number, T[]>();
  for (const event of events) append(grouped, event);
  return grouped;
}

function append<T extends { issueId: number }>(grouped: Map<number, T[]>, event: T): void {
  const events = grouped.get(event.issueId);
  if (events) events.push(event);
  else grouped.set(event.issueId, [event]);
}
