import { z } from "zod";
import { jsonRows, sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";

export type LabelRecord = { gitlab_label_id: string; title: string; color: string };

/** What the mirror knows of a label, by our id. */
export type StoredLabel = { id: string; title: string };

/** Labels as they stand afterwards by GitLab's id, and our ids of those whose title is not what it was. */
export type StoredLabels = { labels: Map<string, StoredLabel>; renamed: string[] };

const storedRows = z.array(
  z.object({
    id: z.uuid(),
    gitlab_label_id: z.bigint().transform(String),
    title: z.string(),
    color: z.string(),
    deleted: z.boolean(),
    fetched_at: z.date(),
  }),
);
type StoredRow = z.infer<typeof storedRows>[number];

const writtenRows = z.array(
  z.object({
    id: z.uuid(),
    gitlab_label_id: z.bigint().transform(String),
    title: z.string(),
    inserted: z.boolean(),
  }),
);

/**
 * Brings GitLab's labels in, writing only those that differ and are not older than what is stored, in one order of locks.
 * An issue does not say whose label it carries, so `project_id` is left as it is. With `hold` their titles stay as answered until
 * the caller's transaction ends: who renames one waits, and then finds every issue that was written with the old title.
 */
export async function storeLabels(
  tx: Tx,
  labels: readonly LabelRecord[],
  { projectId, fetchedAt, hold }: { projectId: string; fetchedAt: Date; hold: boolean },
): Promise<StoredLabels> {
  if (labels.length === 0) return { labels: new Map(), renamed: [] };
  // What is held must not have to be written afterwards: two that hold a label and both rename it would wait for each other.
  const first = await writeDiffering(tx, labels, { projectId, fetchedAt, hold: false });
  if (!hold) return first;
  const second = await writeDiffering(tx, labels, { projectId, fetchedAt, hold });
  return { labels: second.labels, renamed: [...first.renamed, ...second.renamed] };
}

async function writeDiffering(
  tx: Tx,
  labels: readonly LabelRecord[],
  { projectId, fetchedAt, hold }: { projectId: string; fetchedAt: Date; hold: boolean },
): Promise<StoredLabels> {
  const known = await readLabels(tx, labels, hold);
  const differing = labels.filter((label) => differs(label, known.get(label.gitlab_label_id), fetchedAt));
  if (differing.length === 0) return { labels: known, renamed: [] };
  const written = await writeLabels(tx, differing, { projectId, fetchedAt });
  const renamed = written.filter((row) => !row.inserted && known.get(row.gitlab_label_id)?.title !== row.title);
  return { labels: await readLabels(tx, labels, hold), renamed: renamed.map((row) => row.id) };
}

async function readLabels(tx: Tx, labels: readonly LabelRecord[], hold: boolean): Promise<Map<string, StoredRow>> {
  const rows = await tx.$queryRaw(sql`
    select id, gitlab_label_id, title, color, deleted_at is not null as deleted, fetched_at
    from labels
    where gitlab_label_id = any(${labels.map((label) => label.gitlab_label_id)}::bigint[])
    order by gitlab_label_id
    ${hold ? sql`for share` : sql``}`);
  return new Map(storedRows.parse(rows).map((row) => [row.gitlab_label_id, row]));
}

function differs(label: LabelRecord, known: StoredRow | undefined, fetchedAt: Date): boolean {
  if (known === undefined) return true;
  if (known.fetched_at > fetchedAt) return false;
  return known.title !== label.title || known.color !== label.color || known.deleted;
}

async function writeLabels(
  tx: Tx,
  labels: readonly LabelRecord[],
  { projectId, fetchedAt }: { projectId: string; fetchedAt: Date },
) {
  const rows = await tx.$queryRaw(sql`
    insert into labels (gitlab_label_id, title, color, fetched_at, first_met_in)
    select n.gitlab_label_id, n.title, n.color, ${fetchedAt}, ${projectId}::uuid
    from jsonb_populate_recordset(null::labels, ${jsonRows(labels)}) n
    order by n.gitlab_label_id
    on conflict (gitlab_label_id) do update
    set title = excluded.title, color = excluded.color, fetched_at = excluded.fetched_at, deleted_at = null
    where labels.fetched_at <= excluded.fetched_at
    returning id, gitlab_label_id, title, xmax = 0 as inserted`);
  return writtenRows.parse(rows);
}

/** Makes labels those of a project (not of a group above it), where that is not known yet. */
export async function storeOwner(tx: Tx, projectId: string, gitlabLabelIds: readonly string[]): Promise<void> {
  await tx.$executeRaw(sql`
    update labels set project_id = ${projectId}::uuid
    where gitlab_label_id = any(${[...gitlabLabelIds]}::bigint[]) and project_id is distinct from ${projectId}::uuid`);
}

/**
 * Marks the labels deleted that a complete listing of a project's labels lacks: its own, and those of nobody known that were first
 * met in it and that issues of no other project carry. Their titles stay.
 */
export async function markDeleted(
  tx: Tx,
  { projectId, listed, fetchedAt }: { projectId: string; listed: readonly string[]; fetchedAt: Date },
): Promise<void> {
  await tx.$executeRaw(sql`
    update labels set deleted_at = ${fetchedAt}
    where deleted_at is null and fetched_at <= ${fetchedAt}
      and not gitlab_label_id = any(${[...listed]}::bigint[])
      and (project_id = ${projectId}::uuid or project_id is null and first_met_in = ${projectId}::uuid and not exists (
        select from issue_labels x join issues i on i.id = x.issue_id
        where x.label_id = labels.id and i.project_id <> ${projectId}::uuid
      ))`);
}
