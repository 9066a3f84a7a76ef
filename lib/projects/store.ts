import { z } from "zod";
import type { Tx } from "@/lib/db/transaction.ts";
import type { WireProject } from "@/lib/gitlab/schemas.ts";

const storedRow = z.tuple([z.object({ id: z.uuid(), active: z.boolean() })]);

/**
 * A project as GitLab names it now. Identity is GitLab's id: a rename or transfer changes the row, it makes no new one. What an
 * admin paused stays paused. GitLab answered, so an access error is over.
 */
export async function storeProject(tx: Tx, wire: WireProject): Promise<{ id: string; active: boolean }> {
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
  return storedRow.parse(rows)[0];
}

/** Why the project cannot be read, in words for the sync page; null when it can. Written only where it differs. */
export async function markAccess(tx: Pick<Tx, "$executeRaw">, projectId: string, error: string | null): Promise<void> {
  await tx.$executeRaw`
    update projects set access_error = ${error}, updated_at = now()
    where id = ${projectId}::uuid and access_error is distinct from ${error}`;
}
