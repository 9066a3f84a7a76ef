import type { Tx } from "@/lib/db/transaction.ts";
import type { WireLabel } from "@/lib/gitlab/schemas.ts";
import { enqueueReprojection } from "./enqueue.ts";
import { normalizeLabel } from "./normalize.ts";
import { markDeleted, storeLabels, storeOwner } from "./store.ts";

/** Everything GitLab lists as the labels of a project, its groups' included; `fetchedAt` is taken before the first page. */
export type LabelListing = { projectId: string; labels: readonly WireLabel[]; fetchedAt: Date };

/**
 * Makes the mirror's labels of a project what a *complete* listing of them says: titles, colours, whose they are, and which are
 * gone. GitLab tells of none of that by webhook (gitlab#24156), nor by an issue's `updated_at`.
 */
export async function applyLabelListing(tx: Tx, { projectId, labels, fetchedAt }: LabelListing): Promise<void> {
  const records = labels.map(normalizeLabel);
  const { renamed } = await storeLabels(tx, records, { projectId, fetchedAt, hold: false });
  await enqueueReprojection(tx, renamed);
  const owned = labels.filter((label) => label.is_project_label === true).map((label) => String(label.id));
  await storeOwner(tx, projectId, owned);
  await markDeleted(tx, { projectId, listed: records.map((label) => label.gitlab_label_id), fetchedAt });
}
