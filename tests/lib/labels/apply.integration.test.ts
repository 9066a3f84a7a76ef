import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sql } from "@/lib/db/sql.ts";
import { transaction, type Tx } from "@/lib/db/transaction.ts";
import { applyIssues } from "@/lib/issues/apply.ts";
import { reprojectLabelled } from "@/lib/issues/reproject.ts";
import { applyLabelListing } from "@/lib/labels/apply.ts";
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
const own = (name: string, id: number, color = "#428bca") => ({
  ...wireLabel(name, id),
  color,
  is_project_label: true,
});
const groups = (name: string, id: number) => ({ ...wireLabel(name, id), is_project_label: false });

function list(labels: ReturnType<typeof own>[], fetchedAt: Date): Promise<void> {
  return transaction(test.db, (tx) => applyLabelListing(tx, { projectId, labels, fetchedAt }));
}

async function readLabels(): Promise<unknown[]> {
  return test.db.$queryRaw<unknown[]>(sql`
    select gitlab_label_id::int as id, title, color, project_id is not null as own, deleted_at from labels order by 1`);
}

async function waiting(): Promise<string[]> {
  const rows = await test.db.$queryRaw<{ key: string }[]>(sql`select key from graphile_worker.jobs order by key`);
  return rows.map((row) => row.key);
}

async function reprojectAll(limit = 100): Promise<void> {
  for (const { id } of await test.db.label.findMany()) {
    let after: bigint | null = 0n;
    while (after !== null) {
      const from: bigint = after;
      after = await transaction(test.db, (tx) => reprojectLabelled(tx, { labelId: id, after: from, limit }));
    }
  }
}

describe("a complete listing of a project's labels", () => {
  beforeEach(async () => {
    const labels = [wireLabel("Doing", 1), wireLabel("bug", 2)];
    await applyAll(test.db, projectId, [wireIssue({ iid: 1, labels }), wireIssue({ iid: 2 })], at(0));
  });

  it("follows a new colour and says whose the labels are, without recomputing anything", async () => {
    await list([groups("Doing", 1), own("bug", 2, "#ff0000")], at(10));
    expect(await readLabels()).toEqual([
      { id: 1, title: "Doing", color: "#428bca", own: false, deleted_at: null },
      { id: 2, title: "bug", color: "#ff0000", own: true, deleted_at: null },
    ]);
    expect(await waiting()).toEqual([]);
  });

  it("follows a rename: the issues that carry the label are recomputed", async () => {
    await list([own("Backlog", 1), own("bug", 2)], at(10));
    const { id } = await test.db.label.findUniqueOrThrow({ where: { gitlabLabelId: 1 } });
    expect(await waiting()).toEqual([`reproject_label:${id}`]);
    await reprojectAll();
    expect(await mirrorState(test.db)).toMatchObject([{ status: "not_started" }, { status: "not_started" }]);
  });

  it("follows two titles that were exchanged", async () => {
    await list([own("bug", 1), own("Doing", 2)], at(10));
    expect((await waiting()).length).toBe(2);
    expect(await readLabels()).toMatchObject([
      { id: 1, title: "bug" },
      { id: 2, title: "Doing" },
    ]);
  });

  it("marks deleted what it lacks, keeps the title, and takes that back when it is listed again", async () => {
    await list([own("Doing", 1), own("bug", 2)], at(10));
    await list([own("Doing", 1)], at(20));
    expect(await readLabels()).toMatchObject([
      { id: 1, deleted_at: null },
      { id: 2, title: "bug", deleted_at: at(20) },
    ]);
    await list([own("Doing", 1), own("bug", 2)], at(30));
    expect(await readLabels()).toMatchObject([
      { id: 1, deleted_at: null },
      { id: 2, deleted_at: null },
    ]);
  });

  it("marks deleted what no issue carries any more, where it was first met, and leaves another project's alone", async () => {
    const other = await storeProject(test.db, 8, "acme/other");
    await applyAll(test.db, other, [wireIssue({ iid: 9, labels: [wireLabel("elsewhere", 3)] })], at(0));
    await applyAll(test.db, other, [wireIssue({ iid: 9, updated_at: "2026-03-05T09:00:00.000Z" })], at(5));
    await applyAll(test.db, projectId, [wireIssue({ iid: 1, updated_at: "2026-03-05T09:00:00.000Z" })], at(5));
    await list([own("Doing", 1)], at(20));
    expect(await readLabels()).toMatchObject([
      { id: 1, deleted_at: null },
      { id: 2, deleted_at: at(20) },
      { id: 3, deleted_at: null },
    ]);
  });

  it("leaves a group's label alone that other projects carry", async () => {
    const other = await storeProject(test.db, 8, "acme/other");
    await applyAll(test.db, other, [wireIssue({ iid: 9, labels: [wireLabel("bug", 2)] })], at(0));
    await list([own("Doing", 1)], at(20));
    expect(await readLabels()).toMatchObject([{ id: 1 }, { id: 2, deleted_at: null }]);
  });

  it("does not undo what a later answer has told", async () => {
    await applyAll(test.db, projectId, [wireIssue({ iid: 3, labels: [wireLabel("Blocked", 1)] })], at(30));
    await list([own("Doing", 1)], at(20));
    expect(await readLabels()).toMatchObject([
      { id: 1, title: "Blocked" },
      { id: 2, deleted_at: at(20) },
    ]);
  });
});

describe("a title that an issue's snapshot brings", () => {
  it("recomputes the other issues that carry the label, in batches", async () => {
    const issues = [1, 2, 3, 4, 5].map((iid) => wireIssue({ iid, labels: [wireLabel("todo", 1)] }));
    await applyAll(test.db, projectId, issues, at(0));
    await applyAll(test.db, projectId, [wireIssue({ iid: 6, labels: [wireLabel("Doing", 1)] })], at(10));
    expect((await waiting()).length).toBe(1);
    await reprojectAll(2);
    const statuses = (await mirrorState(test.db)).map((issue) => (issue as { status: string }).status);
    expect(statuses).toEqual(Array(6).fill("in_progress"));
  });

  it("cannot change while an issue is being written with the old one", async () => {
    await applyAll(test.db, projectId, [wireIssue({ iid: 1, labels: [wireLabel("todo", 1)] })], at(0));
    const writing = Promise.withResolvers<Tx>();
    const goOn = Promise.withResolvers<void>();
    const insert = transaction(test.db, async (tx) => {
      const issues = [wireIssue({ iid: 2, labels: [wireLabel("todo", 1)] })];
      await applyIssues(tx, { projectId, issues, fetchStartedAt: at(5), source: "poll" });
      writing.resolve(tx);
      await goOn.promise;
    });
    await writing.promise;
    let renamed = false;
    const rename = list([own("Doing", 1)], at(10)).then(() => (renamed = true));
    await test.db.$executeRaw(sql`select pg_sleep(0.3)`);
    expect(renamed).toBe(false);
    goOn.resolve();
    await Promise.all([insert, rename]);
    await reprojectAll();
    expect(await mirrorState(test.db)).toMatchObject([{ status: "in_progress" }, { status: "in_progress" }]);
  });
});

it("many that meet the same renamed labels at once do not stand in each other's way", async () => {
  await applyAll(test.db, projectId, [wireIssue({ labels: [wireLabel("a", 1), wireLabel("b", 2)] })], at(0));
  for (let round = 1; round <= 10; round++) {
    const labels = [wireLabel(`a ${round}`, 1), wireLabel(`b ${round}`, 2)];
    const batch = { projectId, fetchStartedAt: at(round * 10), source: "poll" } as const;
    const writers = [1, 2, 3, 4, 5, 6].map((iid) =>
      test.db.$transaction((tx) =>
        applyIssues(tx, { ...batch, issues: [wireIssue({ iid, labels, title: `Round ${round}` })] }),
      ),
    );
    // Without another try: a deadlock fails the test.
    expect(await Promise.all(writers)).toHaveLength(6);
  }
  expect(await readLabels()).toMatchObject([{ title: "a 10" }, { title: "b 10" }]);
});
