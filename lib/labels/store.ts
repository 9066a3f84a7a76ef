import { z } from "zod";
import { jsonRows, sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";

export type LabelRecord = { gitlab_label_id: string; title: string; color: string };

export type StoredLabel = { id: string; title: string };

const labelRows = z.array(z.object({ id: z.uuid(), gitlab_label_id: z.bigint(), title: z.string() }));

/**
 * Brings GitLab's labels in, writing only those that differ and are not older than what is stored, in one order of locks.
 * An issue does not say whose label it carries, so `project_id` is left as it is. Answers each label as it stands
 * afterwards, by GitLab's id: a newer title may be known already.
 */
export async function storeLabels(
  tx: Tx,
  labels: readonly LabelRecord[],
  fetchedAt: Date,
): Promise<Map<string, StoredLabel>> {
  if (labels.length === 0) return new Map();
  const rows = jsonRows(labels);
  await tx.$executeRaw(sql`
    insert into labels (gitlab_label_id, title, color, fetched_at)
    select n.gitlab_label_id, n.title, n.color, ${fetchedAt}
    from jsonb_populate_recordset(null::labels, ${rows}) n
    where not exists (
      select from labels l
      where l.gitlab_label_id = n.gitlab_label_id
        and ((l.title, l.color) is not distinct from (n.title, n.color) or l.fetched_at > ${fetchedAt})
    )
    order by n.gitlab_label_id
    on conflict (gitlab_label_id) do update
    set title = excluded.title, color = excluded.color, fetched_at = excluded.fetched_at
    where labels.fetched_at <= excluded.fetched_at`);
  const keys = await tx.$queryRaw(sql`
    select l.id, l.gitlab_label_id, l.title
    from labels l
    join jsonb_populate_recordset(null::labels, ${rows}) n using (gitlab_label_id)`);
  return new Map(labelRows.parse(keys).map(({ gitlab_label_id, ...label }) => [String(gitlab_label_id), label]));
}
