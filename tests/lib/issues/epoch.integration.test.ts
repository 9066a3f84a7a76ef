import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sql } from "@/lib/db/sql.ts";
import { transaction } from "@/lib/db/transaction.ts";
import { applyIssues } from "@/lib/issues/apply.ts";
import { markGone } from "@/lib/issues/gone.ts";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database.ts";
import { applyAll, mirrorState, storeProject } from "@/tests/support/mirror.ts";
import { wireIssue, wireLabel } from "@/tests/support/wire-issue.ts";

let test: TestDatabase;
let projectId: string;

beforeEach(async () => {
  test = await createTestDatabase();
  projectId = await storeProject(test.db);
});
afterEach(() => test.close());

const at = (seconds: number) => new Date(Date.parse("2026-03-10T10:00:00Z") + seconds * 1000);
const version = (title: string, updatedAt: Date, more: object = {}) =>
  wireIssue({ title, updated_at: updatedAt.toISOString(), ...more });

function confirm(issue: ReturnType<typeof wireIssue>, asked: Date, answered: Date) {
  const batch = { projectId, issues: [issue], fetchStartedAt: asked, confirmedAt: answered, source: "poll" } as const;
  return transaction(test.db, (tx) => applyIssues(tx, batch));
}

function miss(asked: Date, answered: Date) {
  const missing = { projectId, gitlabIds: ["501"], askedAt: asked, answeredAt: answered };
  return transaction(test.db, (tx) => markGone(tx, missing));
}

async function epochs(): Promise<unknown[]> {
  return test.db.$queryRaw<unknown[]>(sql`select epoch, epoch_from from issues`);
}

describe("an updated_at that GitLab set back", () => {
  const now = version("as it is", at(-7200));

  beforeEach(async () => {
    await applyAll(test.db, projectId, [version("as it was", at(-3600))], at(0));
  });

  it("is named, and not taken, when a listing shows it", async () => {
    expect(await applyAll(test.db, projectId, [now], at(10))).toMatchObject({ written: 0, older: ["501"] });
    expect(await mirrorState(test.db)).toMatchObject([{ title: "as it was" }]);
  });

  it("is taken when a fetch of its own confirms it, and begins an epoch when that was answered", async () => {
    expect(await confirm(now, at(10), at(12))).toMatchObject({ written: 1, older: [] });
    expect(await mirrorState(test.db)).toMatchObject([{ title: "as it is", updated_at_gitlab: at(-7200) }]);
    expect(await epochs()).toEqual([{ epoch: 1, epoch_from: at(12) }]);
  });

  it("is not undone by an answer that was asked for before it was confirmed", async () => {
    await confirm(now, at(10), at(12));
    expect(await applyAll(test.db, projectId, [version("as it was", at(-3600))], at(11))).toMatchObject({ written: 0 });
    expect(await mirrorState(test.db)).toMatchObject([{ title: "as it is" }]);
  });

  it("is followed by edits of any time after it", async () => {
    await confirm(now, at(10), at(12));
    await applyAll(test.db, projectId, [version("edited", at(-7100))], at(20));
    expect(await mirrorState(test.db)).toMatchObject([{ title: "edited" }]);
    expect(await epochs()).toEqual([{ epoch: 1, epoch_from: at(12) }]);
  });

  it("is not taken where a webhook brought something newer since it was asked for", async () => {
    await applyAll(test.db, projectId, [version("newest", at(15))], at(20));
    expect(await confirm(now, at(10), at(25))).toMatchObject({ written: 0, older: [] });
    expect(await mirrorState(test.db)).toMatchObject([{ title: "newest" }]);
  });
});

describe("an issue that GitLab does not show any more", () => {
  const issue = version("Cart", at(-3600), { labels: [wireLabel("Doing")] });

  beforeEach(async () => {
    await applyAll(test.db, projectId, [issue], at(0));
    await test.db.$executeRaw(sql`
      insert into issue_overrides (issue_id, internal_notes, updated_by) select id, 'ask Mia', 'm@acme.test' from issues`);
  });

  it("is gone from when that was answered, its timeline says so, and nothing of it is lost", async () => {
    expect(await miss(at(50), at(52))).toEqual({ written: 1 });
    const [state] = await mirrorState(test.db);
    expect(state).toMatchObject({
      title: "Cart",
      gone_at: at(52),
      status: "gone",
      status_since: at(52),
      wip_since: null,
    });
    expect(state).toHaveProperty("timeline.length", 3);
    expect(await test.db.issueOverride.findMany()).toMatchObject([{ internalNotes: "ask Mia" }]);
  });

  it("is marked once", async () => {
    await miss(at(50), at(52));
    expect(await miss(at(60), at(62))).toEqual({ written: 0 });
    expect(await mirrorState(test.db)).toMatchObject([{ gone_at: at(52) }]);
  });

  it("stays when it was read after we asked", async () => {
    await applyAll(test.db, projectId, [version("Cart, back", at(51))], at(51));
    expect(await miss(at(50), at(52))).toEqual({ written: 0 });
    expect(await mirrorState(test.db)).toMatchObject([{ title: "Cart, back", gone_at: null }]);
  });

  it("is not brought back by what was asked for before it was gone, however new that looks", async () => {
    await miss(at(50), at(52));
    expect(await applyAll(test.db, projectId, [version("last edit", at(49))], at(51))).toMatchObject({ written: 0 });
    expect(await mirrorState(test.db)).toMatchObject([{ title: "Cart", status: "gone" }]);
  });

  it("comes back as it is shown later, with its override, and what came before stays out", async () => {
    await miss(at(50), at(52));
    expect(await applyAll(test.db, projectId, [issue], at(60))).toMatchObject({ written: 1, older: [] });
    expect(await applyAll(test.db, projectId, [version("last edit", at(49))], at(51))).toMatchObject({ written: 0 });
    const [state] = await mirrorState(test.db);
    expect(state).toMatchObject({ title: "Cart", gone_at: null, status: "in_progress" });
    expect(state).toHaveProperty("timeline.length", 2);
    expect(await test.db.issueOverride.findMany()).toMatchObject([{ internalNotes: "ask Mia" }]);
  });
});
