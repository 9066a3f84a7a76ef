import type { Db } from "@/lib/db/client.ts";
import type { Log } from "@/lib/log.ts";
import { beatHeart, takeOverSilent } from "@/lib/sync/workers.ts";

type HeartOptions = { id: string; db: Db; log: Log; everySeconds: number };

/** `revoked` settles when the worker's peers have taken it for dead. */
export type Heart = { stop(): void; revoked: Promise<string> };

/** Beats at once and then every so often, and each time takes over from peers that have fallen silent. */
export function startHeart({ id, db, log, everySeconds }: HeartOptions): Heart {
  const revoked = Promise.withResolvers<string>();
  const beat = async () => {
    if (!(await beatHeart(db, id))) return revoked.resolve("its peers took this worker for dead and have its jobs");
    const silent = await takeOverSilent(db, everySeconds);
    if (silent.length > 0) log.warn({ workers: silent }, "took over from workers that fell silent");
  };
  const beatSafely = () => void beat().catch((error: unknown) => log.error({ err: error }, "the heartbeat failed"));
  beatSafely();
  const timer = setInterval(beatSafely, everySeconds * 1000);
  return { stop: () => clearInterval(timer), revoked: revoked.promise };
}
