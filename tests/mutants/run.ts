/**
 * Whether the net is real: each patch breaks one thing in a copy of the source, and the seeds of the convergence (or the test that
 * the patch names) must fail.
 *
 *   bun run mutants [--seeds=60] [--only=no-epoch,no-lock]
 *
 * Prints after how many seeds each was caught and by which difference. Exit code 1 where one survives or does not apply any more,
 * or where the source without any patch is not clean.
 */
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startPostgres } from "../support/postgres-server.ts";
import { type Mutant, readMutants } from "./patches.ts";
import { runCommand } from "./commands.ts";

const SOURCE = ["lib", "worker", "prisma", "tests", "tsconfig.json", "package.json", "vitest.config.ts"];
const SYMLINKS = ["node_modules", "prisma/generated"];
const SEEDS_WITHOUT_A_MUTANT = 4;

type Verdict = { mutant: string; caught: boolean; seeds: number; by: string };

const { values } = parseArgs({
  options: { seeds: { type: "string", default: "60" }, only: { type: "string" } },
});

const only = values.only?.split(",");
const mutants = readMutants().filter(({ name }) => only === undefined || only.includes(name));
const server = await startPostgres();
const verdicts: Verdict[] = [];
try {
  const clean = await judgeIn(await copyOfSource(null), { seeds: SEEDS_WITHOUT_A_MUTANT });
  console.log(`the source as it is: ${clean.caught ? `NOT CLEAN: ${clean.by}` : `clean in ${clean.seeds} seeds`}`);
  if (clean.caught) process.exitCode = 1;
  for (const mutant of mutants) {
    const verdict = { ...(await judge(mutant)), mutant: mutant.name };
    verdicts.push(verdict);
    const how = verdict.seeds === 0 ? verdict.by : `after ${verdict.seeds} seeds: ${verdict.by}`;
    console.log(`${verdict.caught ? "caught  " : "SURVIVED"} ${mutant.name}, ${how.slice(0, 300)}`);
  }
} finally {
  await server.stop();
}
const survived = verdicts.filter(({ caught }) => !caught);
console.log(
  `${verdicts.length} mutants, ${survived.length} survived: ${survived.map(({ mutant }) => mutant).join(", ")}`,
);
if (survived.length > 0) process.exitCode = 1;

async function judge(mutant: Mutant): Promise<Omit<Verdict, "mutant">> {
  const folder = await copyOfSource(mutant);
  if (folder === null) return { caught: false, seeds: 0, by: "the patch does not apply any more" };
  const { caughtBy } = mutant;
  if (caughtBy === null) return judgeIn(folder, { seeds: Number(values.seeds) });
  if (!(await passes(await copyOfSource(null), caughtBy))) {
    return { caught: false, seeds: 0, by: `${caughtBy} fails without it too` };
  }
  return { caught: !(await passes(folder, caughtBy)), seeds: 0, by: `by ${caughtBy}` };
}

async function passes(folder: string | null, test: string): Promise<boolean> {
  if (folder === null) throw new Error("the source could not be copied");
  try {
    const project = test.includes(".integration.") ? "integration" : "unit";
    return (await runIn(folder, ["vitest", "run", "--project", project, test])).code === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs seeds until one differs; what it printed says how many there were. */
async function judgeIn(folder: string | null, { seeds }: { seeds: number }): Promise<Omit<Verdict, "mutant">> {
  if (folder === null) throw new Error("the source could not be copied");
  try {
    const command = [process.execPath, "tests/convergence/main.ts", "--stop", `--seeds=${seeds}`];
    const { output, code } = await runIn(folder, command);
    const ran = output.filter((line) => /^seed \d+/.test(line)).length;
    if (ran === 0) return { caught: false, seeds: 0, by: `it does not run: ${output.at(-1)} (${code})` };
    const by = (output.find((line) => line.startsWith("  ")) ?? "").trim();
    // A seed that broke off or hung has compared nothing: that is no mutant caught.
    return { caught: code !== 0 && !by.startsWith("the seed broke"), seeds: ran, by };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The source beside the real one, with the patch in it; null where the patch does not fit. */
async function copyOfSource(mutant: Mutant | null): Promise<string | null> {
  const folder = mkdtempSync(join(tmpdir(), "backtrak-mutant-"));
  const isCopied = (path: string) => !SYMLINKS.some((made) => path.endsWith(made));
  for (const part of SOURCE) cpSync(part, join(folder, part), { recursive: true, filter: isCopied });
  for (const part of SYMLINKS) symlinkSync(join(process.cwd(), part), join(folder, part));
  if (mutant === null) return folder;
  const { code } = await runIn(folder, ["git", "apply", mutant.path]);
  if (code === 0) return folder;
  rmSync(folder, { recursive: true, force: true });
  return null;
}

function runIn(folder: string, command: string[]) {
  return runCommand(command, { cwd: folder, env: { BACKTRAK_TEST_POSTGRES: server.url } });
}
