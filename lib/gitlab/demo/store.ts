import type { Group, Hook, Issue, Label, LabelEvent, Project, StateEvent, User, World } from "./model.ts";

type Numbered = { id: number };

/**
 * The world in memory, found by id. Values are replaced, never changed in place, so whoever holds one holds a snapshot.
 * `version` counts the writes: what was worked out under an older one is out of date.
 */
export class Store {
  readonly world: World;
  readonly users: ReadonlyMap<number, User>;
  readonly groups: ReadonlyMap<number, Group>;
  readonly projects: ReadonlyMap<number, Project>;
  readonly labels: Map<number, Label>;
  readonly hooks = new Map<number, Hook>();
  version = 0;

  readonly #issues = new Map<number, Map<number, Issue>>();
  readonly #issuesById = new Map<number, Issue>();
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
    this.#issues.get(issue.projectId)?.delete(issue.iid);
    this.#issuesById.delete(issue.id);
    this.#labelEvents.delete(issue.id);
    this.#stateEvents.delete(issue.id);
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
