import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sql } from "@/lib/db/sql.ts";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database.ts";
import { applyAll, mirrorState, storeProject } from "@/tests/support/mirror.ts";
import { wireIssue, wireLabel, wireUser } from "@/tests/support/wire-issue.ts";

let test: TestDatabase;
let projectId: string;

beforeEach(async () => {
  test = await createTestDatabase();
  projectId = await storeProject(test.db);
});
afterEach(() => test.close());

const at = (seconds: number) => new Date(Date.parse("2026-03-10T10:00:00Z") + seconds * 1000);

/** Which version of each row is stored: Postgres changes `xmin` with every write. */
async function rowVersions(): Promise<unknown[]> {
  return test.db.$queryRaw<unknown[]>(sql`
    select 'issue' as kind, id::text, xmin::text from issues
    union all select 'user', id::text, xmin::text from gitlab_users
    union all select 'label', id::text, xmin::text from labels
    union all select 'assignee', issue_id::text || user_id::text, xmin::text from issue_assignees
    union all select 'link', issue_id::text || label_id::text, xmin::text from issue_labels
    union all select 'event', id::text, xmin::text from issue_status_events order by 1, 2`);
}

describe("the one pen", () => {
  it("stores an issue with its people, labels, status and timeline", async () => {
    const issue = wireIssue({
      title: "Checkout fails\nfor שלום 😀",
      description: "Some **text**",
      due_date: "2026-04-01",
      labels: [wireLabel("Doing"), wireLabel("type::bug")],
      assignees: [wireUser(2), wireUser(3)],
      milestone: { id: 9, title: "Spring" },
      weight: 3,
    });
    expect(await applyAll(test.db, projectId, [issue])).toMatchObject({ written: 1, older: [] });
    expect(await mirrorState(test.db)).toMatchObject([
      {
        gitlab_issue_id: 501n,
        title: "Checkout fails\nfor שלום 😀",
        description: "Some **text**",
        due_date: "2026-04-01",
        author: "person-1",
        assignees: ["person-2", "person-3"],
        labels: ["Doing #428bca", "type::bug #428bca"],
        milestone: "Spring",
        weight: 3,
        status: "in_progress",
        // GitLab did not say when the label was added
        status_since: null,
        wip_since: null,
      },
    ]);
  });

  it("writes no row at all when the same issues come again", async () => {
    const issues = [1, 2, 3].map((iid) => wireIssue({ iid, labels: [wireLabel("Doing")], assignees: [wireUser(iid)] }));
    await applyAll(test.db, projectId, issues, at(0));
    const before = await rowVersions();
    expect(await applyAll(test.db, projectId, issues, at(3600))).toMatchObject({ written: 0, older: [] });
    expect(await rowVersions()).toEqual(before);
  });

  it("refuses an older snapshot that arrives late", async () => {
    const old = wireIssue({ title: "old", updated_at: "2026-03-10T09:00:00.000Z" });
    const fresh = wireIssue({ title: "new", updated_at: "2026-03-10T09:30:00.000Z" });
    await applyAll(test.db, projectId, [fresh], at(0));
    expect(await applyAll(test.db, projectId, [old], at(-10))).toMatchObject({ written: 0, older: [] });
    expect(await mirrorState(test.db)).toMatchObject([{ title: "new" }]);
  });

  it("takes the second of two edits that share one updated_at", async () => {
    const updated_at = "2026-03-10T09:59:59.000Z";
    await applyAll(test.db, projectId, [wireIssue({ title: "first", updated_at })], at(0));
    await applyAll(test.db, projectId, [wireIssue({ title: "second", updated_at })], at(1));
    expect(await mirrorState(test.db)).toMatchObject([{ title: "second" }]);
  });

  it("removes assignees and labels that GitLab no longer lists, and leaves the others' rows alone", async () => {
    const before = wireIssue({ labels: [wireLabel("a"), wireLabel("b")], assignees: [wireUser(2), wireUser(3)] });
    await applyAll(test.db, projectId, [before], at(0));
    const kept = await test.db.$queryRaw(
      sql`select l.xmin::text from issue_labels l join labels on labels.id = label_id where title = 'b'`,
    );
    const after = wireIssue({
      labels: [wireLabel("b")],
      assignees: [wireUser(3)],
      updated_at: "2026-03-10T09:59:00.000Z",
    });
    await applyAll(test.db, projectId, [after], at(5));
    expect(await mirrorState(test.db)).toMatchObject([{ labels: ["b #428bca"], assignees: ["person-3"] }]);
    const still = await test.db.$queryRaw(
      sql`select l.xmin::text from issue_labels l join labels on labels.id = label_id where title = 'b'`,
    );
    expect(still).toEqual(kept);
  });

  it("follows a renamed label and a renamed person by their ids", async () => {
    await applyAll(
      test.db,
      projectId,
      [wireIssue({ iid: 1, labels: [wireLabel("old", 77)], author: wireUser(5, "Ann") })],
      at(0),
    );
    await applyAll(
      test.db,
      projectId,
      [wireIssue({ iid: 2, labels: [wireLabel("new", 77)], author: wireUser(5, "Anna") })],
      at(9),
    );
    expect(await mirrorState(test.db)).toMatchObject([{ labels: ["new #428bca"] }, { labels: ["new #428bca"] }]);
    expect(await test.db.gitlabUser.findMany({ select: { name: true } })).toEqual([{ name: "Anna" }]);
  });

  it("lets two batches that overlap run at once and stores each issue once", async () => {
    const issues = Array.from({ length: 60 }, (_, index) =>
      wireIssue({ iid: index + 1, labels: [wireLabel(`l${index % 7}`)] }),
    );
    const rounds = [issues, issues.toReversed(), issues.slice(20), issues.slice(0, 40).toReversed()];
    await Promise.all(rounds.map((round, index) => applyAll(test.db, projectId, round, at(index))));
    expect(await test.db.issue.count()).toBe(60);
    expect(await test.db.issueLabel.count()).toBe(60);
    expect(await test.db.issueStatusEvent.count()).toBe(60);
  });

  it("keeps the newest of two versions of an issue in one batch", async () => {
    const versions = [
      wireIssue({ title: "newer", updated_at: "2026-03-10T09:20:00.000Z" }),
      wireIssue({ title: "older", updated_at: "2026-03-10T09:10:00.000Z" }),
    ];
    expect(await applyAll(test.db, projectId, versions)).toMatchObject({ written: 1, older: [] });
    expect(await mirrorState(test.db)).toMatchObject([{ title: "newer" }]);
  });

  it("writes nothing of a batch in which one issue is not what it should be", async () => {
    const batch = [wireIssue({ iid: 1 }), wireIssue({ iid: 2, labels: ["a bare title"] })];
    await expect(applyAll(test.db, projectId, batch)).rejects.toMatchObject({ code: "gitlab_malformed" });
    expect(await test.db.issue.count()).toBe(0);
    expect(await test.db.gitlabUser.count()).toBe(0);
  });
});
