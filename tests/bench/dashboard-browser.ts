import { z } from "zod";
import { over, type Findings } from "../soak/part.ts";
import { haveSitting, kilobytes } from "./browser-process.ts";
import type { DashboardLoad } from "./dashboard-sitting.ts";
import { percentile } from "./percentile.ts";

const LOADS = 5;
/** `targets.md`, "In the browser"; kB of 1,000 bytes. What else is measured of the page has no goal. */
const GOALS = { scriptsKb: 180, shift: 0.02 };
/** What of a task nobody feels. */
const UNFELT_MS = 50;

const loadsSchema: z.ZodType<DashboardLoad[]> = z
  .array(
    z.object({
      lcp: z.number(),
      lcpOf: z.string(),
      shift: z.number(),
      longTasks: z.array(z.number()),
      scripts: z.number(),
      charts: z.number(),
    }),
  )
  .nonempty();

/** How the dashboard feels in a browser. What cannot be measured is a fault: the answers of the panels stand beside it. */
export async function sitAtDashboard(url: string): Promise<Findings> {
  const plan = { url, loads: LOADS };
  try {
    const loads = await haveSitting({ script: "tests/bench/dashboard-sitting.ts", plan, result: loadsSchema });
    return findingsOf(loads);
  } catch (error) {
    return { figures: {}, faults: [`the page could not be measured: ${String(error)}`] };
  }
}

function findingsOf(loads: readonly DashboardLoad[]): Findings {
  const shift = Number(Math.max(...loads.map((load) => load.shift)).toFixed(4));
  const scriptsKb = kilobytes(Math.max(...loads.map(({ scripts }) => scripts)));
  return {
    figures: {
      [`page: first paint (LCP) of ${LOADS}, ms: median, worst`]: middleAndWorst(loads.map(({ lcp }) => lcp)),
      "page: what was painted last and largest": loads[0]?.lcpOf ?? null,
      "page: total blocking time, ms: median, worst": middleAndWorst(loads.map(blockingTime)),
      "page: layout shift": shift,
      "page: script before its charts, kB gzip": scriptsKb,
      "page: script of the charts and after, kB gzip": kilobytes(loads[0]?.charts ?? 0),
    },
    faults: [
      ...over("page: script before its charts", scriptsKb, GOALS.scriptsKb, " kB"),
      ...over("page: layout shift", shift, GOALS.shift),
    ],
    details: loads,
  };
}

/** What the long tasks of a load take beyond what nobody feels. */
function blockingTime({ longTasks }: DashboardLoad): number {
  return longTasks.reduce((sum, ms) => sum + Math.max(0, ms - UNFELT_MS), 0);
}

function middleAndWorst(values: readonly number[]): string {
  return `${percentile(values, 0.5)}, ${Math.max(...values)}`;
}
