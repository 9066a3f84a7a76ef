import { z } from "zod";
import { allOf, sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { addDays, startOfDay } from "@/lib/definitions/days.ts";
import { auditRowSchema, type AuditList, type AuditQuery } from "./schema.ts";

const rowSchema = auditRowSchema.extend({
  id: z.bigint().transform(String),
  at: z.date().transform((date) => date.toISOString()),
});
const totalRow = z.tuple([z.object({ total: z.int() })]);

/** What was written down before `before`, newest first, and how much there is in all. `zone` says when a day begins. */
export async function listAuditLog(
  db: Pick<Tx, "$queryRaw">,
  { actor, action, from, to, before, page_size: pageSize }: AuditQuery,
  zone: string,
): Promise<AuditList> {
  const condition = allOf([
    ...(actor === undefined ? [] : [sql`strpos(lower(actor), lower(${actor})) > 0`]),
    ...(action === undefined ? [] : [sql`action = ${action}`]),
    ...(from === undefined ? [] : [sql`at >= ${startOfDay(from, zone)}`]),
    ...(to === undefined ? [] : [sql`at < ${startOfDay(addDays(to, 1), zone)}`]),
  ]);
  const older =
    before === undefined
      ? sql`true`
      : sql`(at, id) < (select last.at, last.id from audit_log last where last.id = ${before}::bigint)`;
  const [rows, totals] = await Promise.all([
    db.$queryRaw(sql`
      select id, at, actor, actor_id, action, subject, details
      from audit_log where ${condition} and ${older}
      order by at desc, id desc
      limit ${pageSize + 1}`),
    db.$queryRaw(sql`select count(*)::int as total from audit_log where ${condition}`),
  ]);
  const found = z.array(rowSchema).parse(rows);
  const data = found.slice(0, pageSize);
  const next = found.length > pageSize ? (data.at(-1)?.id ?? null) : null;
  return { data, page_size: pageSize, total: totalRow.parse(totals)[0].total, next };
}
