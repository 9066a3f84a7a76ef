import { sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import type { AuditAction, AuditRowDto } from "./schema.ts";

/** `by` has no id where nobody was signed in. `subject`: what it was done to, as people call it; its id belongs to the `details`. */
export type AuditEntry = {
  by: { id: string | null; email: string };
  action: AuditAction;
  subject: string;
  details: AuditRowDto["details"];
};

/** Writes down who did what, in the transaction that does it. Rows are never changed. */
export async function appendAudit(tx: Pick<Tx, "$executeRaw">, entry: AuditEntry): Promise<void> {
  const { by, action, subject, details } = entry;
  await tx.$executeRaw(sql`
    insert into audit_log (at, actor_id, actor, action, subject, details)
    values (clock_timestamp(), ${by.id}::uuid, ${by.email}, ${action}, ${subject}, ${JSON.stringify(details)}::jsonb)`);
}
