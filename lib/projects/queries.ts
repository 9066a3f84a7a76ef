import { z } from "zod";
import { sql, type Sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";

const projectRow = z.object({
  id: z.uuid(),
  gitlab_project_id: z.bigint(),
  path_with_namespace: z.string(),
  active: z.boolean(),
});

/** A project as the sync needs it. `active` is false while an admin has paused it. */
export type TrackedProject = z.infer<typeof projectRow>;

type Reading = Pick<Tx, "$queryRaw">;

/** The project with this GitLab id; null when it is not mirrored. */
export async function findProjectByGitlabId(db: Reading, gitlabProjectId: string): Promise<TrackedProject | null> {
  const rows = await db.$queryRaw`
    select id, gitlab_project_id, path_with_namespace, active
    from projects where gitlab_project_id = ${gitlabProjectId}::bigint`;
  return z.array(projectRow).parse(rows)[0] ?? null;
}

/** The project that a person or a setting names: by our id, GitLab's id, or its path in any case. Null when it is not mirrored. */
export async function findProject(db: Reading, name: string): Promise<TrackedProject | null> {
  const rows = await db.$queryRaw`
    select id, gitlab_project_id, path_with_namespace, active
    from projects p
    where ${projectNamed(name)}
    order by id::text = lower(${name}) desc, gitlab_project_id::text = ${name} desc, gone_at nulls first
    limit 1`;
  return z.array(projectRow).parse(rows)[0] ?? null;
}

/** The condition that project `p` is the one a person names: by our id, GitLab's id, or its path in any case. */
export function projectNamed(name: string): Sql {
  return sql`(p.id::text = lower(${name}) or p.gitlab_project_id::text = ${name}
    or lower(p.path_with_namespace) = lower(${name}))`;
}

/** A project that may be asked about: not paused, not vanished. Null for any other. */
export async function findReadableProject(db: Reading, id: string): Promise<TrackedProject | null> {
  const rows = await db.$queryRaw`
    select id, gitlab_project_id, path_with_namespace, active
    from projects where id = ${id}::uuid and active and gone_at is null`;
  return z.array(projectRow).parse(rows)[0] ?? null;
}

/** Every project that is not paused, by path, also those that GitLab did not know when it was asked last. */
export async function listTrackedProjects(db: Reading): Promise<TrackedProject[]> {
  const rows = await db.$queryRaw`
    select id, gitlab_project_id, path_with_namespace, active
    from projects where active order by path_with_namespace, id`;
  return z.array(projectRow).parse(rows);
}

/** Vanished projects, not paused, that may come back: after a month a look a night is enough. */
export async function listVanishedProjects(db: Reading): Promise<TrackedProject[]> {
  const rows = await db.$queryRaw`
    select id, gitlab_project_id, path_with_namespace, active
    from projects where active and gone_at > now() - interval '30 days' order by path_with_namespace, id`;
  return z.array(projectRow).parse(rows);
}

/** Whether the project has vanished from GitLab; it stays so, or not, until the caller's transaction ends. */
export async function isProjectGone(tx: Reading, projectId: string): Promise<boolean> {
  const rows = await tx.$queryRaw`
    select gone_at is not null as gone from projects where id = ${projectId}::uuid for share`;
  return z.tuple([z.object({ gone: z.boolean() })]).parse(rows)[0].gone;
}

/** Every project that is mirrored, not paused and not vanished, by path. */
export async function listActiveProjects(db: Reading): Promise<TrackedProject[]> {
  const rows = await db.$queryRaw`
    select id, gitlab_project_id, path_with_namespace, active
    from projects where active and gone_at is null order by path_with_namespace, id`;
  return z.array(projectRow).parse(rows);
}
