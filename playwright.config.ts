import { defineConfig } from "@playwright/test";

/** Journeys in a real browser against the production build; `e2e/support/stack.ts` starts and ends everything. */
export default defineConfig({
  testDir: "e2e",
  testMatch: "*.spec.ts",
  globalSetup: "./e2e/support/stack.ts",
  outputDir: "test-results",
  workers: 1, // one browser and four processes are enough for two cores
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // Nothing here says how quick a page is: a machine that stands still for a while fails nothing.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [["list"], ["json", { outputFile: ".data/tests/e2e.json" }]],
  use: {
    locale: "en-GB",
    timezoneId: "Asia/Kathmandu",
    reducedMotion: "reduce",
    trace: "off", // `playwright test --trace on` when a failure must be seen again
    screenshot: "only-on-failure",
  },
});
