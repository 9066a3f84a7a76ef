import { describe, expect, it } from "vitest";
import { z } from "zod";
import { BASE, startForTest, TOKEN, type TestGitLab } from "./start.ts";

const labelsSchema = z.array(
  z.strictObject({ id: z.int(), title: z.string(), project_id: z.int().nullable(), group_id: z.int().nullable() }),
);
const event = { id: z.int(), at: z.string() };
const issueSchema = z.strictObject({
  id: z.int(),
  iid: z.int(),
  project_id: z.int(),
  state: z.enum(["opened", "closed"]),
  confidential: z.boolean(),
  created_at: z.string(),
  updated_at: z.string(),
  closed_at: z.string().nullable(),
  moved_to_id: z.int().nullable(),
  duplicate_of_id: z.int().nullable(),
  label_ids: z.array(z.int()),
  label_events: z.array(z.strictObject({ ...event, action: z.enum(["add", "remove"]), label_id: z.int() })),
  state_events: z.array(z.strictObject({ ...event, state: z.enum(["closed", "reopened"]) })),
});

describe("the raw history", () => {
  it("tells of every issue what the API tells of it, and the labels that exist", async () => {
    const gitlab = await startForTest({ issues: 150 });
    const { labels, issues } = await readHistory(gitlab);
    expect(issues).toHaveLength(150);
    expect(labels).toHaveLength(gitlab.demo.store.labels.size);
    const titles = new Map(labels.map(({ id, title }) => [id, title]));
    for (const issue of issues) {
      const path = `/api/v4/projects/${issue.project_id}/issues/${issue.iid}`;
      const shown = await gitlab.issue(path);
      const { id, state, created_at, updated_at, closed_at, moved_to_id } = issue;
      expect(shown).toMatchObject({ id, state, created_at, updated_at, closed_at, moved_to_id });
      expect(issue.label_ids.map((label) => titles.get(label) ?? "").toSorted()).toEqual(shown.labels);
    }
    expect(issues.some(({ moved_to_id }) => moved_to_id !== null)).toBe(true);
    expect(issues.some(({ duplicate_of_id }) => duplicate_of_id !== null)).toBe(true);
  });

  it("keeps the number of a deleted label in the events, though the issue no longer carries it", async () => {
    const gitlab = await startForTest({ issues: 50 });
    const { iid, labelId, project_id } = createDoing(gitlab);
    gitlab.pass(61_500);
    gitlab.demo.edit({ kind: "delete_label", label_id: labelId });
    const { labels, issues } = await readHistory(gitlab);
    expect(labels.map(({ id }) => id)).not.toContain(labelId);
    expect(issues.find((issue) => issue.project_id === project_id && issue.iid === iid)).toMatchObject({
      label_ids: [],
      label_events: [{ at: BASE.toISOString(), action: "add", label_id: labelId }],
      updated_at: BASE.toISOString(),
    });
  });

  it("tells closing and reopening with the millisecond, and leaves out what was deleted", async () => {
    const gitlab = await startForTest({ issues: 50 });
    const { iid, project_id } = createDoing(gitlab);
    gitlab.pass(1_001);
    gitlab.demo.edit({ kind: "update_issue", project_id, iid, fields: { state_event: "close" } });
    gitlab.pass(1_001);
    gitlab.demo.edit({ kind: "update_issue", project_id, iid, fields: { state_event: "reopen" } });
    const isIt = (issue: z.output<typeof issueSchema>) => issue.project_id === project_id && issue.iid === iid;
    expect((await readHistory(gitlab)).issues.find(isIt)).toMatchObject({
      closed_at: null,
      state_events: [
        { at: "2026-11-22T12:00:01.001Z", state: "closed" },
        { at: "2026-11-22T12:00:02.002Z", state: "reopened" },
      ],
    });
    gitlab.demo.edit({ kind: "delete_issue", project_id, iid });
    const { issues } = await readHistory(gitlab);
    expect(issues.find(isIt)).toBeUndefined();
    expect(issues).toHaveLength(50);
  });

  it("says that an issue is a duplicate only while the other one is there", async () => {
    const gitlab = await startForTest({ issues: 300 });
    const before = (await readHistory(gitlab)).issues;
    const duplicate = before.find(({ duplicate_of_id }) => duplicate_of_id !== null);
    const original = before.find(({ id }) => id === duplicate?.duplicate_of_id);
    expect(original).toBeDefined();
    const { project_id = 0, iid = 0 } = original ?? {};
    gitlab.demo.edit({ kind: "delete_issue", project_id, iid });
    const after = (await readHistory(gitlab)).issues.find(({ id }) => id === duplicate?.id);
    expect(after).toEqual({ ...duplicate, duplicate_of_id: null });
  });

  it("is told to nobody without the token", async () => {
    const gitlab = await startForTest({ issues: 10 });
    expect((await fetch(`${gitlab.url}/demo/history`)).status).toBe(401);
  });
});

function createDoing(gitlab: TestGitLab) {
  const project_id = [...gitlab.demo.store.projects.values()].find(({ path }) => path === "routing")?.id ?? 0;
  const { issue } = gitlab.demo.edit({
    kind: "create_issue",
    project_id,
    fields: { title: "Vans", labels: ["Doing"] },
  });
  return { project_id, iid: issue?.iid ?? 0, labelId: issue?.labelIds[0] ?? 0 };
}

async function readHistory({ url }: TestGitLab) {
  const answer = await fetch(`${url}/demo/history`, { headers: { "private-token": TOKEN } });
  expect(answer.headers.get("content-type")).toBe("application/jsonl");
  const [first = "", ...lines] = (await answer.text()).trimEnd().split("\n");
  return {
    labels: z.strictObject({ labels: labelsSchema }).parse(JSON.parse(first)).labels,
    issues: lines.map((line) => z.strictObject({ issue: issueSchema }).parse(JSON.parse(line)).issue),
  };
}
