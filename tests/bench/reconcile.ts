/**
 * How fast a reconcile goes over issues of which none has changed, and that it writes not one row of the mirror, beside a client
 * that reads the same pages and throws them away.
 *
 *   bun tests/bench/reconcile.ts [--full]
 */
import { z } from "zod";
import { createDb } from "@/lib/db/client.ts";
import { requestReconcile } from "@/lib/sync/runs.ts";
import { untilBootstrapped } from "../soak/bootstrapped.ts";
import { setHistoryApart } from "../soak/history-apart.ts";
import { askPostgres, changedTables, countRows, readFingerprints } from "../soak/mirror.ts";
import { pickCount, runPart, unequal, type Findings } from "../soak/part.ts";
import { onStage, type Stage } from "../soak/stage.ts";
import { until } from "../soak/until.ts";
import { usedCpuMs } from "./processes.ts";
import { CONCURRENCY, rate, throwPagesAway } from "./yardstick.ts";

const ISSUES = pickCount(5_000, 100_000);
const DONE_WITHIN_MS = 1_800_000;
/** `targets.md`, "Writes". */
const GOAL_PER_SECOND = 2_500;
/** What is written by any run: its own record, cursors, the rate limit, heartbeats. */
const NOT_MIRROR = [
  "sync_runs",
  "sync_cursors",
  "reconcile_seen",
  "gitlab_state",
  "workers",
  "cron_fires",
  "projects",
  "sync_audits",
];

const runsSchema = z.object({
  open: z.int(),
  bad: z.int(),
  read: z.int(),
  upserted: z.int(),
  ms: z.number().nullable(),
});

const env = { WORKER_HEARTBEAT_SECONDS: "15", LOG_LEVEL: "warn", GITLAB_CONCURRENCY: String(CONCURRENCY) };
await runPart("bench-reconcile", () => onStage({ issues: ISSUES, env }, bench));

async function bench(stage: Stage): Promise<Findings> {
  const { databaseUrl, gitlab } = stage;
  const { child: worker } = stage.startWorker();
  await untilBootstrapped(stage);
  await setHistoryApart(databaseUrl);
  await untilSettled(databaseUrl);
  const first = await reconcile(stage); // it may learn of labels that no issue carries
  const before = await readFingerprints(databaseUrl, NOT_MIRROR);
  await gitlab.countRequests(String.raw`^/api/`);
  const cpuBefore = usedCpuMs(worker);
  const ours = await reconcile(stage);
  const cpuMs = (usedCpuMs(worker) ?? NaN) - (cpuBefore ?? NaN);
  const [requests = 0] = await gitlab.requestCounts();
  const written = changedTables(before, await readFingerprints(databaseUrl, NOT_MIRROR));
  await gitlab.countRequests(String.raw`^/api/`);
  const yardstick = await throwPagesAway({ url: gitlab.url, token: gitlab.token, projects: await gitlab.projects() });
  const [yardstickRequests = 0] = await gitlab.requestCounts();
  return {
    figures: {
      issues: ours.issues,
      "first reconcile after the bootstrap, issues/s": first.perSecond,
      "reconciled, issues/s": ours.perSecond,
      "pages thrown away, issues/s": yardstick.perSecond,
      "ratio to the yardstick": Number((ours.perSecond / yardstick.perSecond).toFixed(2)),
      "goal, issues/s": GOAL_PER_SECOND,
      "goal reached": ours.perSecond >= GOAL_PER_SECOND,
      "the worker's processor time, ms for 1,000": Math.round((cpuMs / ours.issues) * 1_000),
      "requests made": requests,
      "requests of the yardstick": yardstickRequests,
      "issues the runs say they wrote": first.upserted + ours.upserted,
      "tables of the mirror written to": written.join(", "),
    },
    faults: [
      ...unequal("issues reconciled", ours.issues, yardstick.issues),
      ...unequal("tables of the mirror written to", written.join(", "), ""),
      ...unequal("issues the runs say they wrote", first.upserted + ours.upserted, 0),
      ...stage.lost(),
    ],
  };
}

/** Of every project, every mirrored issue. */
async function reconcile({ databaseUrl }: Stage) {
  const [clock] = await askPostgres(databaseUrl, z.object({ now: z.string() }), "select now()::text as now");
  const db = createDb(databaseUrl, { max: 1 });
  await requestReconcile(db, { sweep: true, requestedBy: "bench" });
  await db.$disconnect();
  const isDone = async () => (await readRuns(databaseUrl, clock?.now)).open === 0;
  await until("the reconcile is done", isDone, DONE_WITHIN_MS);
  const { bad, read, upserted, ms } = await readRuns(databaseUrl, clock?.now);
  if (bad > 0 || ms === null) throw new Error("a reconcile has failed");
  return { ...rate(read, ms), upserted };
}

/** From the first run's start to the last one's end, by the database's clock. */
async function readRuns(url: string, since: string | undefined) {
  const [row] = await askPostgres(
    url,
    runsSchema,
    `select count(*) filter (where status = 'running')::int as open,
       count(*) filter (where status in ('failed', 'stalled'))::int as bad, coalesce(sum(records_read), 0)::int as read,
       coalesce(sum(records_upserted), 0)::int as upserted,
       extract(epoch from max(finished_at) - min(started_at))::float8 * 1000 as ms
     from sync_runs where mode = 'reconcile' and started_at >= $1::timestamptz`,
    [since],
  );
  if (row === undefined) throw new Error("there is no answer");
  return row;
}

/** An issue that changed within the minute before it was fetched keeps the time of each later equal fetch: a write, by decision. */
async function untilSettled(url: string): Promise<void> {
  const text = `select count(*) as n from issues
    where updated_at_gitlab > fetch_started_at - interval '61 seconds' and updated_at_gitlab > now() - interval '61 seconds'`;
  await until("no issue is fresh", async () => (await countRows(url, text)) === 0, 90_000);
}
