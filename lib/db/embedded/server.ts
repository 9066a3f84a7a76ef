import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { AppError } from "@/lib/errors.ts";
import { lookUpProcess, sendSignal, waitForEnd } from "@/lib/process.ts";
import { serverEnvironment, type Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { dataArgument, type Layout } from "./cluster.ts";

const START_TIMEOUT_MS = 120_000; // recovery after a crash may take its time
const FAST_STOP_MS = 30_000;
const ANSWER_TIMEOUT_MS = 2_000;

const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  cluster_name: "backtrak",
  timezone: "UTC",
  log_timezone: "UTC",
  max_connections: "100",
  shared_buffers: "256MB",
  max_wal_size: "2GB",
  random_page_cost: "1.1",
};

const RECKLESS = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

export type ServerStart = { layout: Layout; account: Account; binaries: Binaries; port: number; durable: boolean };

/**
 * Starts the server in a session of its own, so that a Ctrl-C meant for us does not stop it under its clients.
 * Answers its process id at once; `waitForAnswer` says when it can be used.
 */
export function spawnServer({ layout, account, binaries, port, durable }: ServerStart): number {
  const settings = {
    ...SETTINGS,
    ...(durable ? {} : RECKLESS),
    port: String(port),
    "backtrak.cluster": layout.cluster,
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const log = openSync(layout.log, "a", 0o600);
  const child = spawn(binaries.postgres, ["-D", dataArgument(account, layout.cluster), ...args], {
    cwd: layout.cluster,
    env: serverEnvironment(),
    detached: true,
    stdio: ["ignore", log, log],
    ...account,
  });
  child.on("error", () => {}); // no pid then, which is what the caller sees
  child.unref();
  closeSync(log);
  if (child.pid === undefined) throw new AppError("unavailable", `${binaries.postgres} could not be started`);
  return child.pid;
}

/** Waits until the server takes connections; false when its process ended before. */
export async function waitForAnswer(pid: number, url: string): Promise<boolean> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (await answers(url)) return true;
    if (!lookUpProcess(pid)) return false;
    await sleep(25);
  }
  throw new AppError("unavailable", "the embedded Postgres did not answer within two minutes of its start");
}

/** The process that serves this data folder, from its `postmaster.pid`; null when none is running. */
export function runningServer(layout: Layout): { pid: number; port: number } | null {
  const [pid, , , port] = readLines(`${layout.cluster}/postmaster.pid`).map(Number);
  if (!pid || !port) return null;
  const isOurs = `${lookUpProcess(pid)?.command} `.includes(`backtrak.cluster=${layout.cluster} `);
  return isOurs ? { pid, port } : null;
}

/** Ends the server: its clients are cut off, what is committed is written. Waits for the end. */
export async function stopServer(pid: number): Promise<void> {
  sendSignal(pid, "SIGINT");
  if (await waitForEnd(pid, FAST_STOP_MS)) return;
  sendSignal(pid, "SIGQUIT");
  if (await waitForEnd(pid, FAST_STOP_MS)) return;
  throw new AppError("unavailable", `the embedded Postgres (process ${pid}) does not stop`);
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: ANSWER_TIMEOUT_MS });
  client.on("error", () => {}); // the failed connect says it too
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

function readLines(path: string): string[] {
  try {
    return readFileSync(path, "utf8").split("\n");
  } catch {
    return [];
  }
}
