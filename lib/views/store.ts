import { z } from "zod";
import { sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import type { ViewPage } from "./filters.ts";

/** What is kept of a view, as it will stand. */
export type ViewWrite = { name: string; query: string; is_shared: boolean };

const idRow = z.tuple([z.object({ id: z.uuid() })]);

/** Writes a new view; answers its id. */
export async function insertView(tx: Tx, view: ViewWrite & { owner_id: string; page: ViewPage }): Promise<string> {
  const rows = await tx.$queryRaw(sql`
    insert into saved_views (owner_id, page, name, query, is_shared)
    values (${view.owner_id}::uuid, ${view.page}::view_page, ${view.name}, ${view.query}, ${view.is_shared})
    returning id`);
  return idRow.parse(rows)[0].id;
}

export async function updateView(tx: Tx, id: string, view: ViewWrite): Promise<void> {
  await tx.$executeRaw(sql`
    update saved_views
    set name = ${view.name}, query = ${view.query}, is_shared = ${view.is_shared}, updated_at = now()
    where id = ${id}::uuid`);
}

export async function removeView(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw(sql`delete from saved_views where id = ${id}::uuid`);
}

/** The backlog of a person opens with this view. */
export async function storeDefault(tx: Tx, { userId, viewId }: { userId: string; viewId: string }): Promise<void> {
  await tx.$executeRaw(sql`update app_users set default_view_id = ${viewId}::uuid where id = ${userId}::uuid`);
}

/** The backlog of a person does not open with this view any more; another default stays. */
export async function clearDefault(tx: Tx, { userId, viewId }: { userId: string; viewId: string }): Promise<void> {
  await tx.$executeRaw(sql`
    update app_users set default_view_id = null where id = ${userId}::uuid and default_view_id = ${viewId}::uuid`);
}
