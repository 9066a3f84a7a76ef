import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { z } from "zod";
import type { Demo } from "@/lib/gitlab/demo/demo.ts";
import { editSchema, type Edit } from "@/lib/gitlab/demo/edits/schema.ts";
import { projectAt } from "@/lib/gitlab/demo/find.ts";
import type { Issue } from "@/lib/gitlab/demo/model.ts";
import { BASE, readAll, startForTest, type TestGitLab } from "./start.ts";

const ROUTING = "/api/v4/projects/larkfield%2Flogistics%2Frouting";
const STOREFRONT = "/api/v4/projects/larkfield%2Fshop%2Fstorefront";

const journalSchema = z.object({
  total: z.number(),
  entries: z.array(z.looseObject({ edit: z.looseObject({ kind: z.string() }) })),
});

describe("restarting the demo GitLab", () => {
  it("goes on where it was, however much later: issues, labels, history and hooks", async () => {
    const dataDir = temporaryFolder();
    const first = await startForTest({ dataDir, issues: 150 });
    await editEverything(first);
    const before = await snapshot(first);
    await first.close();

    const second = await startForTest({ dataDir, issues: 150, now: () => new Date(BASE.getTime() + 9 * 86_400_000) });
    expect(await snapshot(second)).toEqual(before);
    const created = await second.post(`${ROUTING}/issues`, { title: "After the restart" });
    expect(created.body).toMatchObject({ created_at: "2026-12-01T12:00:00.000Z" });
  });

  it("replays every kind of edit to the same world, the ones that no API has too", async () => {
    const dataDir = temporaryFolder();
    const first = await startForTest({ dataDir, issues: 150 });
    await editEverything(first);
    editQuietly(first.demo);
    const kinds = new Set(first.demo.journal.entries.map(({ edit }) => edit.kind));
    expect(kinds).toEqual(new Set(editSchema.options.map((option) => option.shape.kind.value)));
    await first.close();

    const second = await startForTest({ dataDir, issues: 150, now: () => new Date(BASE.getTime() + 86_400_000) });
    expect(worldOf(second.demo)).toEqual(worldOf(first.demo));
    expect(second.demo.journal.entries).toEqual(first.demo.journal.entries);
    const former = await second.get("/api/v4/projects/larkfield%2Fsupport%2Fhelpdesk");
    expect(former.body).toMatchObject({ path_with_namespace: "larkfield/data/answers", archived: true });
  });

  it("drops a last line that a kill cut off, and goes on writing whole ones", async () => {
    const dataDir = temporaryFolder();
    const first = await startForTest({ dataDir, issues: 40 });
    await first.post(`${ROUTING}/issues`, { title: "Kept" });
    await first.close();
    appendFileSync(journalOf(dataDir), '{"at":"2026-11-22T12:00:00.000Z","actor_id":1,"edit":{"kind":"crea');

    const second = await startForTest({ dataDir, issues: 40 });
    await second.post(`${ROUTING}/issues`, { title: "Written later" });
    await second.close();
    const third = await startForTest({ dataDir, issues: 40 });
    const titles = (await third.issues(`${ROUTING}/issues?order_by=id`)).map(({ title }) => title);
    expect(titles.slice(0, 2)).toEqual(["Written later", "Kept"]);
  });

  it("refuses a journal with a broken line in its middle and names the line", async () => {
    const dataDir = temporaryFolder();
    await (await startForTest({ dataDir, issues: 20 })).close();
    const file = journalOf(dataDir);
    writeFileSync(file, `${readFileSync(file, "utf8")}{"broken\n{}\n`);
    await expect(startForTest({ dataDir, issues: 20 })).rejects.toThrow(/journal cannot be read: .* at line 2/);
  });

  it("begins another journal for another seed or count", async () => {
    const dataDir = temporaryFolder();
    await (await startForTest({ dataDir, issues: 20, seed: 1 })).close();
    await (await startForTest({ dataDir, issues: 21, seed: 1 })).close();
    await (await startForTest({ dataDir, issues: 20, seed: 2 })).close();
    expect(readdirSync(dataDir)).toHaveLength(3);
  });
});

describe("the people of the demo GitLab", () => {
  it("edit while they are let, into the journal, and stop when told", async () => {
    const gitlab = await startForTest({ issues: 120, activityIntervalMs: 4 });
    await gitlab.post("/demo/activity", { running: true });
    await vi.waitFor(async () => expect((await journal(gitlab)).total).toBeGreaterThan(40), { timeout: 10_000 });
    expect((await gitlab.post("/demo/activity", { running: false })).body).toEqual({ running: false });
    const stopped = await journal(gitlab);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect((await journal(gitlab)).total).toBe(stopped.total);
    expect(new Set(stopped.entries.map(({ edit }) => edit.kind))).toEqual(new Set(["create_issue", "update_issue"]));
  });
});

async function editEverything(gitlab: TestGitLab): Promise<void> {
  const edit = async (method: "post" | "put" | "remove", path: string, body?: unknown) => {
    gitlab.pass(1_500);
    const reply = await gitlab[method](path, body);
    expect(reply.status, path).toBeLessThan(300);
    return reply;
  };
  const target = z.object({ id: z.number() }).parse((await gitlab.get(ROUTING)).body);
  await edit("post", `${ROUTING}/issues`, { title: "One", labels: "Doing,brand new label" });
  await edit("put", `${STOREFRONT}/issues/1`, { add_labels: "workflow::blocked", assignee_ids: [1], milestone_id: 0 });
  await edit("put", `${STOREFRONT}/issues/2`, { state_event: "close" });
  await edit("post", `${STOREFRONT}/issues/3/move`, { to_project_id: target.id });
  await edit("remove", `${STOREFRONT}/issues/4`);
  await edit("put", `${ROUTING}/labels/slots`, { new_name: "slot" });
  await edit("remove", `${ROUTING}/labels/maps`);
  await edit("post", `${ROUTING}/hooks`, { url: "http://127.0.0.1:9/hook", confidential_issues_events: true });
}

/** What only the levers can do, with what an edit may say besides. */
function editQuietly({ edit, store }: Demo): void {
  const [first, second] = [...store.issuesOf(projectAt(store, "larkfield/shop/checkout")?.id ?? 0)];
  const helpdesk = projectAt(store, "larkfield/support/helpdesk")?.id ?? 0;
  const data = [...store.groups.values()].find(({ fullPath }) => fullPath === "larkfield/data")?.id;
  const [label_id = 0, other_id = 0] = [...store.labels.values()].filter((one) => one.projectId === helpdesk).map(idOf);
  if (!first || !second) throw new Error("too few issues");
  const of = ({ projectId: project_id, iid }: Issue) => ({ project_id, iid });
  const edits: Edit[] = [
    { kind: "delete_issue", ...of(first) },
    { kind: "delete_label", label_id: first.labelIds[0] ?? 0, silent: true },
    { kind: "restore_issue", ...of(first) },
    { kind: "update_issue", ...of(first), fields: { title: "Untouched" }, touch: false },
    { kind: "move_issue", ...of(second), to_project_id: helpdesk, halfway: true },
    { kind: "swap_labels", label_id, other_id },
    { kind: "rename_user", user_id: 1, name: "Ada Rook", username: "rook" },
    { kind: "update_project", project_id: helpdesk, fields: { path: "answers", group_id: data, archived: true } },
    { kind: "update_project", project_id: second.projectId, fields: { name: "Till", access: "forbidden" } },
    { kind: "delete_hook", hook_id: 1 },
  ];
  for (const one of edits) edit(one);
}

/** All of the world, deleted things and former addresses aside. */
function worldOf({ store }: Demo): unknown {
  const issues = [...store.projects.keys()].flatMap((projectId) => [...store.issuesOf(projectId)]);
  return {
    issues: issues.toSorted((a, b) => a.id - b.id),
    events: issues.map(({ id }) => [id, store.labelEvents(id), store.stateEvents(id)]),
    ...{ users: store.users, projects: store.projects, labels: store.labels, hooks: store.hooks },
  };
}

function idOf({ id }: { id: number }): number {
  return id;
}

/** Everything the API tells, with this server's own port taken out. */
async function snapshot(gitlab: TestGitLab): Promise<unknown> {
  const issues = await readAll(
    gitlab,
    "/api/v4/groups/larkfield/issues?non_archived=false&per_page=100&with_labels_details=true",
  );
  const paths = [`${ROUTING}/labels?per_page=100`, `${ROUTING}/hooks`, `${STOREFRONT}/issues/1/resource_label_events`];
  const rest = await Promise.all(paths.map(async (path) => (await gitlab.get(path)).body));
  return JSON.parse(JSON.stringify([issues, rest]).replaceAll(gitlab.url, "http://demo"));
}

async function journal(gitlab: TestGitLab): Promise<z.output<typeof journalSchema>> {
  return journalSchema.parse((await gitlab.get("/demo/journal?limit=1000")).body);
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "demo-gitlab-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function journalOf(folder: string): string {
  return join(folder, readdirSync(folder)[0] ?? "");
}
