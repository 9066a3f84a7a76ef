import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createRig, startGitLab, type DemoProject, type GitLabRig, type Rig } from "../../worker/rig.ts";

let gitlab: GitLabRig;
let projects: DemoProject[];
let rig: Rig | undefined;

beforeAll(async () => {
  gitlab = await startGitLab({ issues: 30 });
  projects = (await gitlab.projects()).filter((project) => !project.archived);
});
afterAll(() => gitlab.close());
afterEach(() => rig?.close());

async function discover(settings: Record<string, string>): Promise<Rig> {
  rig = await createRig(gitlab, settings);
  await rig.discover();
  return rig;
}

async function listPaths({ db }: Pick<Rig, "db">): Promise<string[]> {
  const rows = await db.project.findMany({ orderBy: { gitlabProjectId: "asc" } });
  return rows.map((project) => project.pathWithNamespace);
}

function some(count: number): DemoProject[] {
  expect(projects.length).toBeGreaterThanOrEqual(count);
  return projects.slice(0, count);
}

test("a group brings its projects and those of its subgroups, and each gets one bootstrap", async () => {
  const topGroup = some(1)[0]?.path_with_namespace.split("/")[0] ?? "";
  const { db } = await discover({ GITLAB_GROUPS: topGroup });
  const inGroup = (await gitlab.projects()).filter((project) => project.path_with_namespace.startsWith(`${topGroup}/`));
  expect(inGroup.some((project) => project.path_with_namespace.split("/").length > 2)).toBe(true);
  expect(await listPaths({ db })).toEqual(inGroup.map((project) => project.path_with_namespace));
  expect(await db.syncRun.count({ where: { mode: "bootstrap", status: "success" } })).toBe(inGroup.length);
});

test("looking again starts nothing new, and neither does a project that is named twice", async () => {
  const [project] = some(1);
  const settings = { GITLAB_PROJECTS: `${project?.id},${project?.path_with_namespace}` };
  const again = await discover(settings);
  await again.discover();
  expect(await listPaths(again)).toEqual([project?.path_with_namespace]);
  expect(await again.db.syncRun.count({ where: { mode: "bootstrap" } })).toBe(1);
});

test("a project in several of the groups is tracked once, and an archived one too", async () => {
  const [project] = some(1);
  const path = project?.path_with_namespace ?? "";
  const fields = { archived: true };
  gitlab.demo.edit({ kind: "update_project", project_id: project?.id ?? 0, fields });
  const groups = path.split("/").slice(0, -1);
  const { db } = await discover({ GITLAB_GROUPS: `${groups[0]},${groups.join("/")}`, GITLAB_PROJECTS: path });
  expect(await db.project.findMany({ where: { gitlabProjectId: project?.id } })).toMatchObject([{ archived: true }]);
  expect(await db.syncRun.count({ where: { mode: "bootstrap", project: { gitlabProjectId: project?.id } } })).toBe(1);
  expect(await db.issue.count({ where: { project: { gitlabProjectId: project?.id } } })).toBeGreaterThan(0);
  gitlab.demo.edit({ kind: "update_project", project_id: project?.id ?? 0, fields: { archived: false } });
});

test("a project that is named by the path it had before a transfer is the same project under its new path", async () => {
  const moved = some(2)[1] ?? expect.fail();
  const before = moved.path_with_namespace;
  const again = await discover({ GITLAB_PROJECTS: before });
  const row = await again.db.project.findFirstOrThrow();
  const groups = [...gitlab.demo.store.groups.values()];
  const group = groups.find(({ fullPath }) => !before.startsWith(`${fullPath}/`)) ?? expect.fail("only one group");
  const fields = { path: "moved-away", group_id: group.id };
  gitlab.demo.edit({ kind: "update_project", project_id: moved.id, fields });
  await again.discover();
  expect(await again.db.project.findMany()).toMatchObject([
    { id: row.id, pathWithNamespace: `${group.fullPath}/moved-away`, accessError: null },
  ]);
  const runs = await again.db.syncRun.findMany({ where: { mode: "bootstrap" } });
  expect(runs.map((run) => [run.mode, run.status])).toEqual([["bootstrap", "success"]]);
});

test("a project that an admin paused stays paused and is not bootstrapped", async () => {
  const [project] = some(1);
  const paused = await createRig(gitlab, { GITLAB_PROJECTS: String(project?.id) });
  rig = paused;
  await paused.db.project.create({
    data: { gitlabProjectId: project?.id ?? 0, name: "old", pathWithNamespace: "old/path", webUrl: "", active: false },
  });
  await paused.discover();
  const row = await paused.db.project.findFirstOrThrow();
  expect(row).toMatchObject({ active: false, pathWithNamespace: project?.path_with_namespace });
  expect(await paused.db.syncRun.count()).toBe(0);
});

test("a rename is followed by GitLab's id: the project keeps its row and its issues", async () => {
  const [project] = some(1);
  const renamed = await discover({ GITLAB_PROJECTS: String(project?.id) });
  const before = await renamed.db.project.findFirstOrThrow();
  const issues = await renamed.db.issue.count();
  await renamed.db.project.updateMany({ data: { pathWithNamespace: "before/the-move", name: "Before" } });
  await renamed.discover();
  expect(await renamed.db.project.findMany()).toMatchObject([
    { id: before.id, pathWithNamespace: before.pathWithNamespace, name: before.name },
  ]);
  expect(await renamed.db.issue.count()).toBe(issues);
});

test("a project that GitLab does not show is marked where it is known, and the others are tracked", async () => {
  const [shown] = some(1);
  const mixed = await createRig(gitlab, {
    GITLAB_PROJECTS: `acme/hidden,acme/never-seen,${shown?.id}`,
    GITLAB_GROUPS: "none",
  });
  rig = mixed;
  await mixed.db.project.create({
    data: { gitlabProjectId: 999_999, name: "hidden", pathWithNamespace: "acme/hidden", webUrl: "" },
  });
  await mixed.discover();
  const rows = await mixed.db.project.findMany({ orderBy: { gitlabProjectId: "asc" } });
  expect(rows.map((row) => row.accessError)).toEqual([null, expect.stringMatching(/GitLab does not know/)]);
  expect(rows[0]?.pathWithNamespace).toBe(shown?.path_with_namespace);
});
