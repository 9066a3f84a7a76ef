import { spawn } from "node:child_process";
import { delimiter, resolve } from "node:path";
import { watchMachine } from "./machine.ts";

export type Step = { title: string; command: string[]; env?: Record<string, string> };
export type Outcome = { title: string; passed: boolean; seconds: number; machine: string };

/** Runs one command of the house with its output shown, under a heading; says how long it took, how the machine fared and how it ended. */
export async function runStep({ title, command, env }: Step): Promise<Outcome> {
  console.log(`\n── ${title}`);
  const [startedAt, machineFared] = [performance.now(), watchMachine()];
  const passed = (await exitCode(command, env)) === 0;
  const [seconds, machine] = [(performance.now() - startedAt) / 1000, machineFared()];
  console.log(`── ${title}: ${passed ? "good" : "FAILED"} (${seconds.toFixed(1)} s)`);
  return { title, passed, seconds, machine };
}

/** Prints one line a step; whether all of them passed. */
export function summarise(outcomes: Outcome[]): boolean {
  console.log("");
  for (const { title, passed, seconds, machine } of outcomes) {
    console.log(`${passed ? "✓" : "✗"} ${title} (${seconds.toFixed(1)} s; ${machine})`);
  }
  return outcomes.every(({ passed }) => passed);
}

function exitCode([program = "", ...args]: string[], env: Record<string, string> = {}): Promise<number | null> {
  const path = [resolve("node_modules/.bin"), process.env.PATH].join(delimiter);
  const child = spawn(program, args, { stdio: "inherit", env: { ...process.env, PATH: path, ...env } });
  return new Promise((end) => {
    child.on("error", () => end(null));
    child.on("close", (code) => end(code));
  });
}
