/**
 * What an export of the whole backlog costs: seconds, megabytes and the memory of the web process; beside it a client that reads the
 * same rows from Postgres and throws them away. Then slow readers, and how long others wait meanwhile.
 *
 *   bun tests/bench/csv.ts [--full] [--issues=20000]
 */
import { z } from "zod";
import { freePort } from "@/lib/free-port.ts";
import { untilBootstrapped } from "../soak/bootstrapped.ts";
import { setHistoryApart } from "../soak/history-apart.ts";
import { askPostgres, countRows } from "../soak/mirror.ts";
import { over, pickIssues, runPart, unequal, type Findings } from "../soak/part.ts";
import { onStage, type Stage } from "../soak/stage.ts";
import { until } from "../soak/until.ts";
import { signIn } from "../soak/web.ts";
import { askOften, exportAll, readAndThrowAway, readSlowly, SLOW_READERS } from "./csv-read.ts";
import { columnOf, formulaCells, type Csv } from "../support/csv.ts";
import { percentile } from "./percentile.ts";
import { stopProcess } from "./processes.ts";
import { askApi, type Asker } from "./reads-ask.ts";

const ISSUES = pickIssues(10_000, 100_000);
const FORMULAS = [
  "=1+1",
  "+1+cmd|' /C calc'!A0",
  "-2+3",
  "@SUM(A1:A9)",
  "\t=1+1",
  "plain, with a comma",
  'with "quotes"',
];
/** Written as it is read, an export needs the same memory whatever its length. */
const MOST_MEMORY_MB = 150;
/** Beside slow readers, which cost nothing but a connection. */
const MOST_SLOWER = 1.5;
const NOISE_MS = 10;
const FREE_WITHIN_MS = 10_000;

const pageSchema = z.object({ data: z.array(z.object({ reference: z.string() })), total: z.int() });

const env = { WORKER_HEARTBEAT_SECONDS: "15", LOG_LEVEL: "warn" };
await runPart(`bench-csv-${ISSUES}`, () => onStage({ issues: ISSUES, env }, bench));

async function bench(stage: Stage): Promise<Findings> {
  const { databaseUrl } = stage;
  await plantFormulas(stage);
  const web = await stage.startWeb((await freePort(0)) ?? 0);
  const { child: worker } = stage.startWorker();
  await untilBootstrapped(stage);
  await setHistoryApart(databaseUrl); // no cell but the times of work comes from there
  await stopProcess(worker);
  await askPostgres(databaseUrl, z.unknown(), "vacuum analyze");
  const asker = { url: web.url, cookie: await signIn(web.url, "manager") };
  const quiet = await askOften(asker);
  const exported = await exportAll(web, asker);
  const yardstickMs = await readAndThrowAway(databaseUrl);
  const slow = await readSlowly(web, asker);
  const { csv } = exported;
  return {
    figures: {
      issues: ISSUES,
      "rows in the file": csv.rows.length,
      megabytes: exported.megabytes,
      "first byte after, ms": exported.firstByteMs,
      seconds: exported.seconds,
      "the same rows thrown away by a client of Postgres, seconds": Number((yardstickMs / 1000).toFixed(2)),
      "ratio to the yardstick": Number(((exported.seconds * 1000) / yardstickMs).toFixed(1)),
      "memory of the web before, at its peak, MB": `${exported.memoryBefore}, ${exported.memoryPeak}`,
      "list read in quiet, ms: p50, p95": spread(quiet),
      "list read beside the export, ms: p50, p95": spread(exported.beside),
      [`list read beside ${SLOW_READERS} slow readers, ms: p50, p95`]: spread(slow.beside),
      "read by each of them, kB": slow.results.map(({ bytes }) => Math.round(bytes / 1024)).join(", "),
      "cells that a sheet would run": formulaCells(csv).length,
    },
    faults: [
      ...(await wrongWith(csv, asker)),
      ...over("memory of the web above before, MB", exported.memoryPeak - exported.memoryBefore, MOST_MEMORY_MB),
      ...over("list read beside slow readers, p50, ms", shareOf(slow.beside, 0.5), boundFor(quiet)),
      ...unequal("slow readers that were answered", slow.results.filter(isAnswered).length, SLOW_READERS),
      ...unequal("transactions left open by readers that went away", await openTransactions(databaseUrl), 0),
      ...stage.lost(),
    ],
  };
}

function isAnswered({ status }: { status: string }): boolean {
  return status.includes(" 200 ");
}

/** It is whole, in the order of the list, and nothing in it is run by a sheet. */
async function wrongWith(csv: Csv, asker: Asker): Promise<string[]> {
  return [
    ...unequal("rows in the file", csv.rows.length, (await readPage(asker, "page_size=1")).total),
    ...unequal("cells that a sheet would run", formulaCells(csv).slice(0, 3).join(" "), ""),
    ...unequal("planted titles that are in the file", plantedIn(csv), FORMULAS.length),
    ...(await unlikeTheList(csv, asker)),
  ];
}

/** Titles that a sheet would take for formulas, of the first issues that GitLab lists. */
async function plantFormulas({ gitlab }: Stage): Promise<void> {
  const issues = (await gitlab.issues()).filter(
    ({ confidential, moved_to_id: moved }) => !confidential && moved === null,
  );
  for (const [index, title] of FORMULAS.entries()) {
    const issue = issues[index];
    if (issue === undefined) throw new Error("there are too few issues");
    await gitlab.edit({ kind: "update_issue", project_id: issue.project_id, iid: issue.iid, fields: { title } });
  }
}

/** Whatever was put before them, and however white space was kept. */
function plantedIn(csv: Csv): number {
  const titles = new Set(columnOf(csv, "title").map((title) => title.replace(/^'/, "").trim()));
  return FORMULAS.filter((title) => titles.has(title.trim())).length;
}

async function readPage(asker: Asker, query: string) {
  return pageSchema.parse(JSON.parse(await askApi({ path: `/api/issues?${query}` }, asker)));
}

/** The first and the last 200 rows of the file are those of the list. */
async function unlikeTheList(csv: Csv, asker: Asker): Promise<string[]> {
  const size = 200;
  const references = columnOf(csv, "reference");
  const pages = [1, Math.ceil(references.length / size)];
  const faults = await Promise.all(
    pages.map(async (page) => {
      const { data } = await readPage(asker, `page=${page}&page_size=${size}`);
      const inFile = references.slice((page - 1) * size, page * size);
      return unequal(`references of page ${page}`, inFile.join(" "), data.map(({ reference }) => reference).join(" "));
    }),
  );
  return faults.flat();
}

/** Of readers that went away: how many transactions are still open after a while. */
async function openTransactions(databaseUrl: string): Promise<number> {
  const text = `select count(*) as n from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and xact_start < now() - interval '1 second'`;
  await until("no export is under way", async () => (await countRows(databaseUrl, text)) === 0, FREE_WITHIN_MS).catch(
    () => {},
  );
  return countRows(databaseUrl, text);
}

function boundFor(quiet: readonly number[]): number {
  return Number(((shareOf(quiet, 0.5) ?? 0) * MOST_SLOWER + NOISE_MS).toFixed(1));
}

function shareOf(times: readonly number[], share: number): number | null {
  return percentile(times, share, 1);
}

function spread(times: readonly number[]): string {
  return [0.5, 0.95].map((share) => shareOf(times, share)).join(", ");
}
