/**
 * How fast a webhook is answered and seen while a bootstrap runs, beside a server that writes one row and answers, what a burst
 * costs, and how often one issue is fetched that a thousand deliveries are about.
 *
 *   bun tests/bench/webhooks.ts [--full]
 */
import { once } from "node:events";
import { join } from "node:path";
import { z } from "zod";
import { freePort } from "@/lib/free-port.ts";
import { withDatabase } from "@/lib/db/connection.ts";
import { nodePath } from "@/worker/launch/node.ts";
import { listParkedJobs, countRows, readBootstraps } from "../soak/mirror.ts";
import { over, pickCount, runPart, unequal, type Findings } from "../soak/part.ts";
import { onStage, WEBHOOK_SECRET, type Stage } from "../soak/stage.ts";
import { until } from "../soak/until.ts";
import { signIn, type Web } from "../soak/web.ts";
import { percentile } from "./percentile.ts";
import { firstLine, startCommand, stopProcess, usedCpuMs } from "./processes.ts";
import type { SenderPlan, SenderResult } from "./sender.ts";
import { measureVisibility } from "./visible.ts";

const ISSUES = pickCount(40_000, 100_000);
const PER_SECOND = 50;
const SECONDS = pickCount(10, 60);
const YARDSTICK_SECONDS = pickCount(5, 20);
/** A web that has just started reads its code with the first questions. */
const WARM_UP = { count: 60, perSecond: 20 };
const EDIT_EVERY_MS = pickCount(500, 1_000);
const TARGETS = 300;
const BURST = 500;
const OF_ONE_ISSUE = { count: 1_000, seconds: 10 };
const DRAINED_WITHIN_MS = 300_000;
/** `targets.md`, "Writes"; in milliseconds. */
const GOALS = { p99: 150, burst: 8_000, visibleP50: 2_000, visibleP99: 10_000, fetches: 20 };

const resultSchema: z.ZodType<SenderResult> = z.object({
  latencies: z.array(z.number()),
  failed: z.record(z.string(), z.number()),
  lateMs: z.number(),
  allWithinMs: z.number(),
});

const port = (await freePort(0)) ?? 0;
const path = "/api/webhooks/gitlab";
const webhookUrl = `http://127.0.0.1:${port}${path}`;
const env = { WORKER_HEARTBEAT_SECONDS: "15", LOG_LEVEL: "warn" };
await runPart("bench-webhooks", () => onStage({ issues: ISSUES, webhookUrl, env }, bench));

async function bench(stage: Stage): Promise<Findings> {
  const web = await stage.startWeb(port);
  const issues = await someIssues(stage);
  stage.startWorker();
  await until("the bootstrap has begun", async () => (await readBootstraps(stage.databaseUrl)).read > 0);
  await send({ url: webhookUrl, secret: WEBHOOK_SECRET, ...WARM_UP, issues });
  const yardstick = await sendToYardstick(stage, issues);
  const [ours, visible] = await answerAndShow(stage, web, issues);
  const stillRunning = await isBootstrapping(stage);
  const cpuBefore = usedCpuMs(web.child);
  const burst = await send({ url: webhookUrl, secret: WEBHOOK_SECRET, count: BURST, perSecond: null, issues });
  const cpuMs = (usedCpuMs(web.child) ?? NaN) - (cpuBefore ?? NaN);
  await untilDrained(stage);
  const fetches = await countFetches(stage, issues[0]);
  const [p99, yardstickP99] = [percentile(ours.latencies, 0.99), percentile(yardstick.latencies, 0.99)];
  const [seenP50, seenP99] = [percentile(visible.latencies, 0.5), percentile(visible.latencies, 0.99)];
  return {
    figures: {
      [`answered at ${PER_SECOND}/s, ms: p50, p95, p99`]: spread(ours),
      "the same by a bare server": spread(yardstick),
      "ratio of the p99":
        p99 !== null && yardstickP99 !== null ? Number((p99 / Math.max(1, yardstickP99)).toFixed(1)) : null,
      failed: sumOf(ours.failed),
      "bootstrap still running at the end": stillRunning,
      "sender late by at most, ms": Math.round(ours.lateMs),
      [`${BURST} at once answered within, ms`]: Math.round(burst.allWithinMs),
      "of them failed": sumOf(burst.failed),
      "the web's processor time for each, ms": Number((cpuMs / BURST).toFixed(1)),
      "edits looked for": visible.latencies.length + visible.unseen,
      "visible after, ms: p50, p99": `${seenP50}, ${seenP99}`,
      [`fetches for ${OF_ONE_ISSUE.count} deliveries of one issue`]: fetches,
    },
    faults: [
      ...over("p99 of the answers", p99, GOALS.p99, " ms"),
      ...unequal("failed", JSON.stringify(ours.failed), "{}"),
      ...over(`${BURST} at once`, Math.round(burst.allWithinMs), GOALS.burst, " ms"),
      ...unequal("failed of the burst", JSON.stringify(burst.failed), "{}"),
      ...over("visible, p50", seenP50, GOALS.visibleP50, " ms"),
      ...over("visible, p99", seenP99, GOALS.visibleP99, " ms"),
      ...unequal("edits that were never seen", visible.unseen, 0),
      ...over("fetches of one issue", fetches, GOALS.fetches),
      ...unequal("deliveries never marked as handled", await countForgotten(stage), 0),
      ...(await listParkedJobs(stage.databaseUrl)),
      ...stage.lost(),
    ],
  };
}

type Target = SenderPlan["issues"][number];

/** Of all projects, the same for every part of the bench. */
async function someIssues({ gitlab }: Stage): Promise<Target[]> {
  const open = (await gitlab.issues()).filter(({ state, moved_to_id }) => state === "opened" && moved_to_id === null);
  const step = Math.max(1, Math.floor(open.length / TARGETS));
  return open.filter((_, index) => index % step === 0).map(({ project_id: project, iid }) => ({ project, iid }));
}

/** The stream of deliveries, and beside it some real edits that are looked for in the list. */
function answerAndShow({ gitlab }: Stage, web: Web, issues: Target[]) {
  const [edited, delivered] = [issues.slice(0, issues.length / 2), issues.slice(issues.length / 2)];
  const plan = { url: webhookUrl, secret: WEBHOOK_SECRET, count: PER_SECOND * SECONDS, perSecond: PER_SECOND };
  const look = async () => {
    const cookie = await signIn(web.url, "manager");
    const forMs = SECONDS * 1000;
    return measureVisibility({ gitlab, web: { url: web.url, cookie }, issues: edited, everyMs: EDIT_EVERY_MS, forMs });
  };
  return Promise.all([send({ ...plan, issues: delivered }), look()]);
}

async function sendToYardstick({ databaseUrl }: Stage, issues: Target[]): Promise<SenderResult> {
  const server = startCommand([nodePath(), "tests/bench/bare-server.ts"], {
    DATABASE_URL: withDatabase(databaseUrl, "postgres"),
  });
  try {
    const readUrl = (line: string) => z.object({ url: z.url() }).safeParse(JSON.parse(line)).data?.url ?? null;
    const url = await firstLine(server, readUrl);
    return await send({
      url,
      secret: WEBHOOK_SECRET,
      count: PER_SECOND * YARDSTICK_SECONDS,
      perSecond: PER_SECOND,
      issues,
    });
  } finally {
    await stopProcess(server);
  }
}

/** In a process of its own, on Node. */
async function send(plan: SenderPlan): Promise<SenderResult> {
  const sender = startCommand([nodePath(), join("tests", "bench", "sender.ts"), JSON.stringify(plan)], {});
  const ended = once(sender, "exit");
  const result = await firstLine(sender, (line) => resultSchema.parse(JSON.parse(line)));
  await ended;
  return result;
}

/** How often a single issue is asked for while deliveries about it keep coming. */
async function countFetches(stage: Stage, issue: Target | undefined): Promise<number> {
  if (issue === undefined) throw new Error("there is no issue");
  await stage.gitlab.countRequests(
    String.raw`/projects/${issue.project}/issues(\?.*iids.*=${issue.iid}(&|$)|/${issue.iid}(\?|$))`,
  );
  const { count, seconds } = OF_ONE_ISSUE;
  await send({ url: webhookUrl, secret: WEBHOOK_SECRET, count, perSecond: count / seconds, issues: [issue] });
  await untilDrained(stage);
  const [fetches = 0] = await stage.gitlab.requestCounts();
  return fetches;
}

async function isBootstrapping({ databaseUrl }: Stage): Promise<boolean> {
  return (
    (await countRows(
      databaseUrl,
      "select count(*) as n from sync_runs where mode = 'bootstrap' and status = 'running'",
    )) > 0
  );
}

async function untilDrained({ databaseUrl }: Stage): Promise<void> {
  const text =
    "select count(*) as n from graphile_worker.jobs where task_identifier = 'refresh_issues' and attempts < max_attempts";
  await until("every refresh is done", async () => (await countRows(databaseUrl, text)) === 0, DRAINED_WITHIN_MS);
}

/** Kept, and nothing is left that would look at them. */
function countForgotten({ databaseUrl }: Stage): Promise<number> {
  const text = "select count(*) as n from webhook_deliveries where outcome = 'enqueued' and handled_at is null";
  return countRows(databaseUrl, text);
}

function spread({ latencies }: SenderResult): string {
  return [0.5, 0.95, 0.99].map((share) => percentile(latencies, share)).join(", ");
}

function sumOf(counts: Record<string, number>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
