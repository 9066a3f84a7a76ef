import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Edit } from "@/lib/gitlab/demo/edits/schema.ts";
import { BASE, readAll, receiveWebhooks, startForTest } from "./start.ts";

const eventsSchema = z.array(
  z.looseObject({ action: z.string(), label: z.object({ id: z.number(), name: z.string() }).nullable() }),
);

describe("edits that only the demo GitLab's handle can make", () => {
  it("brings a deleted issue back as it was, number, history and old updated_at, and tells nobody", async () => {
    const { gitlab, project_id, create, told } = await startWithHook();
    const { iid, path } = create({ title: "Wrongly deleted", labels: ["Doing", "slots"] });
    gitlab.demo.edit({ kind: "update_issue", project_id, iid, fields: { state_event: "close" }, silent: true });
    const before = await gitlab.get(path);
    const histories = [`${path}/resource_label_events`, `${path}/resource_state_events`];
    const events = await Promise.all(histories.map(async (history) => (await gitlab.get(history)).body));
    expect(events).toMatchObject([[{ action: "add" }, { action: "add" }], [{ state: "closed" }]]);
    gitlab.demo.edit({ kind: "delete_issue", project_id, iid });
    expect((await gitlab.get(path)).status).toBe(404);
    expect(await titlesIn(gitlab, project_id)).not.toContain("Wrongly deleted");
    gitlab.pass(60_000);
    expect(gitlab.demo.edit({ kind: "restore_issue", project_id, iid }).issue).toMatchObject({ iid });
    expect((await gitlab.get(path)).body).toEqual(before.body);
    expect(await Promise.all(histories.map(async (history) => (await gitlab.get(history)).body))).toEqual(events);
    expect(await titlesIn(gitlab, project_id)).toContain("Wrongly deleted");
    expect(await told()).toEqual(["open Wrongly deleted"]);
    expect(() => gitlab.demo.edit({ kind: "restore_issue", project_id, iid })).toThrow("404");
  });

  it("renames a person on every issue at once, without an updated_at or a word", async () => {
    const { gitlab, create, told } = await startWithHook();
    const { path } = create({ title: "Assigned", assignee_ids: [1] });
    const before = await gitlab.issue(path);
    gitlab.pass(60_000);
    gitlab.demo.edit({ kind: "rename_user", user_id: 1, name: "Ada Rook", username: "rook" });
    const person = { id: 1, name: "Ada Rook", username: "rook", web_url: `${gitlab.url}/rook` };
    expect(await gitlab.issue(path)).toMatchObject({
      updated_at: before.updated_at,
      author: person,
      assignee: person,
      assignees: [person],
    });
    expect((await gitlab.get("/api/v4/groups/larkfield/issues?author_id=1&per_page=1")).body).toMatchObject([
      { author: person },
    ]);
    expect(await told()).toEqual(["open Assigned"]);
    const taken = [...gitlab.demo.store.users.values()].find(({ id }) => id !== 1)?.username;
    expect(() => gitlab.demo.edit({ kind: "rename_user", user_id: 1, username: taken })).toThrow("already been taken");
    expect(gitlab.demo.store.users.get(1)).toMatchObject({ username: "rook" });
  });

  it("swaps the titles of two labels: issues and their history read otherwise, with the old updated_at", async () => {
    const { gitlab, create, told, labelId } = await startWithHook();
    const { path } = create({ title: "Labelled", labels: ["slots"] });
    const [slots, maps] = [labelId("slots"), labelId("maps")];
    gitlab.pass(60_000);
    gitlab.demo.edit({ kind: "swap_labels", label_id: slots, other_id: maps });
    expect(await gitlab.issue(path)).toMatchObject({ labels: ["maps"], updated_at: BASE.toISOString() });
    const events = eventsSchema.parse((await gitlab.get(`${path}/resource_label_events`)).body);
    expect(events).toMatchObject([{ action: "add", label: { id: slots, name: "maps" } }]);
    expect([labelId("maps"), labelId("slots")]).toEqual([slots, maps]);
    expect(await told()).toEqual(["open Labelled"]);
  });

  it("edits without touching updated_at, and tells it all the same", async () => {
    const { gitlab, project_id, create, told } = await startWithHook();
    const { iid, path } = create({ title: "Before" });
    gitlab.pass(60_000);
    const fields = { title: "After", add_labels: ["Doing"] };
    gitlab.demo.edit({ kind: "update_issue", project_id, iid, fields, touch: false });
    expect(await gitlab.issue(path)).toMatchObject({
      title: "After",
      labels: ["Doing"],
      updated_at: BASE.toISOString(),
    });
    const events = await gitlab.get(`${path}/resource_label_events`);
    expect(events.body).toMatchObject([{ action: "add", created_at: "2026-11-22T12:01:00.000Z" }]);
    expect(await titlesIn(gitlab, project_id, "&updated_after=2026-11-22T12:00:30Z")).not.toContain("After");
    expect(await told()).toEqual(["open Before", "update After"]);
  });

  it("sets updated_at back, so that a listing since then no longer has the issue", async () => {
    const { gitlab, project_id, create, told } = await startWithHook();
    const { iid, path } = create({ title: "Set back" });
    const fields = { description: "Newer text", updated_at: "2026-01-01T00:00:00.000Z" };
    gitlab.demo.edit({ kind: "update_issue", project_id, iid, fields });
    expect(await gitlab.issue(path)).toMatchObject({ description: "Newer text", updated_at: fields.updated_at });
    expect(await titlesIn(gitlab, project_id, "&updated_after=2026-01-01T00:00:01Z")).not.toContain("Set back");
    expect(await titlesIn(gitlab, project_id, "&updated_before=2026-01-01T00:00:00Z")).toContain("Set back");
    expect(await told()).toEqual(["open Set back", "update Set back"]);
  });

  it("tells nobody of a silent edit, whatever its kind, though it shows", async () => {
    const { gitlab, project_id, other_id, create, told } = await startWithHook();
    const { iid, path } = create({ title: "Loud" });
    gitlab.pass(1_000);
    const edits: Edit[] = [
      { kind: "create_issue", project_id, fields: { title: "Quiet" }, silent: true },
      { kind: "update_issue", project_id, iid, fields: { confidential: true }, silent: true },
      { kind: "move_issue", project_id, iid, to_project_id: other_id, silent: true },
    ];
    for (const edit of edits) gitlab.demo.edit(edit);
    expect(await told()).toEqual(["open Loud"]);
    expect(await gitlab.issue(path)).toMatchObject({ confidential: true, state: "closed" });
    expect(await titlesIn(gitlab, project_id)).toContain("Quiet");
    expect(await titlesIn(gitlab, other_id)).toContain("Loud");
  });

  it("flips an issue to confidential and back, each under the event of what it is afterwards", async () => {
    const { gitlab, project_id, create, kinds } = await startWithHook();
    const { iid } = create({ title: "Flips" });
    for (const confidential of [true, false]) {
      await gitlab.demo.webhooks.settled();
      gitlab.demo.edit({ kind: "update_issue", project_id, iid, fields: { confidential } });
    }
    expect(await kinds()).toEqual(["Issue Hook", "Confidential Issue Hook", "Issue Hook"]);
  });

  it("closes without a time, a person or an event, and tells that it is closed", async () => {
    const { gitlab, project_id, create, told } = await startWithHook();
    const { iid, path } = create({ title: "Closed long ago" });
    gitlab.pass(60_000);
    const close = { kind: "update_issue", project_id, iid, fields: { state_event: "close" } } as const;
    gitlab.demo.edit({ ...close, unrecorded: true });
    const later = new Date(BASE.getTime() + 60_000).toISOString();
    const closed = { state: "closed", closed_at: null, closed_by: null, updated_at: later };
    expect((await gitlab.get(path)).body).toMatchObject(closed);
    expect((await gitlab.get(`${path}/resource_state_events`)).body).toEqual([]);
    expect(await told()).toEqual(["close Closed long ago", "open Closed long ago"]);
  });

  it("moves in two steps: halfway the old issue points to the new one and is still open", async () => {
    const { gitlab, project_id, other_id, create, told } = await startWithHook();
    const { iid, path } = create({ title: "Moves" });
    gitlab.pass(1_000);
    const { issue } = gitlab.demo.edit({ kind: "move_issue", project_id, iid, to_project_id: other_id, halfway: true });
    expect(await gitlab.issue(path)).toMatchObject({ state: "opened", moved_to_id: issue?.id });
    expect((await gitlab.get(`${path}/resource_state_events`)).body).toEqual([]);
    expect(await told()).toEqual(["open Moves", "open Moves"]);
    gitlab.demo.edit({ kind: "update_issue", project_id, iid, fields: { state_event: "close" } });
    expect(await gitlab.issue(path)).toMatchObject({ state: "closed", moved_to_id: issue?.id });
    expect(await told()).toEqual(["close Moves", "open Moves", "open Moves"]);
  });

  it("closes the old issue of a whole move itself, with its event, and tells both issues once", async () => {
    const { gitlab, project_id, other_id, create, told } = await startWithHook();
    const { iid, path } = create({ title: "Moves" });
    gitlab.demo.edit({ kind: "move_issue", project_id, iid, to_project_id: other_id });
    expect(await gitlab.issue(path)).toMatchObject({ state: "closed", closed_at: BASE.toISOString() });
    expect((await gitlab.get(`${path}/resource_state_events`)).body).toMatchObject([{ state: "closed" }]);
    expect(await told()).toEqual(["close Moves", "open Moves", "open Moves"]);
  });
});

describe("edits over the wire", () => {
  it("takes one edit and answers with what it was about", async () => {
    const { gitlab, project_id, create, labelId } = await startWithHook();
    const { iid } = create({ title: "Before" });
    const edit = { kind: "update_issue", project_id, iid, fields: { title: "After" }, silent: true };
    expect(await gitlab.post("/demo/edits", edit)).toMatchObject({ status: 200, body: { issue: { title: "After" } } });
    const renamed = await gitlab.post("/demo/edits", { kind: "rename_user", user_id: 1, username: "rook" });
    expect(renamed.body).toMatchObject({ user: { id: 1, username: "rook" } });
    const swap = { kind: "swap_labels", label_id: labelId("slots"), other_id: labelId("maps") };
    expect((await gitlab.post("/demo/edits", swap)).body).toMatchObject({ label: { name: "maps" } });
    const archive = { kind: "update_project", project_id, fields: { archived: true } };
    expect((await gitlab.post("/demo/edits", archive)).body).toMatchObject({ project: { archived: true } });
    expect(gitlab.demo.journal.entries.slice(1).map(({ edit: { kind } }) => kind)).toEqual([
      "update_issue",
      "rename_user",
      "swap_labels",
      "update_project",
    ]);
  });

  it("makes several in one millisecond, although the clock goes on", async () => {
    const { gitlab, project_id, create } = await startWithHook();
    const { iid, path } = create({ title: "First" });
    gitlab.pass(777);
    const edits = ["Second", "Third"].map((title) => ({ kind: "update_issue", project_id, iid, fields: { title } }));
    const { body } = await gitlab.post("/demo/edits", { edits });
    expect(body).toMatchObject({ edits: [{ issue: { title: "Second" } }, { issue: { title: "Third" } }] });
    expect(await gitlab.issue(path)).toMatchObject({ title: "Third", updated_at: "2026-11-22T12:00:00.777Z" });
    expect(new Set(gitlab.demo.journal.entries.slice(1).map(({ at }) => at))).toEqual(
      new Set(["2026-11-22T12:00:00.777Z"]),
    );
  });

  it("refuses an edit that it does not know or cannot make, and journals nothing", async () => {
    const { gitlab, project_id } = await startWithHook();
    expect((await gitlab.post("/demo/edits", { kind: "explode" })).status).toBe(400);
    expect((await gitlab.post("/demo/edits", { kind: "restore_issue", project_id, iid: 1 })).status).toBe(404);
    expect((await gitlab.post("/demo/edits", { kind: "rename_user", user_id: 9_999_999 })).status).toBe(404);
    expect(gitlab.demo.journal.entries).toEqual([]);
  });
});

async function startWithHook() {
  const receiver = await receiveWebhooks();
  const gitlab = await startForTest({ issues: 60, webhook: { url: receiver.url, secret: "" } });
  const { store, edit, webhooks } = gitlab.demo;
  const idOf = (path: string) => [...store.projects.values()].find((one) => one.pathWithNamespace === path)?.id ?? 0;
  const project_id = idOf("larkfield/logistics/routing");
  const deliveries = async () => {
    await webhooks.settled();
    return receiver.deliveries;
  };
  return {
    gitlab,
    project_id,
    other_id: idOf("larkfield/shop/storefront"),
    labelId: (wanted: string) =>
      [...store.labels.values()].find(({ title, projectId }) => title === wanted && projectId === project_id)?.id ?? 0,
    create(fields: Extract<Edit, { kind: "create_issue" }>["fields"]) {
      const { issue } = edit({ kind: "create_issue", project_id, fields });
      const iid = issue?.iid ?? 0;
      return { iid, path: `/api/v4/projects/${project_id}/issues/${iid}` };
    },
    /** What the webhooks told so far, by the alphabet: those of one moment may arrive in any order. */
    told: async () => (await deliveries()).map(({ body }) => wordsOf(body["object_attributes"])).toSorted(),
    kinds: async () => (await deliveries()).map(({ headers }) => headers["x-gitlab-event"]),
  };
}

function wordsOf(attributes: unknown): string {
  const { action, title } = z.object({ action: z.string(), title: z.string() }).parse(attributes);
  return `${action} ${title}`;
}

async function titlesIn(gitlab: Parameters<typeof readAll>[0], projectId: number, filter = ""): Promise<string[]> {
  const issues = await readAll(gitlab, `/api/v4/projects/${projectId}/issues?per_page=100${filter}`);
  return issues.map(({ title }) => title);
}
