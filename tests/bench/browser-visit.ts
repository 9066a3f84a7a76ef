/** A browser of desktop size and who sits before it. Runs on Node. */
import { chromium, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { CHROMIUM_ARGS, findChromium } from "../../e2e/support/chromium.ts";
import { observePage } from "./browser-page.ts";

export type SittingPlan = { url: string; loads: number };
export type Cookies = Awaited<ReturnType<BrowserContext["cookies"]>>;

export const SIZE = { width: 1440, height: 900 };
/** First loads that are not counted. */
export const WARM_UP = 2;
export const REST_MS = 1_000;

/** A manager's sitting. */
export async function inBrowser<T>(url: string, work: (browser: Browser, cookies: Cookies) => Promise<T>): Promise<T> {
  const found = await findChromium();
  const env = { ...process.env, ...found.env };
  const browser = await chromium.launch({ executablePath: found.path, env, args: CHROMIUM_ARGS });
  try {
    return await work(browser, await signIn(browser, url));
  } finally {
    await browser.close();
  }
}

async function signIn(browser: Browser, url: string): Promise<Cookies> {
  const context = await browser.newContext();
  const asked = { data: { role: "manager" }, headers: { origin: url } };
  const answer = await context.request.post(`${url}/api/demo/sign-in`, asked);
  if (!answer.ok()) throw new Error(`sign-in was answered ${answer.status()}`);
  const cookies = await context.cookies();
  await context.close();
  return cookies;
}

/** With nothing kept from before. */
export async function inFreshPage<T>(
  browser: Browser,
  cookies: Cookies,
  visit: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ viewport: SIZE, locale: "en-GB" });
  await context.addCookies(cookies);
  await context.addInitScript(observePage);
  try {
    return await visit(await context.newPage());
  } finally {
    await context.close();
  }
}

/** Does what the command line asks of a sitting, and writes what came of it to standard output. */
export async function answerPlan<T>(sit: (plan: SittingPlan) => Promise<T>): Promise<void> {
  const [argument] = process.argv.slice(2);
  if (argument === undefined) return;
  const plan: SittingPlan = JSON.parse(argument);
  process.stdout.write(`${JSON.stringify({ result: await sit(plan) })}\n`);
}
