import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { z } from "zod";
import type { GitLabRig } from "./rig.ts";

export type WorkerProcess = {
  child: ReturnType<typeof spawnWorker>;
  /** Its exit code; null where a signal ended it. */
  ended: Promise<number | null>;
  output: string[];
};

/** Real workers under Bun, on one database and one GitLab. */
export function createProcesses(gitlab: Pick<GitLabRig, "url" | "token">, databaseUrl: () => string) {
  const started: ChildProcess[] = [];
  const start = (settings: Record<string, string> = {}): WorkerProcess => {
    const child = spawnWorker({
      DATABASE_URL: databaseUrl(),
      GITLAB_URL: gitlab.url,
      GITLAB_TOKEN: gitlab.token,
      BOOTSTRAP_CLOSED_DAYS: "all",
      WORKER_HEARTBEAT_SECONDS: "1",
      ...settings,
    });
    started.push(child);
    const output: string[] = [];
    child.stdout.on("data", (chunk) => output.push(String(chunk)));
    child.stderr.on("data", (chunk) => output.push(String(chunk)));
    const ended = once(child, "exit").then(([code]) => z.number().nullable().parse(code));
    return { child, ended, output };
  };
  /** Also those that stand still. */
  const killAll = () => {
    for (const child of started.splice(0)) child.kill("SIGKILL");
  };
  return { start, killAll };
}

function spawnWorker(settings: Record<string, string>) {
  return spawn("bun", ["worker/main.ts"], {
    env: { NODE_ENV: "production", PATH: process.env.PATH, ...settings },
    stdio: "pipe",
  });
}

/** Looks until it holds. @throws Error when it does not within the time, in milliseconds */
export async function until(what: string, holds: () => Promise<boolean>, withinMs = 30_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What a worker wrote in its log, a record a line. */
export function logOf({ output }: WorkerProcess) {
  const lines = output.join("").split("\n");
  return lines.filter((line) => line.startsWith("{")).map((line) => recordSchema.parse(JSON.parse(line)));
}

const recordSchema = z.object({ msg: z.string().default(""), level: z.unknown(), time: z.unknown() });
