import { findChromium } from "./chromium.ts";
import { startDemo } from "./demo.ts";
import { handOver } from "./facts.ts";

/**
 * Finds a browser and starts the whole demo once for all specs; ends it after the last. BACKTRAK_E2E names one that
 * already runs, as JSON (`facts.ts`): for writing specs.
 */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env.BACKTRAK_E2E) return async () => {};
  const browser = await findChromium();
  console.log(`Chromium: ${browser.path}`);
  const demo = await startDemo();
  handOver({ browser, ...demo.facts });
  return demo.stop;
}
