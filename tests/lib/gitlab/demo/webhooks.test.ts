import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { receiveWebhooks, startForTest, type Delivery } from "./start.ts";

const ROUTING = "/api/v4/projects/larkfield%2Flogistics%2Frouting";
const SECRET = "hook-secret";

describe("webhooks of the demo GitLab", () => {
  it("tells every hook of a new issue with GitLab's headers and body", async () => {
    const { gitlab, taken } = await startWithHook();
    await gitlab.post(`${ROUTING}/issues`, { title: "Van lost", labels: "Doing", assignee_ids: [1] });
    const [delivery] = await taken(1);
    expect(delivery?.headers).toMatchObject({
      "content-type": "application/json",
      "x-gitlab-event": "Issue Hook",
      "x-gitlab-token": SECRET,
      "x-gitlab-instance": gitlab.url,
      "user-agent": expect.stringMatching(/^GitLab\/\d+\.\d+/),
    });
    for (const name of ["x-gitlab-event-uuid", "x-gitlab-webhook-uuid", "idempotency-key"]) {
      expect(delivery?.headers[name]).toMatch(/^[0-9a-f-]{36}$/);
    }
    expect(delivery?.body).toMatchObject({
      object_kind: "issue",
      event_type: "issue",
      user: { username: "root", email: "[REDACTED]" },
      project: { path_with_namespace: "larkfield/logistics/routing" },
      object_attributes: {
        action: "open",
        type: "Issue",
        state: "opened",
        title: "Van lost",
        created_at: "2026-11-22 12:00:00 UTC",
      },
      labels: [{ title: "Doing", type: "ProjectLabel" }],
      assignees: [{ username: "root" }],
      changes: { title: { previous: null, current: "Van lost" } },
    });
  });

  it("tells what an edit changed, and that it closed", async () => {
    const { gitlab, taken } = await startWithHook();
    await gitlab.post(`${ROUTING}/issues`, { title: "Slow", labels: "Doing" });
    const iid = iidOf((await taken(1))[0]);
    gitlab.pass(3_000);
    await gitlab.put(`${ROUTING}/issues/${iid}`, { state_event: "close", remove_labels: "Doing" });
    const [, closing] = await taken(2);
    expect(closing?.body).toMatchObject({
      object_attributes: { action: "close", state: "closed", closed_at: "2026-11-22 12:00:03 UTC" },
      changes: {
        state_id: { previous: 1, current: 2 },
        labels: { previous: [{ title: "Doing" }], current: [] },
        updated_at: { previous: "2026-11-22 12:00:00 UTC", current: "2026-11-22 12:00:03 UTC" },
      },
    });
    expect(closing?.body["changes"]).not.toHaveProperty("title");
  });

  it("calls tasks and incidents work items, and confidential ones by their own event", async () => {
    const { gitlab, taken } = await startWithHook();
    await gitlab.post(`${ROUTING}/issues`, { title: "Step", issue_type: "task" });
    await taken(1);
    await gitlab.post(`${ROUTING}/issues`, { title: "Leak", issue_type: "incident", confidential: true });
    const [task, incident] = await taken(2);
    expect(task?.headers["x-gitlab-event"]).toBe("Issue Hook");
    expect(task?.body).toMatchObject({
      object_kind: "work_item",
      event_type: "work_item",
      object_attributes: { type: "Task" },
    });
    expect(incident?.headers["x-gitlab-event"]).toBe("Confidential Issue Hook");
    expect(incident?.body).toMatchObject({ object_kind: "work_item", event_type: "confidential_work_item" });
  });

  it("tells both halves of a move, and nothing of a deletion or an edit that changes nothing", async () => {
    const { gitlab, taken, deliveries } = await startWithHook();
    await gitlab.post(`${ROUTING}/issues`, { title: "Moves" });
    const iid = iidOf((await taken(1))[0]);
    const target = z
      .object({ id: z.number() })
      .parse((await gitlab.get("/api/v4/projects/larkfield%2Flogistics%2Fwarehouse")).body);
    await gitlab.put(`${ROUTING}/issues/${iid}`, { title: "Moves" });
    await gitlab.post(`${ROUTING}/issues/${iid}/move`, { to_project_id: target.id });
    await taken(3);
    await gitlab.remove(`${ROUTING}/issues/${iid}`);
    await gitlab.post(`${ROUTING}/issues`, { title: "Last" });
    await taken(4);
    const actions = deliveries.map(
      ({ body }) => z.object({ action: z.string() }).parse(body["object_attributes"]).action,
    );
    expect(actions.toSorted()).toEqual(["close", "open", "open", "open"]);
  });

  it("drops all of them while told to, and counts them", async () => {
    const { gitlab, taken, deliveries } = await startWithHook();
    await gitlab.post("/demo/webhooks", { deliver: "drop" });
    await gitlab.post(`${ROUTING}/issues`, { title: "Unheard" });
    expect((await gitlab.get("/demo/webhooks")).body).toMatchObject({ deliver: "drop", dropped: 1, delivered: 0 });
    await gitlab.post("/demo/webhooks", { deliver: "on" });
    await gitlab.post(`${ROUTING}/issues`, { title: "Heard" });
    await taken(1);
    expect(deliveries).toHaveLength(1);
  });

  it("does not send a failed one again", async () => {
    const { gitlab, taken, deliveries } = await startWithHook(500);
    await gitlab.post(`${ROUTING}/issues`, { title: "Refused" });
    await taken(1);
    await vi.waitFor(async () =>
      expect((await gitlab.get("/demo/webhooks")).body).toMatchObject({ failed: 1, pending: 0 }),
    );
    expect(deliveries).toHaveLength(1);
  });

  it("posts to a project's own hook what that project's issues and its switches allow", async () => {
    const receiver = await receiveWebhooks();
    const gitlab = await startForTest({ issues: 30 });
    const made = await gitlab.post(`${ROUTING}/hooks`, {
      url: receiver.url,
      issues_events: true,
      confidential_issues_events: false,
    });
    expect(made.status).toBe(201);
    expect((await gitlab.get(`${ROUTING}/hooks`)).body).toMatchObject([{ url: receiver.url, issues_events: true }]);
    await gitlab.post("/api/v4/projects/larkfield%2Fshop%2Fcheckout/issues", { title: "Elsewhere" });
    await gitlab.post(`${ROUTING}/issues`, { title: "Secret", confidential: true });
    await gitlab.post(`${ROUTING}/issues`, { title: "Here" });
    await vi.waitFor(() => expect(receiver.deliveries).toHaveLength(1));
    expect(receiver.deliveries[0]?.body).toMatchObject({ object_attributes: { title: "Here" } });
    const { id } = z.object({ id: z.number() }).parse(made.body);
    expect((await gitlab.remove(`${ROUTING}/hooks/${id}`)).status).toBe(204);
    expect(await gitlab.remove(`${ROUTING}/hooks/${id}`)).toMatchObject({
      status: 404,
      body: { message: "404 Not found" },
    });
  });
});

async function startWithHook(status = 200) {
  const receiver = await receiveWebhooks(status);
  const gitlab = await startForTest({ issues: 30, webhook: { url: receiver.url, secret: SECRET } });
  const taken = async (count: number): Promise<Delivery[]> => {
    await vi.waitFor(() => expect(receiver.deliveries.length).toBeGreaterThanOrEqual(count), { timeout: 5_000 });
    return receiver.deliveries;
  };
  return { gitlab, taken, deliveries: receiver.deliveries };
}

function iidOf(delivery: Delivery | undefined): number {
  return z.object({ iid: z.number() }).parse(delivery?.body["object_attributes"]).iid;
}
