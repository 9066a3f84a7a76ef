import { z } from "zod";
import type { Role } from "@/lib/auth/access.ts";
import { sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";

const accountRows = z.array(z.object({ account_id: z.string() }));

/**
 * Holds a user and every active admin until the transaction ends, in one order: what is read of them afterwards stays true, so that
 * of two admins who take each other's role in one moment the second sees what the first did. Sign-ins do not wait for it.
 */
export async function lockUserAndAdmins(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw(sql`
    select from app_users where id = ${id}::uuid or (role = 'admin' and deactivated_at is null)
    order by id for no key update`);
}

export async function storeRole(tx: Tx, id: string, role: Role): Promise<void> {
  await tx.$executeRaw(sql`
    update app_users set role = ${role}::app_role, updated_at = now() where id = ${id}::uuid`);
}

/** From now on, or not any more. */
export async function storeDeactivated(tx: Tx, id: string, isDeactivated: boolean): Promise<void> {
  await tx.$executeRaw(sql`
    update app_users set deactivated_at = case when ${isDeactivated} then now() end, updated_at = now()
    where id = ${id}::uuid`);
}

/** Unlinks the Google accounts of a user, and answers Google's ids of them (`sub`). */
export async function removeGoogleAccounts(tx: Tx, userId: string): Promise<string[]> {
  const rows = await tx.$queryRaw(sql`
    delete from accounts where user_id = ${userId}::uuid and provider_id = 'google' returning account_id`);
  return accountRows.parse(rows).map(({ account_id: id }) => id);
}
