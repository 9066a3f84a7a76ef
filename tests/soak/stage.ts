import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { withDatabase } from "@/lib/db/connection.ts";
import { migrate } from "@/lib/db/migrate.ts";
import { createLog } from "@/lib/log.ts";
import { firstLine, hasEnded, startProcess, stopProcess } from "../bench/processes.ts";
import { gitlabAt, type GitLab } from "./gitlab.ts";
import { startPostgres, type Postgres } from "./postgres.ts";
import { startWebProcess, type Web } from "./web.ts";

export const WEBHOOK_SECRET = "webhook-secret-of-the-soak";
const TOKEN = "glpat-soak";
const NEVER = "0 0 29 2 *";
const EVERY_DAY_MINUTES = "1440";

/** What a part runs on: all of it real, all of it its own, all of it gone with `close`. */
export type Stage = {
  folder: string;
  databaseUrl: string;
  postgres: Postgres;
  gitlab: GitLab;
  startWorker(env?: Record<string, string>): Worker;
  /** Resolves when it answers. `env` stands above what every web is given. */
  startWeb(port: number, env?: Record<string, string>): Promise<Web>;
  /** The processes that have ended though nobody ended them. */
  lost(): string[];
  close(): Promise<void>;
};

export type Worker = { name: string; child: ChildProcess; logFile: string };

type StageOptions = { issues: number; webhookUrl?: string; env?: Record<string, string> };

/** Starts a Postgres in a folder of its own and a demo GitLab, and runs `work` on them; ends whatever was started, also on Ctrl-C. */
export async function onStage<T>(options: StageOptions, work: (stage: Stage) => Promise<T>): Promise<T> {
  const stage = await openStage(options);
  const give = () => void stage.close().finally(() => process.exit(130));
  process.once("SIGINT", give).once("SIGTERM", give);
  try {
    return await work(stage);
  } finally {
    process.off("SIGINT", give).off("SIGTERM", give);
    await stage.close();
  }
}

async function openStage({ issues, webhookUrl, env = {} }: StageOptions): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), "backtrak-soak-"));
  const started: Worker[] = [];
  const keep = (name: string, child: ChildProcess, logFile: string) => {
    const process = { name, child, logFile };
    started.push(process);
    return process;
  };
  const logFileOf = (name: string) => join(folder, `${name}-${started.length}.log`);
  const postgres = await startPostgres(folder);
  const close = async () => {
    for (const { child } of started) if (!hasEnded(child)) child.kill("SIGCONT");
    await Promise.all(started.map(({ child }) => stopProcess(child)));
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const databaseUrl = withDatabase(postgres.url, "soak");
    await migrate(databaseUrl, { log: createLog("soak", "warn"), createDatabase: true });
    const demo = startDemoGitLab({ issues, webhookUrl });
    keep("the demo GitLab", demo, "");
    const gitlab = gitlabAt(await firstLine(demo, readUrl), TOKEN);
    const common = { ...(await settings(databaseUrl, gitlab)), ...env };
    return {
      folder,
      databaseUrl,
      postgres,
      gitlab,
      startWorker: (own = {}) => {
        const logFile = logFileOf("worker");
        return keep("a worker", startProcess("worker/main.ts", { ...common, ...own }, logFile), logFile);
      },
      startWeb: async (port, own = {}) => {
        const logFile = logFileOf("web");
        const web = startWebProcess({ port, env: { ...common, ...own }, logFile });
        keep("a web", web.child, logFile);
        await web.answers;
        return web;
      },
      lost: () =>
        started.filter(({ child }) => hasEnded(child) && !child.killed).map(({ name, child }) => endOf(name, child)),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function startDemoGitLab({ issues, webhookUrl }: StageOptions): ChildProcess {
  return startProcess("worker/demo-gitlab.ts", {
    GITLAB_TOKEN: TOKEN,
    DEMO_ISSUES: String(issues),
    DEMO_WEBHOOK_URL: webhookUrl ?? "",
    GITLAB_WEBHOOK_SECRET: WEBHOOK_SECRET,
    LOG_LEVEL: "error",
  });
}

/** Nothing runs by the clock: a part that wants a poll or a reconcile asks for it. */
async function settings(databaseUrl: string, gitlab: GitLab): Promise<Record<string, string>> {
  return {
    DATABASE_URL: databaseUrl,
    GITLAB_URL: gitlab.url,
    GITLAB_TOKEN: gitlab.token,
    GITLAB_PROJECTS: (await gitlab.projects()).join(","),
    GITLAB_WEBHOOK_SECRET: WEBHOOK_SECRET,
    BOOTSTRAP_CLOSED_DAYS: "all",
    POLL_INTERVAL_MINUTES: EVERY_DAY_MINUTES,
    RECONCILE_CRON: NEVER,
    WORKER_HEARTBEAT_SECONDS: "1",
    BETTER_AUTH_SECRET: "auth-secret-of-the-soak",
    BACKTRAK_DEMO: "1",
  };
}

function readUrl(line: string): string | null {
  return z.object({ url: z.url() }).safeParse(JSON.parse(line)).data?.url ?? null;
}

function endOf(name: string, child: ChildProcess): string {
  return `${name} (${child.pid}) has ended by itself: ${child.signalCode ?? `exit code ${child.exitCode}`}`;
}
