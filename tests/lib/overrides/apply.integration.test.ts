import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readIssue } from "@/lib/issues/queries/detail.ts";
import { applyOverride } from "@/lib/overrides/apply.ts";
import { overrideChangeSchema } from "@/lib/overrides/schema.ts";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database.ts";
import { applyAll, MANAGER, storeProject, storeReader } from "@/tests/support/mirror.ts";
import { wireIssue, wireLabel } from "@/tests/support/wire-issue.ts";

const clock = { now: new Date("2026-03-10T11:00:00Z"), zone: "UTC" };
let test: TestDatabase;
let issueId: string;
let projectId: string;

beforeEach(async () => {
  test = await createTestDatabase();
  await storeReader(test.db, MANAGER);
  projectId = await storeProject(test.db);
  await applyAll(test.db, projectId, [wireIssue({ labels: [wireLabel("Doing")] })]);
  issueId = (await test.db.issue.findFirstOrThrow()).id;
});
afterEach(() => test.close());

const change = (body: unknown, ifMatch?: string) =>
  applyOverride(test.db, { issueId, change: overrideChangeSchema.parse(body), reader: MANAGER, ifMatch });

const byField = (a: (string | null)[], b: (string | null)[]) => String(a[0]).localeCompare(String(b[0]));

async function detail() {
  const issue = await readIssue(test.db, { id: issueId, reader: MANAGER, clock });
  if (issue === null) throw new Error("the issue is not there");
  return issue;
}

describe("an override", () => {
  it("sets the status, says why, and stands in the timeline with its time and in the audit with its author", async () => {
    await change({
      internal_status: "blocked",
      target_date: "2026-05-01",
      priority: 1,
      internal_notes: " waits for legal ",
    });
    const issue = await detail();
    expect(issue).toMatchObject({ status: "blocked", reason: { code: "override" }, due: "2026-05-01", priority: 1 });
    expect(issue.timeline.at(-1)).toMatchObject({ to_status: "blocked", source: "manual", provisional: false });
    expect(issue.override).toMatchObject({ internal_notes: "waits for legal", updated_by: MANAGER.email });
    expect(
      issue.override_events.map((e) => [e.field, e.from_value, e.to_value, e.changed_by]).toSorted(byField),
    ).toEqual([
      ["internal_notes", null, "waits for legal", MANAGER.email],
      ["internal_status", null, "blocked", MANAGER.email],
      ["priority", null, "1", MANAGER.email],
      ["target_date", null, "2026-05-01", MANAGER.email],
    ]);
  });

  it("keeps what a change does not name and clears what it sets to null", async () => {
    await change({ priority: 3, internal_notes: "keep" });
    await change({ priority: null });
    expect((await detail()).override).toMatchObject({ priority: null, internal_notes: "keep" });
  });

  it("gives the issue back to its labels when its status is cleared", async () => {
    await change({ internal_status: "not_started" });
    expect((await detail()).status).toBe("not_started");
    await change({ internal_status: null });
    expect(await detail()).toMatchObject({ status: "in_progress", reason: { code: "label_rule", label: "Doing" } });
  });

  it("writes nothing when it changes nothing", async () => {
    await change({ priority: 2 });
    const before = await detail();
    await change({ priority: 2, internal_notes: "" });
    expect(await detail()).toEqual(before);
  });

  it("is refused where someone else changed it since it was read, and nothing is lost", async () => {
    const { etag } = await detail();
    await change({ priority: 1 }, etag);
    await expect(change({ priority: 5 }, etag)).rejects.toMatchObject({ code: "precondition_failed" });
    expect((await detail()).override.priority).toBe(1);
  });

  it("lets one of two people with the same version win", async () => {
    const { etag } = await detail();
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map((priority) => change({ priority }, etag)));
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    expect((await detail()).override_events).toHaveLength(1);
  });

  it("survives every later snapshot from GitLab and counts again after a reopening", async () => {
    await change({ internal_status: "blocked" });
    const closed = { state: "closed", closed_at: "2027-03-03T00:00:00.000Z", updated_at: "2027-03-03T00:00:00.000Z" };
    await applyAll(test.db, projectId, [wireIssue(closed)]);
    expect(await detail()).toMatchObject({ status: "completed", override: { internal_status: "blocked" } });
    await applyAll(test.db, projectId, [wireIssue({ updated_at: "2027-03-04T00:00:00.000Z" })]);
    expect(await detail()).toMatchObject({ status: "blocked", override: { internal_status: "blocked" } });
  });

  it("of an unknown issue is not found", async () => {
    const request = { issueId: "00000000-0000-4000-8000-00000000dead", change: { priority: 1 }, reader: MANAGER };
    await expect(applyOverride(test.db, request)).rejects.toMatchObject({ code: "not_found" });
  });

  it.each([
    [{}, "no field"],
    [{ priority: 0 }, "priority"],
    [{ priority: 6 }, "priority"],
    [{ priority: 1.5 }, "priority"],
    [{ target_date: "2026-02-30" }, "target_date"],
    [{ internal_status: "completed" }, "internal_status"],
    [{ internal_notes: "x".repeat(10_001) }, "internal_notes"],
    [{ status: "blocked" }, "status"],
  ])("%j is not a change", (body, named) => {
    const parsed = overrideChangeSchema.safeParse(body);
    expect(parsed.success).toBe(false);
    expect(JSON.stringify(parsed.error?.issues)).toContain(named);
  });
});
