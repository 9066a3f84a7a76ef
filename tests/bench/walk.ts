/**
 * The walk of the end-to-end tests, further: from state to state of the backlog's URL in a real browser, as viewer and manager.
 *
 *   bun tests/bench/walk.ts [--full] [--seed=7]
 */
import { once } from "node:events";
import { spawn } from "node:child_process";
import { nodePath } from "@/worker/launch/node.ts";
import { pickCount, runPart, unequal, type Findings } from "../soak/part.ts";

const STATES = 50;
const WALKS = pickCount(2, 10);
const FIRST_SEED = Number(/--seed=(\d+)/.exec(process.argv.join(" "))?.[1] ?? 101);

await runPart("bench-walk", walk);

async function walk(): Promise<Findings> {
  const seeds = Array.from({ length: WALKS }, (_, index) => FIRST_SEED + index);
  const plan = JSON.stringify({ seeds, states: STATES });
  const child = spawn(
    nodePath(),
    ["node_modules/@playwright/test/cli.js", "test", "e2e/walk.spec.ts", "--reporter=list"],
    {
      env: { ...process.env, BACKTRAK_WALK: plan },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
    process.stdout.write(chunk);
  });
  const [code] = await once(child, "close");
  const walked = [...output.matchAll(/^ *Walked \d+ states/gm)].length;
  return {
    figures: { walks: WALKS, "states of each": STATES, seeds: seeds.join(", "), "walked to the end": walked },
    faults: [
      ...unequal("walks that came to their end", walked, WALKS),
      ...unequal("exit code of the browser tests", code, 0),
      ...[...output.matchAll(/seed \d+, state \d+, \S+: .*/g)].map(([line]) => line),
    ],
  };
}
