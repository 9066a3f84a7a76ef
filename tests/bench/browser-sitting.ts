/**
 * Somebody who opens the backlog, filters, sorts, turns pages and scrolls, in a browser of desktop size: what the page itself measures
 * meanwhile. A process by itself, on Node. Reads where to go as JSON from the first argument, writes what it measured to standard
 * output.
 */
import type { Browser, Page } from "@playwright/test";
import { readObserved, resetObserved, startPaintClock, stopPaintClock, type Observed } from "./browser-page.ts";
import {
  answerPlan,
  inBrowser,
  inFreshPage,
  REST_MS,
  SIZE,
  WARM_UP,
  type Cookies,
  type SittingPlan,
} from "./browser-visit.ts";

/** Milliseconds, bytes as they were transferred; `scripts`: before the page's load event, `ahead`: after it, untouched. */
export type SittingResult = {
  loads: { lcp: number; lcpOf: string; shift: number; scripts: number; ahead: number; decoded: number }[];
  filtered: number[];
  interactions: Observed["interactions"];
  shift: number;
  scrolling: number[];
};

const STATUSES = ["Blocked", "In progress", "Completed", "Not started"];
const WHEEL = { steps: 80, pixels: 120, everyMs: 30 };

function sit({ url, loads }: SittingPlan): Promise<SittingResult> {
  return inBrowser(url, async (browser, cookies) => {
    const opened: SittingResult["loads"] = [];
    for (let load = 0; load < loads + WARM_UP; load++) opened.push(await openOnce(browser, url, cookies));
    return {
      loads: opened.slice(WARM_UP),
      ...(await work(browser, url, cookies)),
      scrolling: await scroll(browser, url, cookies),
    };
  });
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address, { waitUntil: "load" });
  await page.locator('table[aria-label="Issues"] tbody tr').first().waitFor();
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(REST_MS);
}

function openOnce(browser: Browser, url: string, cookies: Cookies): Promise<SittingResult["loads"][number]> {
  return inFreshPage(browser, cookies, async (page) => {
    await open(page, `${url}/backlog`);
    const { lcp, lcpOf, shift } = await page.evaluate(readObserved);
    return { lcp: Math.round(lcp), lcpOf, shift, ...(await page.evaluate(readScripts)) };
  });
}

/** Runs in the page: bytes of the scripts that were fetched until now. */
function readScripts() {
  const [navigation] = performance.getEntriesByType("navigation");
  const loadedAt = navigation instanceof PerformanceNavigationTiming ? navigation.loadEventStart : 0;
  const scripts = performance
    .getEntriesByType("resource")
    .filter((entry) => entry instanceof PerformanceResourceTiming)
    .filter(({ name }) => /\.js(\?|$)/.test(name));
  const sum = (sizes: number[]) => sizes.reduce((total, size) => total + size, 0);
  const early = scripts.filter(({ startTime }) => startTime <= loadedAt);
  const late = scripts.filter(({ startTime }) => startTime > loadedAt);
  return {
    scripts: sum(early.map(({ encodedBodySize }) => encodedBodySize)),
    ahead: sum(late.map(({ encodedBodySize }) => encodedBodySize)),
    decoded: sum(early.map(({ decodedBodySize }) => decodedBodySize)),
  };
}

function work(browser: Browser, url: string, cookies: Cookies) {
  return inFreshPage(browser, cookies, async (page) => {
    await open(page, `${url}/backlog`);
    const filtered = await filter(page);
    await sortTurnAndType(page);
    await page.waitForTimeout(REST_MS);
    const { interactions, shift } = await page.evaluate(readObserved);
    return { filtered, interactions, shift };
  });
}

/** Sets and removes each status; milliseconds from the click to the new rows. */
async function filter(page: Page): Promise<number[]> {
  await page
    .getByRole("group", { name: "Filters" })
    .getByRole("button", { name: /^Status/ })
    .first()
    .click();
  const times: number[] = [];
  for (const status of STATUSES.flatMap((name) => [name, name])) {
    const box = page.getByRole("dialog").getByRole("checkbox", { name: status });
    await box.waitFor();
    await page.evaluate(startPaintClock);
    await box.click();
    times.push(await page.evaluate(stopPaintClock));
    await page.waitForLoadState("networkidle");
  }
  await page.keyboard.press("Escape");
  return times;
}

async function sortTurnAndType(page: Page): Promise<void> {
  for (const column of ["Title", "Due", "Updated"]) {
    await page.getByRole("columnheader", { name: column }).first().getByRole("button").first().click();
    await page.waitForLoadState("networkidle");
  }
  for (let turned = 0; turned < 3; turned++) {
    await page.getByRole("button", { name: "Next page" }).click();
    await page.waitForLoadState("networkidle");
  }
  await page.getByRole("combobox", { name: "Search issues" }).click();
  await page.keyboard.type("refund form", { delay: 60 });
  await page.keyboard.press("Enter");
  await page.waitForLoadState("networkidle");
}

/** 200 rows from top to bottom with the wheel: the lengths of long tasks meanwhile. */
function scroll(browser: Browser, url: string, cookies: Cookies): Promise<number[]> {
  return inFreshPage(browser, cookies, async (page) => {
    await open(page, `${url}/backlog?page_size=200`);
    await page.mouse.move(SIZE.width / 2, SIZE.height / 2);
    await page.evaluate(resetObserved);
    for (let step = 0; step < WHEEL.steps; step++) {
      await page.mouse.wheel(0, WHEEL.pixels);
      await page.waitForTimeout(WHEEL.everyMs);
    }
    await page.waitForTimeout(REST_MS);
    return (await page.evaluate(readObserved)).longTasks;
  });
}

await answerPlan(sit);
