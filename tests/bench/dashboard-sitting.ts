/**
 * Somebody who opens the dashboard, in a browser of desktop size: what the page itself measures meanwhile. A process by itself, on Node.
 * Reads where to go as JSON from the first argument, writes what it measured to standard output.
 */
import type { Browser } from "@playwright/test";
import { readObserved } from "./browser-page.ts";
import {
  answerPlan,
  inBrowser,
  inFreshPage,
  REST_MS,
  WARM_UP,
  type Cookies,
  type SittingPlan,
} from "./browser-visit.ts";

/**
 * Milliseconds, bytes as they were transferred; `longTasks`: until 3 s after the page's load event; `scripts`: before the first that
 * draws charts, `charts`: that one and what followed it, untouched.
 */
export type DashboardLoad = {
  lcp: number;
  lcpOf: string;
  shift: number;
  longTasks: number[];
  scripts: number;
  charts: number;
};

const LONG_TASKS_UNTIL_MS = 3_000;

function sit({ url, loads }: SittingPlan): Promise<DashboardLoad[]> {
  return inBrowser(url, async (browser, cookies) => {
    const opened: DashboardLoad[] = [];
    for (let load = 0; load < loads + WARM_UP; load++) opened.push(await openOnce(browser, url, cookies));
    return opened.slice(WARM_UP);
  });
}

function openOnce(browser: Browser, url: string, cookies: Cookies): Promise<DashboardLoad> {
  return inFreshPage(browser, cookies, async (page) => {
    await page.goto(`${url}/`, { waitUntil: "load" });
    await page.waitForTimeout(LONG_TASKS_UNTIL_MS);
    const { longTasks } = await page.evaluate(readObserved);
    await page.locator("svg.recharts-surface").first().waitFor();
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(REST_MS);
    const { lcp, lcpOf, shift } = await page.evaluate(readObserved);
    return { lcp: Math.round(lcp), lcpOf, shift, longTasks, ...(await page.evaluate(readScripts)) };
  });
}

/** Runs in the page: bytes of the scripts that were fetched until now. */
async function readScripts() {
  // A class that the library writes and no style of ours names.
  const DRAWS_CHARTS = "recharts-cartesian-axis";
  const scripts = performance
    .getEntriesByType("resource")
    .filter((entry) => entry instanceof PerformanceResourceTiming)
    .filter(({ name }) => /\.js(\?|$)/.test(name))
    .toSorted((a, b) => a.startTime - b.startTime);
  const texts = await Promise.all(
    scripts.map(async ({ name }) => (await fetch(name, { cache: "force-cache" })).text()),
  );
  const first = texts.findIndex((text) => text.includes(DRAWS_CHARTS));
  if (first === -1) throw new Error("no script draws charts");
  const sum = (some: PerformanceResourceTiming[]) =>
    some.reduce((total, { encodedBodySize }) => total + encodedBodySize, 0);
  return { scripts: sum(scripts.slice(0, first)), charts: sum(scripts.slice(first)) };
}

await answerPlan(sit);
