import { join } from "node:path";
import { startEmbeddedPostgres } from "@/lib/db/embedded.ts";
import { createLog } from "@/lib/log.ts";
import { sendSignal, waitForEnd } from "@/lib/process.ts";

const STOPS_WITHIN_MS = 30_000;

/** A Postgres that can be brought down and up again under the same address. */
export type Postgres = {
  url: string;
  /** Immediate mode: nothing is written down, every connection is cut, as when the machine loses power. */
  crash(): Promise<void>;
  /** Starts it again; when this resolves it answers. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

/** Starts a durable Postgres with its data in a folder under `folder`. */
export async function startPostgres(folder: string): Promise<Postgres> {
  const options = { dataDir: join(folder, "postgres"), log: createLog("soak", "warn"), durable: true };
  let server = await startEmbeddedPostgres(options);
  const { url, port } = server;
  return {
    url,
    crash: async () => {
      sendSignal(server.pid, "SIGQUIT");
      if (!(await waitForEnd(server.pid, STOPS_WITHIN_MS))) throw new Error("Postgres does not stop");
    },
    restart: async () => {
      server = await startEmbeddedPostgres({ ...options, port });
    },
    stop: () => server.stop(),
  };
}
