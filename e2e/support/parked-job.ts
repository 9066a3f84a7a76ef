import { Client } from "pg";
import type { Facts } from "./facts.ts";

const NEVER_YET = "now() + interval '1 hour'";

/** A job as it stands in the queue after it was given up: a harmless one, which ends well when it is tried again. */
export async function leaveParkedJob({ database }: Facts, reason: string): Promise<void> {
  const client = new Client({ connectionString: database });
  await client.connect();
  try {
    const added = `select id from graphile_worker.add_job('tidy', '{}'::json, job_key => 'parked:tidy', run_at => ${NEVER_YET})`;
    await client.query(`select graphile_worker.permanently_fail_jobs(array(${added}), $1)`, [reason]);
  } finally {
    await client.end();
  }
}
