import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { styleText } from "node:util";

const RESULTS = "bench-results";
const SHOWN_FAULTS = 20;

/** What a part found. `faults`: what must not be, one line each; none is a pass. */
export type Findings = {
  figures: Record<string, number | string | boolean | null>;
  faults: string[];
  details?: unknown;
};

/** `full`: the large counts. */
export type PartOptions = { full: boolean };

/** Whether the large counts were asked for. */
export const isFull = process.argv.includes("--full");

/** The part's number for a short run or a full one. */
export function pickCount(short: number, full: number): number {
  return isFull ? full : short;
}

/** `--issues=n` where that was asked for, else the part's number. */
export function pickIssues(short: number, full: number): number {
  return Number(/--issues=(\d+)/.exec(process.argv.join(" "))?.[1] ?? pickCount(short, full));
}

/** Runs one part: a table of its figures, a verdict, a JSON file; exit code 1 when something is not as it must be. */
export async function runPart(name: string, work: () => Promise<Findings>): Promise<void> {
  const startedAt = performance.now();
  const findings = await work().catch((error: unknown) => ({ figures: {}, faults: [broken(error)] }));
  const seconds = Number(((performance.now() - startedAt) / 1000).toFixed(1));
  const passed = findings.faults.length === 0;
  console.table({ ...findings.figures, "seconds in all": seconds });
  for (const fault of findings.faults.slice(0, SHOWN_FAULTS)) console.log(styleText("red", `  ✗ ${fault}`));
  if (findings.faults.length > SHOWN_FAULTS) console.log(`    and ${findings.faults.length - SHOWN_FAULTS} more`);
  console.log(passed ? styleText("green", `✓ ${name}: held`) : styleText("red", `✗ ${name}: FAILED`));
  writeResult(name, { passed, seconds, ...findings });
  process.exitCode = passed ? 0 : 1;
}

/** Writes a part's result as JSON, with the time and the size of the run. */
export function writeResult(name: string, result: Record<string, unknown>): void {
  mkdirSync(RESULTS, { recursive: true });
  const text = JSON.stringify({ part: name, at: new Date(), full: isFull, ...result }, null, 2);
  writeFileSync(join(RESULTS, `${name}.json`), `${text}\n`);
}

/** One figure against its bound: a fault when it is over. */
export function over(what: string, value: number | null, bound: number, unit = ""): string[] {
  return value !== null && value <= bound
    ? []
    : [`${what}: ${value ?? "unknown"}${unit} instead of at most ${bound}${unit}`];
}

/** One figure that must be as it is expected. */
export function unequal(what: string, value: unknown, expected: unknown): string[] {
  return value === expected ? [] : [`${what}: ${String(value)} instead of ${String(expected)}`];
}

function broken(error: unknown): string {
  return `could not be run to its end: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
