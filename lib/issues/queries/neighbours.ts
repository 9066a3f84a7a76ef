import { z } from "zod";
import type { Reader } from "@/lib/auth/access.ts";
import type { Db } from "@/lib/db/client.ts";
import { sql } from "@/lib/db/sql.ts";
import type { Clock } from "@/lib/time.ts";
import type { IssueNeighboursQuery } from "../filter-schema.ts";
import type { IssueNeighbours } from "../schema.ts";
import { where } from "../where.ts";
import { readNamed } from "./named.ts";
import { orderOf } from "./order.ts";

type Asked = { id: string; query: IssueNeighboursQuery; reader: Reader; clock: Clock };

const listedIssue = z.object({ id: z.uuid(), reference: z.string(), title: z.string() });
const placeRow = z.tuple([
  z.object({
    position: z.number().nullable(),
    total: z.number(),
    previous: listedIssue.nullable(),
    next: listedIssue.nullable(),
  }),
]);

/**
 * Which issues stand before and after one in a list, by the list's own predicate and order, and which one of how many it is, from 1.
 * All but the total are null where this reader's list does not have it, whether or not there is such an issue.
 * @throws AppError `invalid_request` where `me` is not known
 */
export async function readNeighbours(
  db: Pick<Db, "$queryRaw">,
  { id, query, reader, clock }: Asked,
): Promise<IssueNeighbours> {
  const filter = await readNamed(db, query, reader);
  const { from, terms } = orderOf(query.sort, filter, clock);
  const rows = await db.$queryRaw(sql`
    with listed as (
      select i.id, row_number() over listing as place, lag(i.id) over listing as previous, lead(i.id) over listing as next
      from ${from} where ${where(filter, reader, clock)} window listing as (order by ${terms})
    ), named as (
      select i.id, jsonb_build_object('id', i.id, 'reference', p.path_with_namespace || '#' || i.iid, 'title', i.title) as issue
      from issues i join projects p on p.id = i.project_id
    )
    select place::int as position, counted.total, before.issue as previous, after.issue as next
    from (select count(*)::int as total from listed) counted
      left join listed on listed.id = ${id}::uuid
      left join named before on before.id = previous
      left join named after on after.id = next`);
  return placeRow.parse(rows)[0];
}
