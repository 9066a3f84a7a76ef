import { z } from "zod";
import type { Tx } from "./transaction.ts";

const nowRow = z.tuple([z.object({ now: z.date() })]);

/**
 * The database's clock at this moment, not at the start of a transaction. Taken before a request to GitLab it orders answers
 * that several processes fetched: their own clocks may differ, this one is shared.
 */
export async function databaseNow(db: Pick<Tx, "$queryRaw">): Promise<Date> {
  const [row] = nowRow.parse(await db.$queryRaw`select clock_timestamp() as now`);
  return row.now;
}
