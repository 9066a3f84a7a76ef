import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Facts } from "./facts.ts";

const READY = /^Backtrak is ready: (\S+)$/;
const POSTGRES = /^ +Postgres +(\S+)$/;
const GITLAB = /the demo GitLab at (\S+), token (\S+)$/;
const ALL_ISSUES = /^✓ Mirroring all issues/;
const START_TIMEOUT_MS = 6 * 60_000; // it may have to build the pages first
const STOP_TIMEOUT_MS = 45_000;

// Few issues, from a seed that nobody else's demo uses: the data folder under .data/ is the specs' own.
const SETTINGS = {
  DEMO_ISSUES: "300",
  DEMO_SEED: "4711",
  PORT: "0",
  POLL_INTERVAL_MINUTES: "1",
  DEMO_ACTIVITY: "0",
};
const NOT_PASSED_ON = /^(DATABASE_URL|GITLAB_.*|GOOGLE_.*|BETTER_AUTH_.*|DEMO_.*|NODE_ENV|NODE_OPTIONS|TZ)$/;

type Demo = { facts: Pick<Facts, "url" | "database" | "gitlab">; stop(): Promise<void> };

/**
 * Starts what `bun run demo` starts: Postgres, the demo GitLab, the worker and the built pages, each a process, with
 * empty data; waits until all issues are mirrored.
 */
export async function startDemo(): Promise<Demo> {
  const child = spawn(bunPath(), ["worker/demo.ts", "--fresh"], {
    env: { NODE_ENV: "production", ...cleanEnvironment(), ...SETTINGS },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const stop = () => end(child);
  try {
    return { facts: await untilMirrored(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function untilMirrored(child: ChildProcess): Promise<Demo["facts"]> {
  const { promise, resolve, reject } = Promise.withResolvers<Demo["facts"]>();
  const late = setTimeout(() => reject(new Error("The demo was not ready in time")), START_TIMEOUT_MS);
  child.once("error", reject).once("exit", (code) => reject(new Error(`The demo has ended (exit code ${code})`)));
  const facts = { url: "", database: "", gitlab: { url: "", token: "" } };
  if (child.stdout) {
    createInterface({ input: child.stdout }).on("line", (line) => {
      console.log(`  ${line}`);
      facts.url = READY.exec(line)?.[1] ?? facts.url;
      facts.database = POSTGRES.exec(line)?.[1] ?? facts.database;
      const [, url = facts.gitlab.url, token = facts.gitlab.token] = GITLAB.exec(line) ?? [];
      facts.gitlab = { url, token };
      if (ALL_ISSUES.test(line)) resolve(facts);
    });
  }
  return promise.finally(() => clearTimeout(late));
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const killer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(killer);
}

function bunPath(): string {
  const runner = process.env.npm_execpath ?? "";
  return /bun(\.exe)?$/.test(runner) ? runner : "bun";
}

function cleanEnvironment(): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_PASSED_ON.test(name)));
}
