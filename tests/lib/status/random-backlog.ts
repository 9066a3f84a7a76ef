import type { Db } from "@/lib/db/client.ts";
import { sql } from "@/lib/db/sql.ts";
import { transaction } from "@/lib/db/transaction.ts";
import { reprojectIssues } from "@/lib/issues/reproject.ts";
import { storeGone } from "@/lib/issues/store.ts";
import { applyOverride } from "@/lib/overrides/apply.ts";
import { applyAll, MANAGER, storeProject, storeReader } from "@/tests/support/mirror.ts";
import { randomFrom, type Random } from "@/tests/support/random.ts";
import { wireIssue, wireLabel } from "@/tests/support/wire-issue.ts";

const TITLES = [
  ...["Doing", "DOING", "Blocked", "In review", "To do", "wontfix", "Ready", "bug", "customer"],
  ...["workflow::in dev", "workflow::qa", "workflow::Done", "status::on hold"],
];
const START = Date.parse("2026-03-01T09:00:00Z");
const at = (hours: number) => new Date(START + hours * 3_600_000).toISOString();

/**
 * Two projects with issues of every kind that rules tell apart: open and closed, moved, duplicate, gone, overridden, with
 * labels that come in several spellings, and some with a label that only GitLab's events still tell of.
 */
export async function storeRandomBacklog(db: Db, { seed, issues }: { seed: number; issues: number }) {
  const random = randomFrom(seed);
  const projects = [
    { number: 7, id: await storeProject(db, 7, "acme/shop") },
    { number: 8, id: await storeProject(db, 8, "acme/board") },
  ];
  for (const { number, id } of projects) {
    const own = Array.from({ length: issues / 2 }, (_, index) => randomIssue(random, number, index + 1));
    await applyAll(db, id, own);
  }
  await storeReader(db, MANAGER);
  await overrideSome(db, random);
  await db.$executeRaw(sql`
    insert into gitlab_events (kind, gitlab_event_id, issue_id, happened_at, action, gitlab_label_id)
    select 'label', row_number() over (order by i.gitlab_issue_id), i.id, i.created_at_gitlab + interval '2 hours', 'add',
      l.gitlab_label_id
    from issues i join labels l on l.title = (array['Ready', 'Doing', 'bug'])[1 + i.iid % 3] where i.iid % 5 = 0`);
  const ids = await issueIds(db);
  await transaction(db, async (tx) => {
    const gone = ids.filter((_, index) => index % 17 === 0);
    await storeGone(tx, gone, new Date(START + 3_000 * 3_600_000));
    await reprojectIssues(tx, ids);
  });
  return { projects: projects.map(({ id }) => id) };
}

/** Every issue's id, in the order of GitLab's. */
export async function issueIds(db: Db): Promise<string[]> {
  const rows = await db.issue.findMany({ select: { id: true }, orderBy: { gitlabIssueId: "asc" } });
  return rows.map(({ id }) => id);
}

function randomIssue(random: Random, project: number, iid: number) {
  const closed = random.next() < 0.4;
  const created = random.below(500);
  const updated = created + 10 + random.below(500);
  const labels = random.shuffle(TITLES).slice(0, random.below(4));
  return wireIssue({
    id: project * 100_000 + iid,
    iid,
    project_id: project,
    state: closed ? "closed" : "opened",
    created_at: at(created),
    updated_at: at(updated),
    closed_at: closed && random.next() < 0.9 ? at(updated) : null,
    moved_to_id: closed && random.next() < 0.1 ? 999 : null,
    labels: labels.map((title) => wireLabel(title)),
  });
}

async function overrideSome(db: Db, random: Random): Promise<void> {
  for (const issueId of await issueIds(db)) {
    if (random.next() > 0.15) continue;
    const internal_status = random.pick(["in_progress", "blocked", "not_started"] as const);
    await applyOverride(db, { issueId, change: { internal_status }, reader: MANAGER });
  }
}
