import { z } from "zod";
import { sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";

const exampleRows = z.array(z.object({ id: z.uuid(), reference: z.string(), title: z.string() }));

/** Of these issues those that changed last, for an admin: confidential ones too. */
export async function readExamples(
  db: Pick<Tx, "$queryRaw">,
  { ids, limit }: { ids: readonly string[]; limit: number },
) {
  if (ids.length === 0) return [];
  const rows = await db.$queryRaw(sql`
    select i.id, p.path_with_namespace || '#' || i.iid as reference, i.title
    from issues i join projects p on p.id = i.project_id
    where i.id = any(${[...ids]}::uuid[])
    order by i.updated_at_gitlab desc, i.id limit ${limit}`);
  return exampleRows.parse(rows);
}
