import { expect, test as base, type APIRequestContext, type Locator, type Page } from "@playwright/test";
import { CHROMIUM_ARGS } from "./chromium.ts";
import { untilAtRest } from "./at-rest.ts";
import { stackFacts, type Facts } from "./facts.ts";
import { changeOutcomes, readRules, restoreOutcomes, type Rule } from "./rules.ts";
import { watchPage, type Watch } from "./watch.ts";

export type Role = "viewer" | "manager" | "admin";

type Fixtures = {
  /** The running stack. */
  stack: Facts;
  /** Signs the page's browser in as the demo's person of a role. */
  signInAs: (role: Role) => Promise<void>;
  /** Changes what labels mean, and waits for what follows. The rules are put back after the test, however it ends. */
  changeRules: (change: (rules: Rule[]) => Rule[]) => Promise<void>;
  /** What the page complained of; anything that was not expected fails the test at its end. */
  watch: Watch;
};

export const test = base.extend<Fixtures>({
  launchOptions: [
    async ({}, provide) => {
      const { browser } = stackFacts();
      await provide({ executablePath: browser.path, env: { ...process.env, ...browser.env }, args: CHROMIUM_ARGS });
    },
    { scope: "worker" },
  ],
  stack: async ({}, provide) => provide(stackFacts()),
  baseURL: async ({ stack }, provide) => provide(stack.url),
  signInAs: async ({ page, stack }, provide) => provide((role) => signIn(page.request, stack.url, role)),
  changeRules: async ({ playwright, stack }, provide) => {
    const admin = await playwright.request.newContext({ baseURL: stack.url });
    await signIn(admin, stack.url, "admin");
    const before = await readRules(admin);
    await provide(async (change) => {
      await changeOutcomes(admin, stack, change(before));
      await untilAtRest(stack);
    });
    await restoreOutcomes(admin, stack, before);
    await untilAtRest(stack);
    await admin.dispose();
  },
  watch: [
    async ({ page, stack }, provide) => {
      const watch = watchPage(page, stack.url);
      await provide(watch);
      expect(watch.complaints(), "the page complained").toEqual([]);
    },
    { auto: true },
  ],
});

/** Gives the browser behind `request` a session, as the buttons of the demo's sign-in page do. */
export async function signIn(request: APIRequestContext, url: string, role: Role): Promise<void> {
  const answer = await request.post(`${url}/api/demo/sign-in`, { data: { role }, headers: { origin: url } });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** Waits until React listens to what the server has drawn: whatever is done to it before is lost. */
export async function untilAlive(target: Locator): Promise<void> {
  const isAlive = () =>
    target.evaluate((element) => Object.keys(element).some((key) => key.startsWith("__reactProps")));
  await expect.poll(isAlive).toBe(true);
}

/** Clicks what is alive. */
export async function press(target: Locator): Promise<void> {
  await untilAlive(target);
  await target.click();
}

/** Everything of the page has arrived and nothing is loading any more. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
}

export { expect, type Page };
