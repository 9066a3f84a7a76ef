import { z } from "zod";
import { allOf, sql, type Sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { projectNamed } from "@/lib/projects/queries.ts";
import { DELIVERY_OUTCOMES, type DeliveryDto, type DeliveryQuery } from "../schema.ts";

const deliveryRow = z.object({
  id: z.uuid(),
  received_at: z.date(),
  handled_at: z.date().nullable(),
  kind: z.string(),
  project_id: z.uuid().nullable(),
  path: z.string().nullable(),
  gitlab_project_id: z.bigint().nullable(),
  iid: z.int().nullable(),
  outcome: z.enum(DELIVERY_OUTCOMES),
});

type Reading = Pick<Tx, "$queryRaw">;
type Page<T> = { data: T[]; total: number };

const FROM = sql`webhook_deliveries as d left join projects as p on p.gitlab_project_id = d.gitlab_project_id`;

/** One page of what GitLab posted, newest first, and how many there are in all. Deliveries are kept 30 days. */
export async function listDeliveries(db: Reading, query: DeliveryQuery): Promise<Page<DeliveryDto>> {
  const condition = conditionOf(query);
  const [rows, totals] = await Promise.all([
    db.$queryRaw(sql`
      select d.id, received_at, handled_at, kind, p.id as project_id, path_with_namespace as path, d.gitlab_project_id, iid,
        outcome
      from ${FROM} where ${condition}
      order by received_at desc, d.id
      limit ${query.page_size} offset ${(query.page - 1) * query.page_size}`),
    db.$queryRaw(sql`select count(*)::int as total from ${FROM} where ${condition}`),
  ]);
  const [{ total }] = z.tuple([z.object({ total: z.int() })]).parse(totals);
  return { data: z.array(deliveryRow).parse(rows).map(toDelivery), total };
}

/** When GitLab last posted something with the right secret; null when it never did in the days that are kept. */
export async function readLastDelivery(db: Reading): Promise<string | null> {
  const rows = await db.$queryRaw`select max(received_at) as at from webhook_deliveries`;
  const [{ at }] = z.tuple([z.object({ at: z.date().nullable() })]).parse(rows);
  return at?.toISOString() ?? null;
}

function conditionOf({ outcome, project }: DeliveryQuery): Sql {
  const conditions: Sql[] = [];
  if (outcome !== undefined) conditions.push(sql`outcome = ${outcome}::delivery_outcome`);
  if (project !== undefined) conditions.push(projectNamed(project));
  return allOf(conditions);
}

function toDelivery({ project_id, path, ...row }: z.infer<typeof deliveryRow>): DeliveryDto {
  return {
    ...row,
    received_at: row.received_at.toISOString(),
    handled_at: row.handled_at?.toISOString() ?? null,
    project: project_id === null || path === null ? null : { id: project_id, path },
    gitlab_project_id: row.gitlab_project_id?.toString() ?? null,
  };
}
