import { z } from "zod";
import type { Reader } from "@/lib/auth/access.ts";
import type { Db } from "@/lib/db/client.ts";
import type { Env } from "@/lib/env.ts";
import { AppError } from "@/lib/errors.ts";
import { readIssue } from "@/lib/issues/queries/detail.ts";
import type { IssueDetail } from "@/lib/issues/schema.ts";
import { readFreshness } from "@/lib/sync/queries.ts";
import type { Clock } from "@/lib/time.ts";

export const issueParamsSchema = z.strictObject({ id: z.uuid() });

type Question = { id: string; reader: Reader; db: Db; clock: Clock; env: Env };

/** @throws AppError `not_found`, the same for what does not exist and for what this reader may not know of */
export async function readAnswer({ id, reader, db, clock, env }: Question): Promise<IssueDetail> {
  const [issue, freshness] = await Promise.all([
    readIssue(db, { id, reader, clock }),
    readFreshness(db, { clock, pollIntervalMinutes: env.POLL_INTERVAL_MINUTES }),
  ]);
  if (issue === null) throw new AppError("not_found", "There is no such issue.");
  return { ...issue, freshness };
}
