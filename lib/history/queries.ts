import { z } from "zod";
import { sql, type Sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import type { GitlabEvent } from "@/lib/status/changes.ts";

type Reading = Pick<Tx, "$queryRaw">;

const eventRows = z.array(
  z.discriminatedUnion("kind", [
    z.object({
      issue_id: z.uuid(),
      kind: z.literal("label"),
      action: z.enum(["add", "remove"]),
      at: z.date(),
      label_id: z.uuid(),
      title: z.string(),
    }),
    z.object({
      issue_id: z.uuid(),
      kind: z.literal("state"),
      action: z.enum(["closed", "reopened"]),
      at: z.date(),
    }),
  ]),
);

/**
 * GitLab's events of issues, oldest first, labels by their present titles. An event of a label that was deleted before it was ever
 * read says nothing, and is left out.
 */
export async function readEvents(tx: Reading, issueIds: readonly string[]): Promise<Map<string, GitlabEvent[]>> {
  if (issueIds.length === 0) return new Map();
  const rows = await tx.$queryRaw(sql`
    select e.issue_id, e.kind::text, e.action, e.happened_at as at, l.id as label_id, l.title
    from gitlab_events e left join labels l on l.gitlab_label_id = e.gitlab_label_id
    where e.issue_id = any(${[...issueIds]}::uuid[]) and (e.kind = 'state' or l.id is not null)
    order by e.happened_at, e.gitlab_event_id`);
  const byIssue = Map.groupBy(eventRows.parse(rows), (row) => row.issue_id);
  return new Map([...byIssue].map(([id, events]) => [id, events.map(toEvent)]));
}

function toEvent(row: z.infer<typeof eventRows>[number]): GitlabEvent {
  if (row.kind === "state") return { kind: "state", at: row.at, action: row.action };
  return { kind: "label", at: row.at, action: row.action, label: { id: row.label_id, title: row.title } };
}

/** An issue whose events are to be asked for, and when it was written last: the order in which they are asked. */
export type DueIssue = { id: string; iid: number; seenAt: string };

const dueRows = z.array(
  z
    .object({ id: z.uuid(), iid: z.int(), seen_at: z.date() })
    .transform(({ seen_at, ...issue }) => ({ ...issue, seenAt: seen_at.toISOString() })),
);

/** Not asked for since the issue was written last; the condition of the index `issues_history_due_idx`. */
const DUE: Sql = sql`gone_at is null and (history_fetched_at is null or history_fetched_at < synced_at)`;

/** Only those below `after` in the order of the answer, and above `floor`. */
export type DueRange = { after: { at: string; id: string } | null; floor: string | null };

const ALL: DueRange = { after: null, floor: null };

/** The issues of a project whose history is due, those seen changing last first: somebody may be looking at them. */
export async function listDue(
  db: Reading,
  { projectId, limit, range = ALL }: { projectId: string; limit: number; range?: DueRange },
): Promise<DueIssue[]> {
  const { after, floor } = range;
  const rows = await db.$queryRaw(sql`
    select id, iid, synced_at as seen_at from issues
    where project_id = ${projectId}::uuid and ${DUE}
      and (${after?.at ?? null}::timestamptz is null
        or (synced_at, id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
      and (${floor}::timestamptz is null or synced_at > ${floor}::timestamptz)
    order by synced_at desc, id desc limit ${limit}::int`);
  return dueRows.parse(rows);
}

/** Whether any history is due of an issue that was seen after that moment. */
export async function isDueAbove(db: Reading, projectId: string, floor: string): Promise<boolean> {
  return (await listDue(db, { projectId, limit: 1, range: { after: null, floor } })).length > 0;
}

/** How many issues of a project have a history that is due. */
export async function countDue(db: Reading, projectId: string): Promise<number> {
  const rows = await db.$queryRaw(sql`
    select count(*)::int as due from issues where project_id = ${projectId}::uuid and ${DUE}`);
  return z.tuple([z.object({ due: z.int() })]).parse(rows)[0].due;
}
