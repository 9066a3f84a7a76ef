import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { transaction } from "@/lib/db/transaction.ts";
import type { WireIssue } from "@/lib/gitlab/schemas.ts";
import { applyIssues } from "@/lib/issues/apply.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { applyAll, storeProject } from "../support/mirror.ts";
import { wireIssue } from "../support/wire-issue.ts";

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

const asOf = (minute: number): WireIssue =>
  wireIssue({ title: `As of ${minute}`, updated_at: `2026-03-01T10:0${minute}:00.000Z` });
const fetchedAt = (minute: number) => new Date(`2026-03-01T10:0${minute}:30.000Z`);

/** No seed meets the moment between a look and a write often enough: here it is made. */
test("a snapshot that waited for another transaction is judged by what that one left", async () => {
  const { db } = database;
  const projectId = await storeProject(db);
  await applyAll(db, projectId, [asOf(1)], fetchedAt(1));
  const apply = (minute: number, afterwards: () => Promise<void>) =>
    transaction(db, async (tx) => {
      const batch = { projectId, issues: [asOf(minute)], fetchStartedAt: fetchedAt(minute), source: "poll" } as const;
      await applyIssues(tx, batch);
      await afterwards();
    });
  const [written, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const newer = apply(3, async () => {
    written.resolve();
    await mayEnd.promise;
  });
  await written.promise;
  const older = apply(2, async () => {});
  await vi.waitFor(async () => {
    const waiting = await db.$queryRaw`
      select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    expect(waiting).toHaveLength(1);
  });
  mayEnd.resolve();
  await Promise.all([newer, older]);
  expect(await db.issue.findFirstOrThrow()).toMatchObject({ title: "As of 3", fetchStartedAt: fetchedAt(3) });
});
