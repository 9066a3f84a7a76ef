import { runStep, summarise, type Step } from "./steps.ts";

/** `bun run check`: every rule that needs no test. All of them run, so that one fault does not hide another. */
const STEPS: Step[] = [
  { title: "Format (oxfmt)", command: ["oxfmt", "--check", "."] },
  { title: "Lint and fences (oxlint, type-aware)", command: ["oxlint", "."] },
  { title: "Types (tsc)", command: ["tsc", "--noEmit"] },
  { title: "Structure", command: [process.execPath, "tests/house/structure.ts"] },
  { title: "Catalogue", command: [process.execPath, "tests/house/catalogue.ts"] },
];

const outcomes = [];
for (const step of STEPS) outcomes.push(await runStep(step));
process.exitCode = summarise(outcomes) ? 0 : 1;
