import { describe, expect, it } from "vitest";
import { z } from "zod";
import { findGroup, findProject } from "@/lib/gitlab/demo/find.ts";
import { readAll, receiveWebhooks, startForTest, TOKEN } from "./start.ts";

const ROUTING = "larkfield/logistics/routing";
const projectsSchema = z.array(z.looseObject({ id: z.number(), path_with_namespace: z.string() }));
const labelsSchema = z.array(z.looseObject({ id: z.number(), name: z.string(), is_project_label: z.boolean() }));

describe("a project that is renamed or transferred", () => {
  it("stands at its new path with all its issues, none of them updated, and no webhook is sent", async () => {
    const { gitlab, id, update, deliveries } = await start();
    const before = await readAll(gitlab, `/api/v4/projects/${id}/issues?per_page=100`);
    update({ name: "Paths", path: "paths" });
    const shown = { id, name: "Paths", path: "paths", path_with_namespace: "larkfield/logistics/paths" };
    expect((await gitlab.get("/api/v4/projects/larkfield%2Flogistics%2Fpaths")).body).toMatchObject(shown);
    const after = await readAll(gitlab, `/api/v4/projects/${id}/issues?per_page=100`);
    expect(after.map(timesOf)).toEqual(before.map(timesOf));
    expect(after[0]).toMatchObject({
      web_url: expect.stringContaining("/larkfield/logistics/paths/-/"),
      references: { full: `larkfield/logistics/paths#${after[0]?.iid}` },
    });
    await gitlab.demo.webhooks.settled();
    expect(deliveries).toEqual([]);
  });

  it("answers under the old path with 301 to the numeric address, the rest of the question kept", async () => {
    const { gitlab, id, update } = await start();
    update({ path: "paths" });
    const moved = await askOnce(gitlab, `${old(ROUTING)}/issues?per_page=7&state=opened`);
    const target = `${gitlab.url}/api/v4/projects/${id}/issues?per_page=7&state=opened`;
    expect([moved.status, moved.headers.get("location")]).toEqual([301, target]);
    expect(moved.headers.get("content-type")).toBe("text/plain");
    expect(await moved.text()).toBe(`This resource has been moved permanently to ${target}.`);
    expect((await gitlab.issues(`${old(ROUTING)}/issues?per_page=7`)).length).toBe(7);
  });

  it("refuses to write under the old path, and changes nothing then", async () => {
    const { gitlab, update } = await start();
    update({ path: "paths" });
    const refused = await gitlab.post(`${old(ROUTING)}/issues`, { title: "Lost" });
    expect(refused).toMatchObject({
      status: 405,
      body: { message: "Non GET methods are not allowed for moved projects" },
    });
    expect(gitlab.demo.journal.entries).toHaveLength(1);
  });

  it("gives its old path up to a project that takes it, and back again when it returns", async () => {
    const { gitlab, id, update, store } = await start();
    const other = findProject(store, "larkfield/logistics/warehouse").id;
    update({ path: "paths" });
    gitlab.demo.edit({ kind: "update_project", project_id: other, fields: { path: "routing" } });
    expect((await gitlab.get(old(ROUTING))).body).toMatchObject({ id: other });
    expect(() => update({ path: "routing" })).toThrow("already been taken");
    gitlab.demo.edit({ kind: "update_project", project_id: other, fields: { path: "warehouse" } });
    expect((await askOnce(gitlab, old(ROUTING))).headers.get("location")).toBe(
      `${gitlab.url}/api/v4/projects/${other}`,
    );
    update({ path: "routing" });
    expect((await gitlab.get(old(ROUTING))).body).toMatchObject({ id });
  });

  it("takes its issues to the other group, with labels of the same titles there", async () => {
    const { gitlab, id, update, store } = await start();
    const before = await readAll(gitlab, `/api/v4/projects/${id}/issues?per_page=100&order_by=created_at`);
    const ownGroups = findGroup(store, "larkfield/logistics").id;
    const groupLabel = store.nextId("label");
    store.putLabel({
      ...{ id: groupLabel, title: "group only", color: "#112233", description: "" },
      ...{ projectId: null, groupId: ownGroups },
    });
    const [carrier] = before;
    gitlab.demo.edit({
      ...{ kind: "update_issue", project_id: id, iid: carrier?.iid ?? 0, touch: false },
      fields: { add_labels: ["group only"] },
    });
    update({ group_id: findGroup(store, "larkfield/data").id });
    expect((await gitlab.get(`/api/v4/projects/${id}`)).body).toMatchObject({
      path_with_namespace: "larkfield/data/routing",
      namespace: { full_path: "larkfield/data" },
    });
    const after = await readAll(gitlab, `/api/v4/projects/${id}/issues?per_page=100&order_by=created_at`);
    expect(after.map(timesOf)).toEqual(before.map(timesOf));
    expect(after.slice(1).map(({ labels }) => labels)).toEqual(before.slice(1).map(({ labels }) => labels));
    expect(new Set(after[0]?.labels)).toEqual(new Set([...(carrier?.labels ?? []), "group only"]));
    const labels = labelsSchema.parse((await gitlab.get(`/api/v4/projects/${id}/labels?per_page=100`)).body);
    const copy = labels.find(({ name }) => name === "group only");
    expect(copy).toMatchObject({ is_project_label: true });
    expect(copy?.id).not.toBe(groupLabel);
    const events = await gitlab.get(`/api/v4/projects/${id}/issues/${carrier?.iid}/resource_label_events?per_page=100`);
    expect(JSON.stringify(events.body)).toContain(`"label":{"id":${copy?.id},`);
    expect(await pathsIn(gitlab, "larkfield/data")).toContain("larkfield/data/routing");
    expect(await pathsIn(gitlab, "larkfield/logistics")).not.toContain("larkfield/data/routing");
  });
});

describe("a project that is archived, forbidden or hidden", () => {
  it("archived: its issues leave the group's listing, unless asked for, and stay in its own", async () => {
    const { gitlab, id, update } = await start();
    const own = await readAll(gitlab, `/api/v4/projects/${id}/issues?per_page=100`);
    update({ archived: true });
    expect((await gitlab.get(`/api/v4/projects/${id}`)).body).toMatchObject({ archived: true });
    expect(await groupIssuesOf(gitlab, id)).toBe(0);
    expect(await groupIssuesOf(gitlab, id, "&non_archived=false")).toBe(own.length);
    expect(await readAll(gitlab, `/api/v4/projects/${id}/issues?per_page=100`)).toHaveLength(own.length);
    update({ archived: false });
    expect(await groupIssuesOf(gitlab, id)).toBe(own.length);
  });

  it("forbidden: answers for itself, and 403 for its issues, labels and statistics", async () => {
    const { gitlab, id, update } = await start();
    const own = await groupIssuesOf(gitlab, id);
    update({ access: "forbidden" });
    expect(await gitlab.get(`/api/v4/projects/${id}`)).toMatchObject({
      status: 200,
      body: { issues_enabled: false, issues_access_level: "disabled" },
    });
    const parts = ["issues", "issues/1", "issues/1/resource_label_events", "issues_statistics", "labels"];
    for (const part of parts) {
      const refused = await gitlab.get(`/api/v4/projects/${id}/${part}`);
      expect([part, refused.status, refused.body]).toEqual([part, 403, { message: "403 Forbidden" }]);
    }
    expect((await gitlab.get(`/api/v4/projects/${id}/hooks`)).status).toBe(200);
    expect(await groupIssuesOf(gitlab, id)).toBe(0);
    expect(await pathsIn(gitlab, "larkfield")).toContain(ROUTING);
    update({ access: "open" });
    expect(await groupIssuesOf(gitlab, id)).toBe(own);
  });

  it("hidden: 404 on everything of it, by number, path and former path, and gone from every listing", async () => {
    const { gitlab, id, update } = await start();
    const own = await groupIssuesOf(gitlab, id);
    expect(own).toBeGreaterThan(0);
    update({ path: "paths" });
    update({ access: "hidden" });
    const parts = ["", "/issues", "/issues/1", "/issues_statistics", "/labels", "/hooks"];
    for (const idOrPath of [String(id), "larkfield%2Flogistics%2Fpaths", "larkfield%2Flogistics%2Frouting"]) {
      for (const part of parts) {
        const missing = await askOnce(gitlab, `/api/v4/projects/${idOrPath}${part}`);
        expect([idOrPath, part, missing.status, await missing.json()]).toEqual([
          ...[idOrPath, part, 404],
          { message: "404 Project Not Found" },
        ]);
      }
    }
    const all = projectsSchema.parse((await gitlab.get("/api/v4/projects?per_page=100")).body);
    expect(all.map((project) => project.id)).not.toContain(id);
    expect(await pathsIn(gitlab, "larkfield")).not.toContain("larkfield/logistics/paths");
    expect(await groupIssuesOf(gitlab, id, "&non_archived=false")).toBe(0);
    expect((await fetch(`${gitlab.url}/larkfield/logistics/paths/-/issues/1`)).status).toBe(404);
    update({ access: "open" });
    expect(await groupIssuesOf(gitlab, id)).toBe(own);
  });

  it("hidden: its people go on, and its webhooks with them", async () => {
    const { gitlab, id, update, deliveries } = await start();
    update({ access: "hidden" });
    gitlab.demo.edit({ kind: "create_issue", project_id: id, fields: { title: "Behind the curtain" } });
    await gitlab.demo.webhooks.settled();
    expect(deliveries).toMatchObject([{ body: { object_attributes: { title: "Behind the curtain" } } }]);
    update({ access: "open" });
    expect((await gitlab.issues(`/api/v4/projects/${id}/issues?per_page=1`))[0]?.title).toBe("Behind the curtain");
  });

  it("refuses what no project can be, and leaves it as it was", async () => {
    const { gitlab, id, store } = await start();
    const before = store.projects.get(id);
    const refuse = (fields: unknown) => gitlab.post("/demo/edits", { kind: "update_project", project_id: id, fields });
    expect((await refuse({ group_id: 1 })).status).toBe(404);
    expect((await refuse({ access: "ajar" })).status).toBe(400);
    expect((await refuse({ path: "with/slash" })).status).toBe(400);
    expect((await refuse({ path: "Warehouse" })).status).toBe(400);
    expect(store.projects.get(id)).toBe(before);
  });
});

type Gitlab = Awaited<ReturnType<typeof startForTest>>;

async function start() {
  const receiver = await receiveWebhooks();
  const gitlab = await startForTest({ issues: 150, webhook: { url: receiver.url, secret: "" } });
  const { store, edit } = gitlab.demo;
  const { id } = findProject(store, ROUTING);
  type Fields = Extract<Parameters<typeof edit>[0], { kind: "update_project" }>["fields"];
  const update = (fields: Fields) => edit({ kind: "update_project", project_id: id, fields });
  return { gitlab, store, id, update, deliveries: receiver.deliveries };
}

function old(path: string): string {
  return `/api/v4/projects/${encodeURIComponent(path)}`;
}

function askOnce(gitlab: Gitlab, path: string): Promise<Response> {
  return fetch(gitlab.url + path, { headers: { "PRIVATE-TOKEN": TOKEN }, redirect: "manual" });
}

function timesOf({ id, updated_at }: { id: number; updated_at: string }) {
  return { id, updated_at };
}

async function groupIssuesOf(gitlab: Gitlab, projectId: number, filter = ""): Promise<number> {
  const issues = await readAll(gitlab, `/api/v4/groups/larkfield/issues?per_page=100${filter}`);
  return issues.filter(({ project_id }) => project_id === projectId).length;
}

async function pathsIn(gitlab: Gitlab, group: string): Promise<string[]> {
  const path = `/api/v4/groups/${encodeURIComponent(group)}/projects?include_subgroups=true&per_page=100`;
  return projectsSchema.parse((await gitlab.get(path)).body).map((project) => project.path_with_namespace);
}
