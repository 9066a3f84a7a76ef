import { mkdirSync, rmSync } from "node:fs";
import { countEndToEnd, countVitest, nameEndToEndFailures, nameVitestFailures, type Count } from "./house/counts.ts";
import { runStep, summarise } from "./house/steps.ts";

/**
 * `bun run test`: every check and every test, from an empty machine on. Whatever fails, the rest still runs; at the end stand the names
 * of the tests that failed, and the last line has the counts. The pages are built once, when the end-to-end tests start the demo.
 */
const RESULTS = ".data/tests";
const VITEST = `${RESULTS}/vitest.json`;
const END_TO_END = `${RESULTS}/e2e.json`;

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });

const outcomes = [
  await runStep({ title: "Check", command: [process.execPath, "tests/house/check.ts"] }),
  await runStep({
    title: "Unit, integration and component tests (Vitest)",
    command: ["vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${VITEST}`],
  }),
  await runStep({ title: "End-to-end tests (Playwright)", command: ["playwright", "test"] }),
];

const passed = summarise(outcomes);
for (const name of [...nameVitestFailures(VITEST), ...nameEndToEndFailures(END_TO_END)]) console.log(`✗ ${name}`);
const counts = { ...countVitest(VITEST), "end-to-end": countEndToEnd(END_TO_END) };
for (const [kind, count] of Object.entries(counts)) console.log(`${kind} tests: ${words(count)}`);
console.log(words(total(Object.values(counts), passed)));
process.exitCode = passed ? 0 : 1;

// A step that failed without a failing test, as when the pages do not build, is a failure all the same.
function total(all: Count[], everythingPassed: boolean): Count {
  const sum = (kind: keyof Count) => all.reduce((before, count) => before + count[kind], 0);
  const failed = sum("failed");
  return { passed: sum("passed"), failed: everythingPassed ? failed : Math.max(failed, 1), skipped: sum("skipped") };
}

function words({ passed: good, failed, skipped }: Count): string {
  return `${good} passed, ${failed} failed, ${skipped} skipped`;
}
