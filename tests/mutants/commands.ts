import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";

type Surroundings = { cwd: string; env: Record<string, string> };

/** Runs a command to its end; answers what it printed, line by line, and how it ended. */
export async function runCommand(
  [program = "", ...args]: string[],
  { cwd, env }: Surroundings,
): Promise<{ code: number | null; output: string[] }> {
  const path = [join(cwd, "node_modules/.bin"), process.env.PATH].join(delimiter);
  const child = spawn(program, args, { cwd, env: { ...process.env, PATH: path, ...env } });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) createInterface(stream).on("line", (line) => output.push(line));
  const code = await new Promise<number | null>((end) => {
    child.on("error", () => end(null));
    child.on("close", end);
  });
  return { code, output };
}
