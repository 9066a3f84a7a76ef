/**
 * How the backlog feels in a browser of desktop size: until rows are seen, from a click on a filter to new rows, how much script comes
 * first, whether anything jumps, and whether 200 rows scroll smoothly. The machine does nothing else meanwhile.
 *
 *   bun tests/bench/browser.ts [--full] [--issues=20000]
 */
import { z } from "zod";
import { freePort } from "@/lib/free-port.ts";
import { untilBootstrapped } from "../soak/bootstrapped.ts";
import { setHistoryApart } from "../soak/history-apart.ts";
import { askPostgres } from "../soak/mirror.ts";
import { over, pickIssues, runPart, type Findings } from "../soak/part.ts";
import { onStage, type Stage } from "../soak/stage.ts";
import { haveSitting, kilobytes } from "./browser-process.ts";
import type { SittingResult } from "./browser-sitting.ts";
import { percentile } from "./percentile.ts";
import { stopProcess } from "./processes.ts";

const ISSUES = pickIssues(10_000, 100_000);
const LOADS = 5;
/** `targets.md`, "In the browser"; milliseconds, kB of 1,000 bytes. */
const GOALS = { lcp: 800, filtered: 200, inp: 100, shift: 0.02, scriptsKb: 240, longTask: 50 };

const resultSchema: z.ZodType<SittingResult> = z.object({
  loads: z.array(
    z.object({
      lcp: z.number(),
      lcpOf: z.string(),
      shift: z.number(),
      scripts: z.number(),
      ahead: z.number(),
      decoded: z.number(),
    }),
  ),
  filtered: z.array(z.number()),
  interactions: z.array(z.object({ name: z.string(), ms: z.number() })),
  shift: z.number(),
  scrolling: z.array(z.number()),
});

const env = { WORKER_HEARTBEAT_SECONDS: "15", LOG_LEVEL: "warn" };
await runPart(`bench-browser-${ISSUES}`, () => onStage({ issues: ISSUES, env }, bench));

async function bench(stage: Stage): Promise<Findings> {
  const web = await stage.startWeb((await freePort(0)) ?? 0);
  const { child: worker } = stage.startWorker();
  await untilBootstrapped(stage);
  await setHistoryApart(stage.databaseUrl); // the page draws the same without it
  await stopProcess(worker);
  await askPostgres(stage.databaseUrl, z.unknown(), "vacuum analyze");
  const result = await haveSitting({
    script: "tests/bench/browser-sitting.ts",
    plan: { url: web.url, loads: LOADS },
    result: resultSchema,
  });
  const seen = summarise(result);
  return {
    figures: {
      issues: ISSUES,
      [`first rows (LCP) of ${LOADS}, ms: median, worst`]: `${seen.lcp}, ${Math.max(...result.loads.map(({ lcp }) => lcp))}`,
      "what was painted last and largest": result.loads[0]?.lcpOf ?? null,
      "filter click to new rows, ms: median, worst": `${seen.filtered}, ${seen.filteredWorst}`,
      "slowest interaction (INP), ms": seen.inp,
      "it was": seen.slowest?.name ?? null,
      "interactions over 16 ms": result.interactions.length,
      "layout shift": seen.shift,
      "script of the first load, kB gzip": seen.scriptsKb,
      "the same unpacked, kB": kilobytes(result.loads[0]?.decoded ?? 0),
      "script fetched ahead of need, kB gzip": kilobytes(result.loads[0]?.ahead ?? 0),
      "long tasks while 200 rows scroll": result.scrolling.length,
      "the longest of them, ms": Math.max(0, ...result.scrolling),
    },
    faults: [
      ...over("first rows (LCP), median", seen.lcp, GOALS.lcp, " ms"),
      ...over("filter click to new rows, median", seen.filtered, GOALS.filtered, " ms"),
      ...over("slowest interaction (INP)", seen.inp, GOALS.inp, " ms"),
      ...over("layout shift", seen.shift, GOALS.shift),
      ...over("script of the first load", seen.scriptsKb, GOALS.scriptsKb, " kB"),
      ...over("longest task while 200 rows scroll", Math.max(0, ...result.scrolling), GOALS.longTask, " ms"),
      ...stage.lost(),
    ],
    details: result,
  };
}

function summarise({ loads, filtered, interactions, shift }: SittingResult) {
  const slowest = interactions.toSorted((a, b) => b.ms - a.ms)[0];
  return {
    lcp: median(loads.map(({ lcp }) => lcp)),
    filtered: median(filtered),
    filteredWorst: Math.round(Math.max(...filtered)),
    inp: slowest?.ms ?? 0,
    slowest,
    shift: Number(Math.max(shift, ...loads.map((load) => load.shift)).toFixed(4)),
    scriptsKb: kilobytes(loads[0]?.scripts ?? NaN),
  };
}

function median(values: readonly number[]): number | null {
  return percentile(values, 0.5);
}
