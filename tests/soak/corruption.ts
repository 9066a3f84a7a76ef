/**
 * Issues are deleted, altered and invented in Postgres behind the product's back. An audit finds and tells each of them and puts it
 * right, a reconcile of all issues finds nothing left to do, and the mirror equals GitLab.
 *
 *   bun tests/soak/corruption.ts [--full]
 */
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { z } from "zod";
import { freePort } from "@/lib/free-port.ts";
import { type Damage, spoil } from "../support/spoil.ts";
import { untilBootstrapped } from "./bootstrapped.ts";
import { compareMirror } from "./differences.ts";
import { untilDrained } from "./drained.ts";
import { askPostgres, countRows, readMirror } from "./mirror.ts";
import { pickCount, runPart, unequal, type Findings } from "./part.ts";
import { onStage, type Stage } from "./stage.ts";
import { requestPoll, requestSync } from "./web.ts";

const ISSUES = pickCount(1_000, 20_000);
const DAMAGE: Damage = { deleted: 50, altered: 50, invented: 20 };
/** What changed within a minute before the last poll is on its way: so much later nothing is. */
const SETTLED_MS = 65_000;

const saidRow = z.object({ missing: z.int(), extra: z.int(), stale: z.int(), wrong: z.int() });

await runPart("soak-corruption", () => onStage({ issues: ISSUES }, soak));

async function soak(stage: Stage): Promise<Findings> {
  const web = await stage.startWeb((await freePort(0)) ?? 0);
  stage.startWorker();
  await untilBootstrapped(stage);
  await sleep(SETTLED_MS);
  await requestPoll(web.url);
  await untilDrained(stage);
  await spoilAll(stage);
  const before = await differencesOf(stage);
  const seconds = await took(async () => {
    await requestSync(web.url, "audit", { deep: true });
    await untilDrained(stage);
  });
  const [after, said] = [await differencesOf(stage), await readSaid(stage)];
  await requestSync(web.url, "reconcile", { sweep: true });
  await untilDrained(stage);
  const writtenLater = await writtenByReconcile(stage);
  const atTheEnd = await differencesOf(stage);
  return {
    figures: {
      issues: ISSUES,
      "differences before": before.length,
      "said to be missing": said.missing,
      "said to be altered": said.stale,
      "said to be too many": said.extra,
      "projects still wrong": said.wrong,
      "differences after the audit": after.length,
      "written by the reconcile after it": writtenLater,
      "differences at the end": atTheEnd.length,
      "audit, seconds": Number(seconds.toFixed(1)),
    },
    faults: [
      ...unequal("said to be missing", said.missing, DAMAGE.deleted),
      ...unequal("said to be altered", said.stale, DAMAGE.altered),
      ...unequal("said to be too many", said.extra, DAMAGE.invented),
      ...unequal("projects still wrong", said.wrong, 0),
      ...unequal("written by the reconcile after it", writtenLater, 0),
      ...after,
      ...atTheEnd,
      ...stage.lost(),
    ],
  };
}

async function spoilAll({ databaseUrl }: Stage): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await spoil(client, DAMAGE);
  } finally {
    await client.end();
  }
}

async function differencesOf({ gitlab, databaseUrl }: Stage): Promise<string[]> {
  return compareMirror(await gitlab.issues(), await readMirror(databaseUrl)).lines;
}

async function readSaid({ databaseUrl }: Stage): Promise<z.infer<typeof saidRow>> {
  const [said] = await askPostgres(
    databaseUrl,
    saidRow,
    `select coalesce(sum(cardinality(missing_iids)), 0)::int as missing, coalesce(sum(cardinality(extra_iids)), 0)::int as extra,
       coalesce(sum(cardinality(stale_iids)), 0)::int as stale, count(*) filter (where outcome = 'wrong')::int as wrong
     from sync_audits`,
  );
  return said ?? { missing: 0, extra: 0, stale: 0, wrong: 0 };
}

function writtenByReconcile({ databaseUrl }: Stage): Promise<number> {
  return countRows(
    databaseUrl,
    "select coalesce(sum(records_upserted), 0)::int as n from sync_runs where mode = 'reconcile' and status = 'success'",
  );
}

async function took(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}
