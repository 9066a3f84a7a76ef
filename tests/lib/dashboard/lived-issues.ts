import type { Db } from "@/lib/db/client.ts";
import { transaction } from "@/lib/db/transaction.ts";
import { wireLabelEventSchema, wireStateEventSchema } from "@/lib/gitlab/schemas.ts";
import { applyHistory } from "@/lib/history/apply.ts";
import { markGone } from "@/lib/issues/gone.ts";
import { applyAll } from "@/tests/support/mirror.ts";
import { wireIssue, wireLabel, wireUser } from "@/tests/support/wire-issue.ts";

/** When what happened in GitLab: `+Doing`, `-Doing`, `closed`, `reopened`. */
export type Told = readonly [at: string, what: string][];
/** An issue as GitLab shows it now, and how it became so, as far as GitLab tells. */
export type Lived = { issue: Parameters<typeof wireIssue>[0]; told?: Told };

/** Before anything that a test tells of, so that an issue can be gone from any day of it. */
const FIRST_SEEN = new Date("2026-01-01T00:00:00Z");

/** Stores issues with their histories, as a bootstrap and what follows it would. */
export async function storeLived(db: Db, projectId: string, lived: readonly Lived[]): Promise<void> {
  const issues = lived.map(({ issue }) => wireIssue(issue));
  await applyAll(db, projectId, issues, FIRST_SEEN);
  const histories = await Promise.all(
    issues.map(async ({ id }, place) => {
      const stored = await db.issue.findFirstOrThrow({ where: { projectId, gitlabIssueId: id } });
      return { issueId: stored.id, history: historyOf(id, lived[place]?.told ?? []) };
    }),
  );
  await transaction(db, (tx) => applyHistory(tx, { projectId, histories, fetchStartedAt: new Date() }));
}

/** GitLab does not show the issue any more from a moment on. */
export async function storeGone(db: Db, projectId: string, { title, at }: { title: string; at: string }) {
  const { gitlabIssueId } = await db.issue.findFirstOrThrow({ where: { projectId, title } });
  const missing = { projectId, gitlabIds: [String(gitlabIssueId)], askedAt: new Date(at), answeredAt: new Date(at) };
  await transaction(db, (tx) => markGone(tx, missing));
}

function historyOf(issueId: number, told: Told) {
  const events = told.map(([at, what], place) => ({ at, what, id: issueId * 100 + place }));
  return {
    labelEvents: events.filter(({ what }) => /^[+-]/.test(what)).map(labelEvent),
    stateEvents: events
      .filter(({ what }) => !/^[+-]/.test(what))
      .map(({ id, at, what }) => wireStateEventSchema.parse({ id, state: what, created_at: at, user: wireUser(1) })),
  };
}

function labelEvent({ id, at, what }: { id: number; at: string; what: string }) {
  const action = what.startsWith("+") ? "add" : "remove";
  return wireLabelEventSchema.parse({
    id,
    action,
    label: wireLabel(what.slice(1)),
    created_at: at,
    user: wireUser(1),
  });
}
