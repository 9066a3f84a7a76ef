/**
 * How fast a worker mirrors a backlog, beside a client that reads the same pages of the same demo GitLab and throws them away.
 * Each part is a process of its own, as in production.
 *
 *   bun run bench -- --issues=20000
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { createDb, type Db } from "@/lib/db/client.ts";
import { startEmbeddedPostgres } from "@/lib/db/embedded.ts";
import { withDatabase } from "@/lib/db/connection.ts";
import { migrate } from "@/lib/db/migrate.ts";
import { sql } from "@/lib/db/sql.ts";
import { createLog } from "@/lib/log.ts";
import { gitlabAt } from "../soak/gitlab.ts";
import { writeResult } from "../soak/part.ts";
import { firstLine, peakMemoryMb, startProcess, stopProcess } from "./processes.ts";
import { CONCURRENCY, rate, throwPagesAway, type Measured } from "./yardstick.ts";

const TOKEN = "glpat-bench";
const POLL_MS = 100;

const progressSchema = z.tuple([
  z.object({ done: z.number(), failed: z.number(), issues: z.number(), ms: z.number().nullable() }),
]);

const log = createLog("bench", "warn");
const issues = Number(/--issues=(\d+)/.exec(process.argv.join(" "))?.[1] ?? 20_000);
const folder = mkdtempSync(join(tmpdir(), "backtrak-bench-"));
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, "postgres"), log });
const gitlab = startProcess("worker/demo-gitlab.ts", { GITLAB_TOKEN: TOKEN, DEMO_ISSUES: String(issues) });
try {
  const url = await firstLine(
    gitlab,
    (line) => z.object({ url: z.url() }).safeParse(JSON.parse(line)).data?.url ?? null,
  );
  const projects = await gitlabAt(url, TOKEN).projects();
  const before = await throwPagesAway({ url, token: TOKEN, projects });
  const mirror = await bootstrap(url, projects);
  const after = await throwPagesAway({ url, token: TOKEN, projects });
  report({ before, mirror, after });
} finally {
  await stopProcess(gitlab);
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function bootstrap(url: string, projects: number[]) {
  const databaseUrl = withDatabase(postgres.url, "bench");
  await migrate(databaseUrl, { log, createDatabase: true });
  const db = createDb(databaseUrl, { max: 2 });
  const worker = startProcess("worker/main.ts", {
    DATABASE_URL: databaseUrl,
    GITLAB_URL: url,
    GITLAB_TOKEN: TOKEN,
    GITLAB_PROJECTS: projects.join(","),
    GITLAB_CONCURRENCY: String(CONCURRENCY),
    BOOTSTRAP_CLOSED_DAYS: "all",
    LOG_LEVEL: "warn",
  });
  try {
    const done = await untilBootstrapped(db, projects.length);
    return { ...rate(done.issues, done.ms), peakMemoryMb: peakMemoryMb(worker) };
  } finally {
    await stopProcess(worker);
    await db.$disconnect();
  }
}

/** From the first run's start to the last one's end, by the database's clock. */
async function untilBootstrapped(db: Db, projects: number): Promise<{ issues: number; ms: number }> {
  for (;;) {
    const [progress] = progressSchema.parse(
      await db.$queryRaw(sql`
        select count(*) filter (where status = 'success')::int as done, count(*) filter (where status = 'failed')::int as failed,
          (select count(*)::int from issues) as issues,
          extract(epoch from max(finished_at) - min(started_at))::float8 * 1000 as ms
        from sync_runs where mode = 'bootstrap'`),
    );
    if (progress.failed > 0) throw new Error("a bootstrap has failed");
    if (progress.done === projects && progress.ms !== null) return { issues: progress.issues, ms: progress.ms };
    await sleep(POLL_MS);
  }
}

function report(result: { before: Measured; mirror: Awaited<ReturnType<typeof bootstrap>>; after: Measured }): void {
  const { before, mirror, after } = result;
  console.table({
    "pages thrown away, before": before,
    "bootstrap, one worker": mirror,
    "pages thrown away, after": after,
  });
  const yardstick = Math.min(before.perSecond, after.perSecond);
  console.log(
    `ratio to the yardstick: ${(mirror.perSecond / yardstick).toFixed(2)}; worker's peak ${mirror.peakMemoryMb} MB`,
  );
  writeResult("bootstrap", result);
}
