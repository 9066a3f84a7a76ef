/**
 * How long it takes until every status is right after a status rule was changed that concerns most issues, and what readers see
 * meanwhile; beside one UPDATE of as many rows.
 *
 *   bun tests/bench/rules.ts [--full]
 */
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { createDb } from "@/lib/db/client.ts";
import { freePort } from "@/lib/free-port.ts";
import { rebuildAll } from "@/lib/issues/rebuild.ts";
import { untilBootstrapped } from "../soak/bootstrapped.ts";
import { setHistoryApart } from "../soak/history-apart.ts";
import { askPostgres, countRows } from "../soak/mirror.ts";
import { over, pickCount, runPart, unequal, type Findings } from "../soak/part.ts";
import { onStage, type Stage } from "../soak/stage.ts";
import { until } from "../soak/until.ts";
import { signIn, type Web } from "../soak/web.ts";
import { percentile } from "./percentile.ts";

const ISSUES = pickCount(5_000, 100_000);
const DONE_WITHIN_MS = 900_000;
const LOOK_EVERY_MS = 250;
/** Readers may be told of an issue by the old rule or by the new one, and must never wait for the change. */
const SLOWEST_READ_MS = 5_000;

const env = { WORKER_HEARTBEAT_SECONDS: "15", LOG_LEVEL: "warn" };
await runPart("bench-rules", () => onStage({ issues: ISSUES, env }, bench));

type Admin = { url: string; cookie: string };

async function bench(stage: Stage): Promise<Findings> {
  const { databaseUrl } = stage;
  const web = await stage.startWeb((await freePort(0)) ?? 0);
  stage.startWorker();
  await untilBootstrapped(stage);
  await setHistoryApart(databaseUrl);
  const admin = { url: web.url, cookie: await signIn(web.url, "admin") };
  const title = await busiestLabel(databaseUrl);
  const rule = { pattern: title, outcome: "in_progress" };
  const quiet = await readFor(web, admin, 20);
  const preview = await timed(() => post(admin, "/api/admin/status-rules/preview", { action: "create", ...rule }));
  const foreseen = z.object({ changed: z.int() }).parse(preview.answer).changed;
  const before = await countRows(databaseUrl, "select count(*) as n from issues where status = 'in_progress'");
  const startedAt = performance.now();
  const created = await timed(() => post(admin, "/api/admin/status-rules", rule));
  const [reads, seconds] = await readUntilRight(web, { admin, databaseUrl, startedAt });
  const after = await countRows(databaseUrl, "select count(*) as n from issues where status = 'in_progress'");
  const run = await readRun(databaseUrl);
  const wrong = await rebuild(databaseUrl);
  const yardstickMs = await updateAsMany(databaseUrl, run.read);
  return {
    figures: {
      issues: ISSUES,
      "label of the rule": title,
      "issues that carry it or did": run.read,
      "preview: issues that would change": foreseen,
      "preview answered within, ms": preview.ms,
      "rule stored and answered within, ms": created.ms,
      "seconds until all was right": seconds,
      "issues recomputed a second": Math.round(run.read / seconds),
      "one UPDATE of as many rows, seconds": Number((yardstickMs / 1000).toFixed(1)),
      "in progress before, after": `${before}, ${after}`,
      "list read in quiet, ms: p50, p99": spread(quiet.latencies),
      "list read meanwhile, ms: p50, p99": spread(reads.latencies),
      "different totals seen meanwhile": new Set(reads.totals).size,
      "issues that a rebuild would change afterwards": wrong,
    },
    faults: [
      ...unequal("reads that failed", reads.failed, 0),
      ...unequal("open issues in progress more than before", after - before, foreseen),
      ...unequal("issues that a rebuild would change", wrong, 0),
      ...unequal("totals that went back", stepsBack(reads.totals), 0),
      ...over("the slowest read meanwhile", Math.max(0, ...reads.latencies), SLOWEST_READ_MS, " ms"),
      ...stage.lost(),
    ],
  };
}

/** The label that most open, not started issues carry. */
async function busiestLabel(url: string): Promise<string> {
  const [row] = await askPostgres(
    url,
    z.object({ title: z.string() }),
    `select l.title from issue_labels x join labels l on l.id = x.label_id join issues i on i.id = x.issue_id
     where i.status = 'not_started' group by l.title order by count(*) desc limit 1`,
  );
  if (row === undefined) throw new Error("no issue carries a label");
  return row.title;
}

type Reads = { latencies: number[]; totals: number[]; failed: number };

/** Reads the list of what is in progress until nothing is left to recompute. */
async function readUntilRight(
  web: Web,
  { admin, databaseUrl, startedAt }: { admin: Admin; databaseUrl: string; startedAt: number },
): Promise<[Reads, number]> {
  const text = "select count(*) as n from sync_runs where mode = 'rules' and status = 'running'";
  let isRight = false;
  const reading = readWhile(web, admin, () => !isRight);
  await until("the rule is applied", async () => (await countRows(databaseUrl, text)) === 0, DONE_WITHIN_MS);
  const seconds = Number(((performance.now() - startedAt) / 1000).toFixed(1));
  isRight = true;
  return [await reading, seconds];
}

function readFor(web: Web, admin: Admin, times: number): Promise<Reads> {
  let left = times;
  return readWhile(web, admin, () => left-- > 0);
}

async function readWhile(web: Web, { cookie }: Admin, goesOn: () => boolean): Promise<Reads> {
  const reads: Reads = { latencies: [], totals: [], failed: 0 };
  while (goesOn()) {
    const askedAt = performance.now();
    const answer = await fetch(`${web.url}/api/issues?status=in_progress&page_size=50`, { headers: { cookie } });
    if (answer.ok) reads.totals.push(z.object({ total: z.int() }).parse(await answer.json()).total);
    else reads.failed += 1;
    reads.latencies.push(Math.round(performance.now() - askedAt));
    await sleep(LOOK_EVERY_MS);
  }
  return reads;
}

function stepsBack(totals: readonly number[]): number {
  return totals.filter((total, index) => total < (totals[index - 1] ?? 0)).length;
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; answer: T }> {
  const startedAt = performance.now();
  const answer = await work();
  return { ms: Math.round(performance.now() - startedAt), answer };
}

async function post({ url, cookie }: Admin, path: string, body: object): Promise<unknown> {
  const headers = { "content-type": "application/json", origin: url, cookie };
  const answer = await fetch(`${url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

async function readRun(url: string) {
  const row = z.object({ read: z.int() });
  const [run] = await askPostgres(url, row, "select records_read as read from sync_runs where mode = 'rules'");
  if (run === undefined) throw new Error("there was no run");
  return run;
}

/** How many issues do not stand as their base tables say. */
async function rebuild(url: string): Promise<number> {
  const db = createDb(url, { max: 1, prepared: true });
  const { changed } = await rebuildAll(db);
  await db.$disconnect();
  return changed;
}

async function updateAsMany(url: string, rows: number): Promise<number> {
  const text = `update issues set snapshot_source = snapshot_source
    where id in (select id from issues order by gitlab_issue_id limit ${rows})`;
  const { ms } = await timed(() => askPostgres(url, z.unknown(), text));
  return ms;
}

function spread(latencies: readonly number[]): string {
  return [0.5, 0.99].map((share) => percentile(latencies, share)).join(", ");
}
