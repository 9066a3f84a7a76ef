import type { Db } from "@/lib/db/client.ts";
import { listHeld } from "@/lib/jobs/queries.ts";
import type { Queue } from "@/lib/jobs/queue.ts";
import type { Log } from "@/lib/log.ts";
import { beatHeart, MISSED_HEARTBEATS, takeOverSilent } from "@/lib/sync/workers.ts";

type HeartOptions = { id: string; db: Db; log: Log; everySeconds: number; queue: Pick<Queue, "isRunning"> };

export type Heart = {
  stop(): void;
  /** Settles when the worker's peers have taken it for dead. */
  revoked: Promise<string>;
  /** Settles when the worker holds a job that it does not run, and that nobody would run for hours. */
  strayed: Promise<string>;
};

/**
 * Beats at once and then every so often, and each time takes over from peers that have fallen silent. Not for a while after a beat
 * of its own failed: with Postgres away all were silent, and the first that is back would take the others for dead.
 */
export function startHeart({ id, db, log, everySeconds, queue }: HeartOptions): Heart {
  const revoked = Promise.withResolvers<string>();
  const strayed = Promise.withResolvers<string>();
  const hasStray = createStrayLook({ id, db, queue });
  let beatsToWait = 0;
  const beat = async () => {
    if (!(await beatHeart(db, id))) return revoked.resolve("its peers took this worker for dead and have its jobs");
    if (await hasStray()) strayed.resolve("an answer of Postgres about a job was lost");
    if (beatsToWait-- > 0) return;
    const silent = await takeOverSilent(db, everySeconds);
    if (silent.length > 0) log.warn({ workers: silent }, "took over from workers that fell silent");
  };
  const beatSafely = () =>
    void beat().catch((error: unknown) => {
      beatsToWait = MISSED_HEARTBEATS;
      log.error({ err: error }, "the heartbeat failed");
    });
  beatSafely();
  const timer = setInterval(beatSafely, everySeconds * 1000);
  return { stop: () => clearInterval(timer), revoked: revoked.promise, strayed: strayed.promise };
}

/**
 * Looks for jobs that are locked under the worker's name though it does not run them: a Postgres that crashed or failed over took
 * back that they were done, or never said that they were fetched. Seen twice, since a job that begins or ends is one for a moment.
 */
function createStrayLook({ id, db, queue }: Pick<HeartOptions, "id" | "db" | "queue">): () => Promise<boolean> {
  let before = new Set<string>();
  return async () => {
    const astray = (await listHeld(db, id)).filter((job) => !queue.isRunning(job));
    const again = astray.some((job) => before.has(job));
    before = new Set(astray);
    return again;
  };
}
