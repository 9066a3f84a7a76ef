import type { Tx } from "@/lib/db/transaction.ts";
import { shareRules } from "@/lib/status/queries.ts";
import { reprojectIssues } from "./reproject.ts";
import { readStored, storeGone, type StoredIssue } from "./store.ts";

/** Issues that a GET of their own did not find; the database's clock before it was asked and after it was answered. */
export type Missing = { projectId: string; gitlabIds: readonly string[]; askedAt: Date; answeredAt: Date };

/**
 * Marks issues gone that GitLab does not show any more; nothing of them is deleted, and what management added stays. One that was
 * read after we asked is left alone. Gone is dated by the answer: what was asked for before can still show the issue, and must
 * not bring it back. Answers how many were marked.
 */
export async function markGone(tx: Tx, missing: Missing): Promise<{ written: number }> {
  const { projectId, gitlabIds, askedAt, answeredAt } = missing;
  await shareRules(tx);
  const stored = await readStored(tx, { projectId, gitlabIds, lock: true });
  const ids = [...stored.values()].filter((issue) => wasThere(issue, askedAt)).map((issue) => issue.id);
  if (ids.length === 0) return { written: 0 };
  await storeGone(tx, ids, answeredAt);
  await reprojectIssues(tx, ids);
  return { written: ids.length };
}

function wasThere(issue: StoredIssue, askedAt: Date): boolean {
  return issue.goneAt === null && issue.fetchStartedAt <= askedAt;
}
