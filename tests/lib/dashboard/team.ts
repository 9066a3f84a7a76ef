import type { Db } from "@/lib/db/client.ts";
import { sql } from "@/lib/db/sql.ts";
import { applyOverride } from "@/lib/overrides/apply.ts";
import { applyAll, MANAGER, storeProject, storeReader, VIEWER } from "@/tests/support/mirror.ts";
import { wireIssue, wireLabel, wireUser } from "@/tests/support/wire-issue.ts";

/** Noon of Tuesday, 10 March 2026 in Berlin; days begin at 23:00 UTC there. */
export const TEAM_CLOCK = { now: new Date("2026-03-10T11:00:00Z"), zone: "Europe/Berlin" };

const ADA = wireUser(1, "Ada");
const BEN = wireUser(2, "Ben");
const CID = wireUser(3, "Cid");
/** Two people whose user names differ in case alone, and one who is called what the filters call the reader. */
const TWIN = { ...wireUser(5, "Ulf Twin"), username: "Twin" };
const OTHER_TWIN = { ...wireUser(6, "Una Twin"), username: "twin" };
const MEI = { ...wireUser(7, "Mei"), username: "me" };

const DOING = wireLabel("Doing");
const BLOCKED = wireLabel("Blocked");
const WONTFIX = wireLabel("wontfix");

function open(iid: number, changes: Record<string, unknown> = {}) {
  return wireIssue({ iid, author: ADA, ...changes });
}

function closed(iid: number, closedAt: string, changes: Record<string, unknown>) {
  return open(iid, { state: "closed", closed_at: closedAt, updated_at: closedAt, ...changes });
}

/**
 * Fifteen issues of a team of six: every status, people who share an issue, nobody, a change of hands after the close, unknown starts,
 * confidential and gone ones. Both readers are Ada.
 */
export async function storeTeam(db: Db): Promise<void> {
  await storeReader(db, MANAGER);
  await storeReader(db, VIEWER);
  const projectId = await storeProject(db, 7, "acme/shop");
  await applyAll(db, projectId, [
    open(1, { labels: [DOING], assignees: [ADA, BEN], due_date: "2026-03-10" }),
    open(2, { assignees: [BEN], due_date: "2026-03-09", created_at: "2026-03-08T23:00:00.000Z" }),
    open(3, { labels: [BLOCKED], assignees: [CID], confidential: true }),
    open(4),
    open(5, { labels: [DOING] }),
    closed(6, "2026-03-04T10:00:00.000Z", { assignees: [ADA, BEN] }),
    closed(7, "2026-03-05T10:00:00.000Z", { assignees: [BEN] }),
    closed(8, "2026-03-09T10:00:00.000Z", { assignees: [ADA], labels: [WONTFIX] }),
    closed(9, "2026-02-08T22:59:59.999Z", { assignees: [ADA] }),
    closed(10, "2026-02-08T23:00:00.000Z", {}),
    open(11, { labels: [DOING], assignees: [ADA] }),
    open(12, { assignees: [TWIN] }),
    open(13, { labels: [DOING], assignees: [OTHER_TWIN] }),
    open(14, { assignees: [MEI] }),
    closed(15, "2026-03-06T10:00:00.000Z", { assignees: [CID], confidential: true }),
  ]);
  // Handed on after it was closed: the credit stays where it was.
  await applyAll(db, projectId, [
    closed(6, "2026-03-04T10:00:00.000Z", { assignees: [CID], updated_at: "2026-03-06T10:00:00.000Z" }),
  ]);
  await db.$executeRaw(sql`
    update issues set first_seen_at = case when iid = 7 then timestamptz '2026-03-07' else timestamptz '2026-01-01' end`);
  await storeStarts(db);
  await db.$executeRaw(sql`update issues set gone_at = now(), status = 'gone', wip_since = null where iid = 11`);
  await db.$executeRaw(sql`
    update app_users set gitlab_user_id = (select id from gitlab_users where username = 'person-1')`);
}

/** Two issues in progress: the first of twenty people, the second, which was begun earlier, of these and one more. */
export async function storeCrowd(db: Db): Promise<void> {
  await storeReader(db, MANAGER);
  const projectId = await storeProject(db, 7, "acme/shop");
  const people = Array.from({ length: 21 }, (_, place) => wireUser(place + 1, `Person ${place + 1}`));
  await applyAll(db, projectId, [
    open(1, { labels: [DOING], assignees: people.slice(0, 20) }),
    open(2, { labels: [DOING], assignees: people }),
  ]);
  await db.$executeRaw(sql`
    update issues set wip_since = timestamptz '2026-03-05' - iid * interval '1 day', started_at = timestamptz '2026-03-05' - iid * interval '1 day'`);
}

/** The starts that are known: issue 5 was started before issue 1; of 3 and 13 it is not known. */
async function storeStarts(db: Db): Promise<void> {
  const starts = { 1: "2026-03-02T08:00:00Z", 5: "2026-03-01T08:00:00Z", 11: "2026-01-01T08:00:00Z" };
  await db.$executeRaw(sql`update issues set wip_since = null, started_at = null`);
  for (const [iid, at] of Object.entries(starts)) {
    await db.$executeRaw(sql`
      update issues set wip_since = ${new Date(at)}, started_at = ${new Date(at)} where iid = ${Number(iid)}`);
  }
}

/** Sets a target date as the manager would, and says when that was. */
export async function retarget(db: Db, iid: number, moves: [target: string | null, at: string][]): Promise<void> {
  const { id } = await db.issue.findFirstOrThrow({ where: { iid } });
  for (const [target, at] of moves) {
    await applyOverride(db, { issueId: id, change: { target_date: target }, reader: MANAGER });
    await db.$executeRaw(sql`
      update issue_override_events set changed_at = ${new Date(at)}
      where id = (select max(id) from issue_override_events where issue_id = ${id}::uuid)`);
  }
}
