import { z } from "zod";
import { sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { auditRowSchema, type AuditQuery, type AuditRowDto } from "./schema.ts";

const rowSchema = auditRowSchema.extend({
  id: z.bigint().transform(String),
  at: z.date().transform((date) => date.toISOString()),
});
const totalRow = z.tuple([z.object({ total: z.int() })]);

/** One page of what was written down, newest first, and how much there is in all. */
export async function listAuditLog(
  db: Pick<Tx, "$queryRaw">,
  { action, page, page_size: pageSize }: AuditQuery,
): Promise<{ data: AuditRowDto[]; total: number }> {
  const condition = action === undefined ? sql`true` : sql`action = ${action}`;
  const [rows, totals] = await Promise.all([
    db.$queryRaw(sql`
      select id, at, actor, actor_id, action, subject, details
      from audit_log where ${condition}
      order by at desc, id desc
      limit ${pageSize} offset ${(page - 1) * pageSize}`),
    db.$queryRaw(sql`select count(*)::int as total from audit_log where ${condition}`),
  ]);
  return { data: z.array(rowSchema).parse(rows), total: totalRow.parse(totals)[0].total };
}
