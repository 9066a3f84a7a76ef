import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { buildIsCurrent, buildWeb } from "@/worker/launch/build.ts";
import { createCleanup } from "@/worker/launch/cleanup.ts";

const LOGS = "bench-results";

/** `parts`: the scripts of the folder by name, and whether they need the production build. */
type Parts = { folder: string; parts: Record<string, boolean> };

/** Runs the parts that the command line names, or all; `--full` and the like are handed on. */
export async function runParts({ folder, parts }: Parts): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true, strict: false });
  const unknown = positionals.filter((name) => !(name in parts));
  if (unknown.length > 0) return refuse(unknown, parts);
  const chosen = positionals.length > 0 ? positionals : Object.keys(parts);
  if (chosen.some((name) => parts[name] === true)) await buildOnce();
  const options = process.argv.slice(2).filter((argument) => argument.startsWith("--"));
  const failed: string[] = [];
  for (const name of chosen) {
    console.log(`\n${name}`);
    if ((await run([join(folder, `${name}.ts`), ...options])) !== 0) failed.push(name);
  }
  console.log(failed.length === 0 ? "\nAll parts held." : `\nFailed: ${failed.join(", ")}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

function refuse(unknown: readonly string[], parts: Parts["parts"]): void {
  console.error(`There is no part called ${unknown.join(", ")}: choose from ${Object.keys(parts).join(", ")}`);
  process.exitCode = 1;
}

/** Of the sources as they are now; the log is beside the results. */
async function buildOnce(): Promise<void> {
  if (buildIsCurrent()) return;
  console.log("Building the pages");
  mkdirSync(LOGS, { recursive: true });
  const logFile = (name: string) => resolve(LOGS, `${name}.log`);
  const folder = { path: LOGS, secretsFile: "", processesFile: "", postgres: "", gitlab: "", logFile };
  const cleanup = createCleanup();
  await buildWeb({ folder, register: { add() {}, remove() {} }, cleanup });
}

/** A Ctrl-C reaches the part too: it ends what it has started, and then this process goes on to its own end. */
async function run(command: string[]): Promise<number> {
  const child = spawn(process.execPath, command, { stdio: "inherit" });
  const hold = () => {};
  process.on("SIGINT", hold).on("SIGTERM", hold);
  const code = await exitCodeOf(child);
  process.off("SIGINT", hold).off("SIGTERM", hold);
  if (child.signalCode !== null || code === 130) process.exit(130);
  return code;
}

function exitCodeOf(child: ChildProcess): Promise<number> {
  return new Promise((done, fail) => child.once("error", fail).once("exit", (code) => done(code ?? 1)));
}
