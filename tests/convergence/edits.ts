import { labelsFor } from "@/lib/gitlab/demo/find.ts";
import type { IssueFields } from "@/lib/gitlab/demo/edits/schema.ts";
import type { Issue, Label, Project } from "@/lib/gitlab/demo/model.ts";
import type { Random } from "@/lib/gitlab/demo/random.ts";
import type { Site } from "./site.ts";
import type { Clock } from "./clock.ts";

const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;
/** GitLab stamps a change before it can be seen; polls look back five minutes. */
const SEEN_LATE_MS = 240_000;
/** So soon after an edit another may carry the same instant. */
const SAME_INSTANT_MS = 15_000;
const BUSY_SHARE = 0.4;
const COLOURS = ["#112233", "#AABBCC", "#D9534F", "#00FF7F"];

export type Edits = ReturnType<typeof createEdits>;

type EditsParts = { site: Site; clock: Clock; random: Random };

/** What people do at GitLab, each drawn by chance; every one answers what it did in words, null where it could do nothing. */
export function createEdits({ site, clock, random }: EditsParts) {
  const { store } = site;
  let serial = 0;
  const shut = new Set<number>();
  const deleted: { project_id: number; iid: number }[] = [];

  const someProject = (): Project => store.projects.get(random.pick(site.projectIds)) ?? fail("a project is missing");
  /** A few are edited again and again: what goes wrong between two edits needs two of one issue. */
  const someIssue = (): Issue | null => {
    const issues = [...store.issuesOf(someProject().id)];
    const busy = random.chance(BUSY_SHARE) ? issues.slice(0, 1) : issues;
    return busy.length === 0 ? null : random.pick(busy);
  };
  const someLabel = (): Label | null => {
    const labels = labelsFor(store, someProject());
    return labels.length === 0 ? null : random.pick(labels);
  };
  const nameOf = (issue: Issue) => `${issue.projectId}#${issue.iid}`;
  const on = (issue: Issue) => ({ project_id: issue.projectId, iid: issue.iid });

  const fields = (issue: Issue): IssueFields => {
    const titles = labelsFor(store, store.projects.get(issue.projectId) ?? fail("no project")).map(
      ({ title }) => title,
    );
    const carried = issue.labelIds.flatMap((id) => store.labels.get(id)?.title ?? []);
    const users = [...store.users.keys()];
    return random.weighted<() => IssueFields>([
      [() => ({ title: `Title ${++serial}` }), 5],
      [() => ({ description: random.chance(0.2) ? null : `Words ${++serial}` }), 2],
      [() => ({ state_event: issue.state === "opened" ? "close" : "reopen" }), 6],
      [() => ({ add_labels: random.some(titles, random.int(1, 2)) }), 6],
      [() => ({ remove_labels: random.some(carried, 1), title: `Title ${++serial}` }), 4],
      [() => ({ labels: random.some(titles, random.int(0, 3)) }), 3],
      [() => ({ assignee_ids: random.some(users, random.int(0, 2)) }), 4],
      [() => ({ due_date: random.chance(0.3) ? null : `2026-0${random.int(1, 9)}-1${random.int(0, 9)}` }), 3],
      [() => ({ confidential: !issue.confidential }), 2],
      [() => ({ weight: random.int(0, 9), issue_type: random.pick(["issue", "task", "incident"]) }), 1],
    ])();
  };

  /** Now; or a while ago, as a change that was stamped before anyone could see it; or in the same instant as the one before. */
  const stampFor = (issue: Issue): Date => {
    const now = clock.gitlab().getTime();
    const newest = site.newestStamp(issue);
    if (now - newest < SAME_INSTANT_MS && now >= newest && random.chance(0.5)) return new Date(newest);
    const late = random.chance(0.35) ? random.int(0, SEEN_LATE_MS) : 0;
    return new Date(Math.max(now - late, Math.min(newest + 1, now)));
  };

  const change = (issue: Issue, what: IssueFields, how: { touch?: boolean; plain: boolean; silent?: boolean }) => {
    const { plain, ...flags } = how;
    site.edit({ kind: "update_issue", ...on(issue), fields: what, ...flags }, { at: stampFor(issue), plain });
    return `${nameOf(issue)} ${JSON.stringify(what)}${how.touch === false ? " untouched" : ""}`;
  };

  const edits = {
    edit: () => {
      const issue = someIssue();
      return issue && change(issue, fields(issue), { plain: true });
    },
    /** Two edits, of which GitLab writes down one time. */
    editTwice: () => {
      const issue = someIssue();
      if (issue === null) return null;
      const first = change(issue, fields(issue), { plain: true });
      const between = store.issue(issue.projectId, issue.iid) ?? fail("the issue is gone");
      if (between === issue) return first; // It changed nothing, and its instant is long past.
      const what = { title: `Title ${++serial}`, due_date: `2026-11-1${random.int(0, 9)}` };
      const at = new Date(site.newestStamp(between));
      site.edit({ kind: "update_issue", ...on(issue), fields: what }, { at, plain: true });
      return `${first}, and in the same instant ${JSON.stringify(what)}`;
    },
    create: () => {
      const project = someProject();
      const titles = labelsFor(store, project).map(({ title }) => title);
      const what = { title: `New ${++serial}`, labels: random.some(titles, random.int(0, 2)) };
      const late = random.chance(0.3) ? random.int(0, SEEN_LATE_MS) : 0;
      const at = new Date(clock.gitlab().getTime() - late);
      site.edit({ kind: "create_issue", project_id: project.id, fields: what }, { at, plain: true });
      return `new issue in ${project.id}`;
    },
    /** An import: as new as it is, it says that it is old. */
    importOld: () => {
      const project = someProject();
      const created_at = new Date(clock.gitlab().getTime() - random.int(0, 300) * DAY_MS).toISOString();
      const what = { title: `Imported ${++serial}`, created_at };
      site.edit({ kind: "create_issue", project_id: project.id, fields: what }, { plain: false });
      return `issue imported into ${project.id}`;
    },
    editUntouched: () => {
      const issue = someIssue();
      return issue && change(issue, fields(issue), { touch: false, plain: false, silent: random.chance(0.7) });
    },
    setBack: () => {
      const issue = someIssue();
      if (issue === null) return null;
      const back = random.chance(0.3) ? random.int(1, 300) * DAY_MS : random.int(1, 3_600) * SECOND_MS;
      const at = Math.max(issue.createdAt, issue.updatedAt - back);
      const what = { ...fields(issue), updated_at: new Date(at).toISOString() };
      return change(issue, what, { plain: false, silent: random.chance(0.5) });
    },
    setAhead: () => {
      const issue = someIssue();
      if (issue === null) return null;
      const at = clock.gitlab().getTime() + random.int(1_800, 21_600) * SECOND_MS;
      return change(issue, { updated_at: new Date(at).toISOString() }, { plain: false, silent: true });
    },
    move: () => {
      const [issue, to] = [someIssue(), someProject()];
      if (issue === null || issue.projectId === to.id || issue.movedToId !== null) return null;
      const halfway = random.chance(0.2);
      site.edit({ kind: "move_issue", ...on(issue), to_project_id: to.id, halfway }, { plain: false });
      return `${nameOf(issue)} moved to ${to.id}${halfway ? ", half way" : ""}`;
    },
    remove: () => {
      const issue = someIssue();
      if (issue === null) return null;
      site.edit({ kind: "delete_issue", ...on(issue) }, { plain: false });
      deleted.push(on(issue));
      return `${nameOf(issue)} deleted`;
    },
    restore: () => {
      const [last] = deleted.splice(random.int(0, Math.max(0, deleted.length - 1)), 1);
      if (last === undefined) return null;
      site.edit({ kind: "restore_issue", ...last }, { plain: false });
      return `${last.project_id}#${last.iid} restored`;
    },
    renameLabel: () => {
      const label = someLabel();
      if (label === null) return null;
      const titles = ["Doing", "Blocked", "wontfix", "workflow::in dev", "status::blocked", `Label ${++serial}`];
      const new_name = random.pick(titles);
      if (isTaken(store.labels.values(), label, new_name)) return null;
      site.edit({ kind: "update_label", label_id: label.id, fields: { new_name } }, { plain: false });
      return `label ${label.id} ${label.title} renamed ${new_name}`;
    },
    recolour: () => {
      const label = someLabel();
      if (label === null) return null;
      const color = random.pick(COLOURS);
      site.edit({ kind: "update_label", label_id: label.id, fields: { color } }, { plain: false });
      return `label ${label.id} coloured ${color}`;
    },
    swapLabels: () => {
      const [label, other] = [someLabel(), someLabel()];
      if (label === null || other === null || label.id === other.id) return null;
      if (label.projectId !== other.projectId || label.groupId !== other.groupId) return null;
      site.edit({ kind: "swap_labels", label_id: label.id, other_id: other.id }, { plain: false });
      return `labels ${label.id} ${label.title} and ${other.id} ${other.title} swapped`;
    },
    removeLabel: () => {
      const label = someLabel();
      if (label === null) return null;
      site.edit({ kind: "delete_label", label_id: label.id }, { plain: false });
      return `label ${label.id} ${label.title} deleted`;
    },
    renameUser: () => {
      const user_id = random.pick([...store.users.keys()]);
      const name = `Person ${++serial}`;
      const username = `person-${serial}`;
      site.edit({ kind: "rename_user", user_id, name, username }, { plain: false });
      return `user ${user_id} renamed ${username}`;
    },
    renameProject: () => {
      const { id } = someProject();
      const what = { name: `Project ${++serial}`, path: `project-${serial}`, archived: random.chance(0.3) };
      site.edit({ kind: "update_project", project_id: id, fields: what }, { plain: false });
      return `project ${id} renamed ${what.path}`;
    },
    changeAccess: () => {
      const { id, access = "open" } = someProject();
      const next = access === "open" ? random.pick(["forbidden", "hidden"] as const) : "open";
      if (next !== "open") shut.add(id);
      site.edit({ kind: "update_project", project_id: id, fields: { access: next } }, { plain: false });
      return `project ${id} is ${next}`;
    },
    /** One of the changes that move no time forward. */
    silently: (): string | null =>
      random.pick([edits.setBack, edits.editUntouched, edits.remove, edits.renameLabel, edits.removeLabel])(),
    restoreAll: () => {
      while (deleted.length > 0) edits.restore();
    },
    wasShut: (projectId: number) => shut.has(projectId),
    openAll: () => {
      for (const project_id of site.projectIds) {
        site.edit({ kind: "update_project", project_id, fields: { access: "open" } }, { plain: false });
      }
    },
  };
  return edits;
}

function isTaken(labels: Iterable<Label>, label: Label, title: string): boolean {
  return [...labels].some(
    (other) => other.title === title && other.projectId === label.projectId && other.groupId === label.groupId,
  );
}

function fail(words: string): never {
  throw new Error(words);
}
