import { z } from "zod";
import type { Db } from "@/lib/db/client.ts";
import { enqueueDiscovery } from "@/lib/sync/deliveries.ts";
import type { Crew } from "./crew.ts";
import type { Operations } from "./operations.ts";

const MOST_TURNS = 40;
/** A job that a dead worker holds waits for that worker's silence. */
const LEAST_STEP_MS = 20_000;

const waitingRow = z.tuple([z.object({ jobs: z.int(), due_in_ms: z.number().nullable() })]);
const sparedRows = z.array(z.object({ task: z.string(), error: z.string().nullable() }));

export async function requestDiscovery(db: Db): Promise<void> {
  await enqueueDiscovery(db);
}

/** Lets time pass from one waiting job to the next until none waits; answers what does not come to rest. */
export async function comeToRest(world: { db: Db; crew: Crew; operations: Operations }): Promise<string[]> {
  const { db, crew, operations } = world;
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const { jobs, due_in_ms } = await readWaiting(db);
    if (jobs === 0) return [];
    if (turn > 0 || (due_in_ms ?? 0) > 0) await operations.forward(Math.max(LEAST_STEP_MS, due_in_ms ?? 0));
    await crew.takeOver();
    await crew.work(turn === 0 ? "all" : "one");
  }
  const rows = await db.$queryRaw`
    select task_identifier as task, last_error as error from graphile_worker.jobs where attempts < max_attempts`;
  const left = sparedRows.parse(rows).map(({ task, error }) => `${task} (${error})`);
  return [`the queue does not come to rest: ${left.join(", ")}`];
}

async function readWaiting(db: Db) {
  const rows = await db.$queryRaw`
    select count(*)::int as jobs, extract(epoch from min(run_at) - now())::float8 * 1000 as due_in_ms
    from graphile_worker.jobs where attempts < max_attempts`;
  return waitingRow.parse(rows)[0];
}
