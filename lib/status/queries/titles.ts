import { z } from "zod";
import { sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";

const titleRows = z.array(z.object({ title: z.string() }));

/** The titles that labels have now, each once. Which of them a pattern matches is for `matchesTitle` alone to say. */
export async function readTitles(db: Pick<Tx, "$queryRaw">): Promise<string[]> {
  const rows = await db.$queryRaw(sql`select distinct title from labels`);
  return titleRows.parse(rows).map(({ title }) => title);
}
