/**
 * What GitLab's own events cost and bring: how many calls and minutes the history of a backlog takes, how long a webhook waits
 * meanwhile, and how many ages and cycle times are known with it, beside a bootstrap of the same backlog without any history.
 *
 *   bun tests/bench/history.ts [--full]
 */
import { z } from "zod";
import { withDatabase } from "@/lib/db/connection.ts";
import { migrate } from "@/lib/db/migrate.ts";
import { freePort } from "@/lib/free-port.ts";
import { createLog } from "@/lib/log.ts";
import { untilBootstrapped } from "../soak/bootstrapped.ts";
import { untilDrained } from "../soak/drained.ts";
import { askPostgres, countRows, listParkedJobs } from "../soak/mirror.ts";
import { over, pickCount, runPart, unequal, type Findings } from "../soak/part.ts";
import { onStage, type Stage } from "../soak/stage.ts";
import { until } from "../soak/until.ts";
import { signIn, type Web } from "../soak/web.ts";
import { percentile } from "./percentile.ts";
import { stopProcess } from "./processes.ts";
import { measureVisibility } from "./visible.ts";

const ISSUES = pickCount(1_500, 10_000);
const EDIT_EVERY_MS = 1_000;
/** So long is edited before it is asked again whether the backfill goes on. */
const LOOK_MS = 5_000;
const QUIET_MS = pickCount(15_000, 60_000);
const EDITED_ISSUES = 200;
const EVENTS = "/resource_(label|state)_events";
/** `targets.md`, "Writes"; in milliseconds. */
const GOALS = { visibleP50: 2_000, visibleP99: 10_000 };

const knownSchema = z.object({
  wip: z.int(),
  wip_known: z.int(),
  wip_median: z.number().nullable(),
  wip_p85: z.number().nullable(),
  completed: z.int(),
  started_known: z.int(),
  cycle_known: z.int(),
  cycle_median: z.number().nullable(),
  cycle_p85: z.number().nullable(),
});
type Known = z.infer<typeof knownSchema>;

/** Days are 86,400 seconds. An age or a span that is not known is in none of these but the counts. */
const KNOWN = `
  with facts as (
    select status in ('in_progress', 'blocked') as is_wip, status = 'completed' as is_completed, wip_since, started_at, cycle_seconds,
      extract(epoch from now() - wip_since)::float8 / 86400 as age, cycle_seconds / 86400 as cycle
    from issues where gone_at is null)
  select count(*) filter (where is_wip)::int as wip, count(wip_since) filter (where is_wip)::int as wip_known,
    percentile_cont(0.5) within group (order by age) filter (where is_wip) as wip_median,
    percentile_cont(0.85) within group (order by age) filter (where is_wip) as wip_p85,
    count(*) filter (where is_completed)::int as completed,
    count(started_at) filter (where is_completed)::int as started_known, count(cycle_seconds)::int as cycle_known,
    percentile_cont(0.5) within group (order by cycle) as cycle_median,
    percentile_cont(0.85) within group (order by cycle) as cycle_p85
  from facts`;

const UNDER_WAY = "select count(*) as n from sync_runs where mode in ('bootstrap', 'backfill') and status = 'running'";

const runsSchema = z.object({ runs: z.int(), bad: z.int(), seconds: z.number().nullable() });
const BACKFILLS = `
  select count(*)::int as runs,
    count(*) filter (where status in ('failed', 'stalled'))::int as bad,
    round(extract(epoch from max(finished_at) - min(started_at)), 1)::float8 as seconds
  from sync_runs where mode = 'backfill'`;

const port = (await freePort(0)) ?? 0;
const webhookUrl = `http://127.0.0.1:${port}/api/webhooks/gitlab`;
const env = { WORKER_HEARTBEAT_SECONDS: "15", LOG_LEVEL: "warn" };
await runPart("bench-history", () => onStage({ issues: ISSUES, webhookUrl, env }, bench));

async function bench(stage: Stage): Promise<Findings> {
  const without = await bootstrapWithoutHistory(stage);
  const web = await stage.startWeb(port);
  await stage.gitlab.countRequests(EVENTS);
  stage.startWorker();
  const meanwhile = await editDuringBackfill(stage, web);
  await untilBootstrapped(stage);
  await untilDrained(stage);
  const [calls = 0] = await stage.gitlab.requestCounts();
  const withHistory = await readKnown(stage.databaseUrl);
  const backfills = await readBackfills(stage.databaseUrl);
  const quiet = await look(stage, web, QUIET_MS);
  await untilDrained(stage);
  const unread = await countRows(
    stage.databaseUrl,
    "select count(*) as n from issues where gone_at is null and coalesce(history_fetched_at < synced_at, true)",
  );
  return {
    figures: {
      issues: ISSUES,
      "calls for events": calls,
      "calls an issue": Number((calls / ISSUES).toFixed(2)),
      "minutes from the first backfill's start to the last one's end": minutes(backfills.seconds),
      "edits during the backfill": meanwhile.latencies.length + meanwhile.unseen,
      "visible after, during the backfill, ms: p50, p99": spread(meanwhile.latencies),
      "visible after, in quiet, ms: p50, p99": spread(quiet.latencies),
      ...figuresOf("without history", without),
      ...figuresOf("with history", withHistory),
      "issues whose events are still unread": unread,
    },
    faults: [
      ...over("visible during the backfill, p50", percentile(meanwhile.latencies, 0.5), GOALS.visibleP50, " ms"),
      ...over("visible during the backfill, p99", percentile(meanwhile.latencies, 0.99), GOALS.visibleP99, " ms"),
      ...unequal("edits that were never seen", meanwhile.unseen + quiet.unseen, 0),
      ...unequal("backfills that did not succeed", backfills.bad, 0),
      ...unequal("issues whose events are still unread", unread, 0),
      ...(await listParkedJobs(stage.databaseUrl)),
      ...stage.lost(),
    ],
    details: { without, withHistory, backfills },
  };
}

/** The same backlog in a database of its own, from a GitLab that shows nobody its events. */
async function bootstrapWithoutHistory(stage: Stage): Promise<Known> {
  const databaseUrl = withDatabase(stage.databaseUrl, "without_history");
  await migrate(databaseUrl, { log: createLog("bench", "warn"), createDatabase: true });
  await stage.gitlab.fail({ kind: "not_found", path: EVENTS });
  const { child } = stage.startWorker({ DATABASE_URL: databaseUrl });
  await untilBootstrapped({ ...stage, databaseUrl });
  const known = await readKnown(databaseUrl);
  await stopProcess(child);
  return known;
}

type Seen = Awaited<ReturnType<typeof measureVisibility>>;

/** From the first backfill's start on, again and again, until neither a bootstrap nor a backfill is under way; at least once. */
async function editDuringBackfill(stage: Stage, web: Web): Promise<Seen> {
  const { databaseUrl } = stage;
  await until("a backfill has begun", async () => (await readBackfills(databaseUrl)).runs > 0, 600_000);
  const all: Seen = { latencies: [], unseen: 0 };
  do {
    const seen = await look(stage, web, LOOK_MS);
    all.latencies.push(...seen.latencies);
    all.unseen += seen.unseen;
  } while ((await countRows(databaseUrl, UNDER_WAY)) > 0);
  return all;
}

/** Edits of issues that are mirrored already. */
async function look({ gitlab, databaseUrl }: Stage, web: Web, forMs: number): Promise<Seen> {
  const issues = await askPostgres(
    databaseUrl,
    z.object({ project: z.string().transform(Number), iid: z.int() }),
    `select p.gitlab_project_id::text as project, i.iid from issues i join projects p on p.id = i.project_id
     where i.state = 'opened' and i.moved_to_gitlab_id is null order by md5(i.gitlab_issue_id::text) limit $1`,
    [EDITED_ISSUES],
  );
  const cookie = await signIn(web.url, "manager");
  return measureVisibility({ gitlab, web: { url: web.url, cookie }, issues, everyMs: EDIT_EVERY_MS, forMs });
}

async function readKnown(url: string): Promise<Known> {
  const [known] = await askPostgres(url, knownSchema, KNOWN);
  if (known === undefined) throw new Error("there is no answer");
  return known;
}

async function readBackfills(url: string) {
  const [runs] = await askPostgres(url, runsSchema, BACKFILLS);
  if (runs === undefined) throw new Error("there is no answer");
  return runs;
}

function figuresOf(name: string, known: Known): Findings["figures"] {
  return {
    [`${name}: in progress or blocked since when`]: `${known.wip_known} of ${known.wip}`,
    [`${name}: age in days, median, p85`]: `${days(known.wip_median)}, ${days(known.wip_p85)}`,
    [`${name}: completed with a known start`]: `${known.started_known} of ${known.completed}`,
    [`${name}: completed with a cycle time`]: `${known.cycle_known} of ${known.completed}`,
    [`${name}: cycle time in days, median, p85`]: `${days(known.cycle_median)}, ${days(known.cycle_p85)}`,
  };
}

function spread(latencies: readonly number[]): string {
  return [0.5, 0.99].map((share) => percentile(latencies, share)).join(", ");
}

function minutes(seconds: number | null): number | null {
  return seconds === null ? null : Number((seconds / 60).toFixed(2));
}

function days(value: number | null): string {
  return value === null ? "unknown" : value.toFixed(1);
}
