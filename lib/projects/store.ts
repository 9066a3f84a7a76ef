import { z } from "zod";
import type { Tx } from "@/lib/db/transaction.ts";
import type { WireProject } from "@/lib/gitlab/schemas.ts";

const storedRow = z.tuple([z.object({ id: z.uuid(), active: z.boolean() })]);
const knownRows = z.array(z.object({ gone: z.boolean() }));

/** `active` is false while an admin has paused it; `returned`: it had vanished, and GitLab knows it again. */
export type StoredProject = { id: string; active: boolean; returned: boolean };

/**
 * A project as GitLab names it now. Identity is GitLab's id: a rename or transfer changes the row, it makes no new one. What an
 * admin paused stays paused. GitLab answered, so an access error is over.
 */
export async function storeProject(tx: Tx, wire: WireProject): Promise<StoredProject> {
  const known = await tx.$queryRaw`
    select gone_at is not null as gone from projects where gitlab_project_id = ${wire.id}::bigint for update`;
  await tx.$executeRaw`
    insert into projects (gitlab_project_id, name, path_with_namespace, web_url, archived)
    values (${wire.id}::bigint, ${wire.name}, ${wire.path_with_namespace}, ${wire.web_url}, ${wire.archived})
    on conflict (gitlab_project_id) do update
    set name = excluded.name, path_with_namespace = excluded.path_with_namespace, web_url = excluded.web_url,
      archived = excluded.archived, access_error = null, gone_at = null, updated_at = now()
    where (projects.name, projects.path_with_namespace, projects.web_url, projects.archived)
      is distinct from (excluded.name, excluded.path_with_namespace, excluded.web_url, excluded.archived)
      or projects.access_error is not null or projects.gone_at is not null`;
  const rows = await tx.$queryRaw`select id, active from projects where gitlab_project_id = ${wire.id}::bigint`;
  return { ...storedRow.parse(rows)[0], returned: knownRows.parse(known)[0]?.gone ?? false };
}

/** Why the project cannot be read, in words for the sync page; null when it can. Written only where it differs. */
export async function markAccess(tx: Pick<Tx, "$executeRaw">, projectId: string, error: string | null): Promise<void> {
  await tx.$executeRaw`
    update projects set access_error = ${error}, updated_at = now()
    where id = ${projectId}::uuid and access_error is distinct from ${error}`;
}

/** The project has vanished from GitLab; since when is not moved by a later look. */
export async function markProjectGone(tx: Pick<Tx, "$executeRaw">, projectId: string, goneAt: Date): Promise<void> {
  await tx.$executeRaw`
    update projects set gone_at = ${goneAt.toISOString()}::timestamptz, updated_at = now()
    where id = ${projectId}::uuid and gone_at is null`;
}
