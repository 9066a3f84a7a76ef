import { describe, expect, it } from "vitest";
import { z } from "zod";
import { BASE, startForTest } from "./start.ts";

const ROUTING = "/api/v4/projects/larkfield%2Flogistics%2Frouting";
const STOREFRONT = "/api/v4/projects/larkfield%2Fshop%2Fstorefront";

const eventsSchema = z.array(z.looseObject({ action: z.string(), label: z.object({ name: z.string() }).nullable() }));
const labelsSchema = z.array(z.looseObject({ id: z.number(), name: z.string(), is_project_label: z.boolean() }));

describe("editing through the API", () => {
  it("creates an issue with the next number, its labels and their events", async () => {
    const gitlab = await startForTest({ issues: 100 });
    const before = await gitlab.issues(`${ROUTING}/issues?order_by=created_at&per_page=100`);
    const reply = await gitlab.post(`${ROUTING}/issues`, {
      title: "Vans park twice",
      labels: "Doing,slots",
      weight: 3,
    });
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({
      iid: Math.max(...before.map(({ iid }) => iid)) + 1,
      state: "opened",
      labels: ["Doing", "slots"],
      weight: 3,
      created_at: BASE.toISOString(),
      author: { username: "root" },
      subscribed: false,
    });
    const iid = z.object({ iid: z.number() }).parse(reply.body).iid;
    const events = await gitlab.get(`${ROUTING}/issues/${iid}/resource_label_events`);
    expect(eventsSchema.parse(events.body).map(({ action, label }) => [action, label?.name])).toEqual([
      ["add", "Doing"],
      ["add", "slots"],
    ]);
  });

  it("swaps a scoped label for another of its scope, told as one moment", async () => {
    const gitlab = await startForTest({ issues: 100 });
    const { iid } = await createIn(gitlab, STOREFRONT, { title: "Scoped", labels: ["workflow::in dev"] });
    gitlab.pass(5_000);
    const edited = await gitlab.put(`${STOREFRONT}/issues/${iid}`, { add_labels: "workflow::in review" });
    expect(edited.body).toMatchObject({ labels: ["workflow::in review"], updated_at: "2026-11-22T12:00:05.000Z" });
    const events = eventsSchema.parse((await gitlab.get(`${STOREFRONT}/issues/${iid}/resource_label_events`)).body);
    expect(events.slice(1)).toMatchObject([
      { action: "add", created_at: "2026-11-22T12:00:05.000Z", label: { name: "workflow::in review" } },
      { action: "remove", created_at: "2026-11-22T12:00:05.000Z", label: { name: "workflow::in dev" } },
    ]);
  });

  it("closes and reopens, each with its state event, and does nothing the second time", async () => {
    const gitlab = await startForTest({ issues: 50 });
    const { iid } = await createIn(gitlab, ROUTING, { title: "Closing" });
    const path = `${ROUTING}/issues/${iid}`;
    gitlab.pass(1_000);
    const closed = await gitlab.put(path, { state_event: "close" });
    expect(closed.body).toMatchObject({ state: "closed", closed_at: "2026-11-22T12:00:01.000Z", closed_by: { id: 1 } });
    gitlab.pass(1_000);
    expect((await gitlab.put(path, { state_event: "close" })).body).toEqual(closed.body);
    expect((await gitlab.put(path, { state_event: "reopen" })).body).toMatchObject({
      state: "opened",
      closed_at: null,
    });
    const events = await gitlab.get(`${path}/resource_state_events`);
    expect(events.body).toMatchObject([{ state: "closed" }, { state: "reopened" }]);
  });

  it("sets and clears plain fields, and takes updated_at from an owner", async () => {
    const gitlab = await startForTest({ issues: 50 });
    const { iid } = await createIn(gitlab, ROUTING, { title: "Plain", due_date: "2026-12-01", assignee_ids: [1] });
    const cleared = await gitlab.put(`${ROUTING}/issues/${iid}`, {
      due_date: "",
      assignee_ids: [0],
      confidential: true,
      updated_at: "2020-01-01T00:00:00Z",
    });
    expect(cleared.body).toMatchObject({
      due_date: null,
      assignees: [],
      assignee: null,
      confidential: true,
      updated_at: "2020-01-01T00:00:00.000Z",
    });
  });

  it("moves an issue: a new one with the old times, the old one closed and pointing to it", async () => {
    const gitlab = await startForTest({ issues: 100 });
    const old = await createIn(gitlab, STOREFRONT, { title: "Wrong project", labels: "customer,workflow::in dev" });
    gitlab.pass(60_000);
    const target = z.object({ id: z.number() }).parse((await gitlab.get(ROUTING)).body).id;
    const moved = await gitlab.post(`${STOREFRONT}/issues/${old.iid}/move`, { to_project_id: target });
    expect(moved.status).toBe(201);
    expect(moved.body).toMatchObject({
      project_id: target,
      title: "Wrong project",
      labels: ["customer"],
      state: "opened",
      created_at: BASE.toISOString(),
      updated_at: BASE.toISOString(),
    });
    const left = await gitlab.get(`${STOREFRONT}/issues/${old.iid}`);
    const movedToId = z.object({ id: z.number() }).parse(moved.body).id;
    expect(left.body).toMatchObject({
      state: "closed",
      moved_to_id: movedToId,
      updated_at: "2026-11-22T12:01:00.000Z",
    });
    expect((await gitlab.post(`${STOREFRONT}/issues/${old.iid}/move`, { to_project_id: target })).status).toBe(400);
  });

  it("deletes without a trace and gives the number to nobody else", async () => {
    const gitlab = await startForTest({ issues: 50 });
    const { iid } = await createIn(gitlab, ROUTING, { title: "Mistake" });
    expect((await gitlab.remove(`${ROUTING}/issues/${iid}`)).status).toBe(204);
    const gone = await gitlab.get(`${ROUTING}/issues/${iid}`);
    expect([gone.status, gone.body]).toEqual([404, { message: "404 Not found" }]);
    expect((await createIn(gitlab, ROUTING, { title: "Next" })).iid).toBe(iid + 1);
  });

  it("renames and deletes a label without touching the issues' updated_at", async () => {
    const gitlab = await startForTest({ issues: 50 });
    const { iid } = await createIn(gitlab, ROUTING, { title: "Labelled", labels: "maps" });
    const labels = labelsSchema.parse((await gitlab.get(`${ROUTING}/labels?per_page=100`)).body);
    const label = labels.find(({ name }) => name === "maps");
    gitlab.pass(60_000);
    expect((await gitlab.put(`${ROUTING}/labels/${label?.id}`, { new_name: "map", color: "#00ff00" })).status).toBe(
      200,
    );
    const renamed = await gitlab.get(`${ROUTING}/issues?iids[]=${iid}&with_labels_details=true`);
    expect(renamed.body).toMatchObject([
      { updated_at: BASE.toISOString(), labels: [{ id: label?.id, name: "map", color: "#00ff00" }] },
    ]);
    expect((await gitlab.remove(`${ROUTING}/labels/map`)).status).toBe(204);
    expect(await gitlab.issue(`${ROUTING}/issues/${iid}`)).toMatchObject({
      labels: [],
      updated_at: BASE.toISOString(),
    });
    const events = await gitlab.get(`${ROUTING}/issues/${iid}/resource_label_events`);
    expect(eventsSchema.parse(events.body)).toMatchObject([{ action: "add", label: null }]);
  });

  it("does not let a project change its group's labels", async () => {
    const gitlab = await startForTest({ issues: 20 });
    const labels = labelsSchema.parse((await gitlab.get(`${ROUTING}/labels?per_page=100`)).body);
    const inherited = labels.find((label) => !label.is_project_label);
    const refused = await gitlab.put(`${ROUTING}/labels/${inherited?.id}`, { new_name: "mine" });
    expect([refused.status, refused.body]).toEqual([404, { message: "404 Label Not Found" }]);
    expect((await gitlab.put(`/api/v4/groups/larkfield/labels/${inherited?.id}`, { new_name: "ours" })).status).toBe(
      200,
    );
  });

  it("refuses what cannot be, and changes nothing then", async () => {
    const gitlab = await startForTest({ issues: 20 });
    const refuse = async (method: "post" | "put", path: string, body: unknown) => {
      const { status, body: answer } = await gitlab[method](path, body);
      return [status, answer];
    };
    expect(await refuse("post", `${ROUTING}/issues`, {})).toEqual([400, { error: "title is missing" }]);
    expect(await refuse("post", `${ROUTING}/issues`, { title: "x".repeat(256) })).toEqual([
      400,
      { error: "title is invalid" },
    ]);
    const { iid } = await createIn(gitlab, ROUTING, { title: "Steady" });
    const path = `${ROUTING}/issues/${iid}`;
    const before = await gitlab.get(path);
    expect((await refuse("put", path, {}))[0]).toBe(400);
    expect((await refuse("put", path, { due_date: "2026-02-30" }))[0]).toBe(400);
    expect((await refuse("put", path, { title: "Other", milestone_id: 1 }))[0]).toBe(400);
    expect((await refuse("put", path, { state_event: "explode" }))[0]).toBe(400);
    expect((await gitlab.get(path)).body).toEqual(before.body);
  });
});

async function createIn(gitlab: Awaited<ReturnType<typeof startForTest>>, project: string, fields: unknown) {
  const { body } = await gitlab.post(`${project}/issues`, fields);
  return z.object({ iid: z.number() }).parse(body);
}
