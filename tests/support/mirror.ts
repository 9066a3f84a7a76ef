import type { Db } from "@/lib/db/client.ts";
import { sql } from "@/lib/db/sql.ts";
import { transaction, type Tx } from "@/lib/db/transaction.ts";

import type { Reader } from "@/lib/auth/access.ts";
import type { WireIssue } from "@/lib/gitlab/schemas.ts";
import { applyIssues } from "@/lib/issues/apply.ts";

export const VIEWER: Reader = {
  id: "00000000-0000-4000-8000-000000000001",
  email: "v@acme.test",
  name: "Vi",
  role: "viewer",
};
export const MANAGER: Reader = {
  ...VIEWER,
  id: "00000000-0000-4000-8000-000000000002",
  email: "m@acme.test",
  role: "manager",
};

/** Gives a reader a row in `app_users`, so that what they change can be credited to them. */
export async function storeReader(db: Db, reader: Reader): Promise<void> {
  await db.appUser.create({ data: { id: reader.id, email: reader.email, name: reader.name, role: reader.role } });
}

export async function storeProject(db: Db, gitlabProjectId = 7, path = "acme/shop"): Promise<string> {
  const project = await db.project.create({
    data: { gitlabProjectId, name: path, pathWithNamespace: path, webUrl: `https://gitlab.test/${path}` },
  });
  return project.id;
}

/** Applies issues as a poll would have read them, one transaction. */
export async function applyAll(db: Db, projectId: string, issues: readonly WireIssue[], fetchStartedAt = new Date()) {
  return transaction(db, (tx) => applyIssues(tx, { projectId, issues, fetchStartedAt, source: "poll" }));
}

/** Everything the mirror says of the issues of a database, without our own ids and without when a row was written. */
export async function mirrorState(db: Pick<Tx, "$queryRaw">): Promise<unknown[]> {
  return db.$queryRaw<unknown[]>(sql`
    select i.gitlab_issue_id, i.iid, i.title, i.description, i.state::text, i.created_at_gitlab, i.updated_at_gitlab,
      i.closed_at_gitlab, i.due_date::text, i.web_url, i.confidential, i.issue_type, i.moved_to_gitlab_id, i.milestone,
      i.weight, i.gone_at, i.content_hash, i.status::text, i.status_since, i.wip_since, u.username as author,
      array(select g.username from issue_assignees a join gitlab_users g on g.id = a.user_id
        where a.issue_id = i.id order by 1) as assignees,
      array(select l.title || ' ' || l.color from issue_labels x join labels l on l.id = x.label_id
        where x.issue_id = i.id order by 1) as labels,
      (select coalesce(jsonb_agg(jsonb_build_array(e.from_status, e.to_status, e.changed_at, e.source, e.provisional)
        order by e.changed_at), '[]') from issue_status_events e where e.issue_id = i.id) as timeline
    from issues i left join gitlab_users u on u.id = i.author_id
    order by i.project_id, i.gitlab_issue_id`);
}
