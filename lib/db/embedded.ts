import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync } from "node:fs";
import { AppError } from "@/lib/errors.ts";
import { freePort } from "@/lib/free-port.ts";
import type { Log } from "@/lib/log.ts";
import { lookUpProcess } from "@/lib/process.ts";
import { chooseAccount } from "./embedded/account.ts";
import { findBinaries } from "./embedded/binaries.ts";
import { layoutOf, prepareCluster, readConnection, writeConnection, type Layout } from "./embedded/cluster.ts";
import { runningServer, spawnServer, stopServer, waitForAnswer } from "./embedded/server.ts";

const PORT_TRIES = 5;

/** A running server. `url` is its `postgres` database; `adopted` when it was already running. */
export type EmbeddedPostgres = { url: string; port: number; pid: number; adopted: boolean; stop: () => Promise<void> };

export type EmbeddedOptions = { dataDir: string; port?: number; log: Log; durable?: boolean; logFile?: string };

/**
 * Starts the Postgres that comes with the installed packages on 127.0.0.1, with its data in `dataDir` (created when
 * missing) and a generated password kept beside it (scram; no Unix socket). A server that a killed process left running
 * there is taken over. The port is `port`, or the one of last time while it is free, or any free one. As root the server
 * runs as nobody. `durable: false` trades safety against power cuts for speed, for tests. `logFile` is
 * where the server writes, else a file in `dataDir`.
 * @throws AppError `unavailable` with one line that says what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const layout = openDataDir(options);
  const adopted = await adopt(layout, options.log);
  if (adopted) return adopted;
  const account = chooseAccount(layout.cluster);
  const binaries = await findBinaries(account);
  await prepareCluster(layout, { account, binaries });
  dropForeignPidFile(layout);
  for (let attempt = 1; ; attempt++) {
    const port = await choosePort(layout, options.port);
    const pid = spawnServer({ layout, account, binaries, port, durable: options.durable ?? true });
    const server = handle(layout, { pid, port, adopted: false });
    if (await waitForAnswer(pid, server.url)) return remember(layout, server);
    if (attempt === PORT_TRIES || !portWasTaken(layout)) throw startFailure(layout);
  }
}

/** Stops the server that a killed process left running in this data folder, if there is one. */
export async function stopEmbeddedPostgres(dataDir: string): Promise<void> {
  const running = existsSync(dataDir) ? runningServer(layoutOf(realpathSync(dataDir))) : null;
  if (running) await stopServer(running.pid);
}

function openDataDir({ dataDir, logFile }: EmbeddedOptions): Layout {
  try {
    // 0711: the server's account must get through to its cluster, not look around.
    mkdirSync(dataDir, { recursive: true, mode: 0o711 });
    const layout = layoutOf(realpathSync(dataDir));
    return { ...layout, log: logFile ?? layout.log };
  } catch (error) {
    throw new AppError("unavailable", `the data folder ${dataDir} cannot be used`, { cause: error });
  }
}

async function adopt(layout: Layout, log: Log): Promise<EmbeddedPostgres | null> {
  const running = runningServer(layout);
  if (!running) return null;
  const server = handle(layout, { ...running, adopted: true });
  if (!(await waitForAnswer(running.pid, server.url))) return null; // it was just stopping
  log.info({ pid: running.pid }, "the embedded Postgres was still running: taken over");
  return remember(layout, server);
}

function handle(layout: Layout, server: Pick<EmbeddedPostgres, "pid" | "port" | "adopted">): EmbeddedPostgres {
  const { password } = readConnection(layout);
  const url = `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${server.port}/postgres`;
  return { ...server, url, stop: () => stopServer(server.pid) };
}

function remember(layout: Layout, server: EmbeddedPostgres): EmbeddedPostgres {
  writeConnection(layout, { ...readConnection(layout), port: server.port });
  return server;
}

async function choosePort(layout: Layout, wanted: number | undefined): Promise<number> {
  const remembered = readConnection(layout).port ?? 0;
  const port = (await freePort(wanted ?? remembered)) ?? (wanted === undefined ? await freePort(0) : null);
  if (port === null) throw new AppError("unavailable", `port ${wanted ?? "0"} for Postgres is taken`);
  return port;
}

// After a reboot the number in the file may be that of any other process, and Postgres would wait for its end.
// A dead process's file stays: Postgres looks itself whether anything still uses the data.
function dropForeignPidFile(layout: Layout): void {
  const path = `${layout.cluster}/postmaster.pid`;
  if (!statSync(path, { throwIfNoEntry: false })) return;
  const pid = Number.parseInt(readFileSync(path, "utf8"), 10);
  const found = lookUpProcess(pid);
  if (found && !found.command.includes("postgres")) rmSync(path);
}

function portWasTaken(layout: Layout): boolean {
  return lastRun(layout).some((line) => line.includes("could not bind"));
}

function startFailure(layout: Layout): AppError {
  const reason = lastRun(layout).findLast((line) => line.includes("FATAL")) ?? "it ended at once";
  return new AppError(
    "unavailable",
    `the embedded Postgres did not start: ${reason.replace(/^.*FATAL:\s*/, "")} (see ${layout.log})`,
  );
}

function lastRun(layout: Layout): string[] {
  return readFileSync(layout.log, "utf8").trim().split("\n").slice(-20);
}
