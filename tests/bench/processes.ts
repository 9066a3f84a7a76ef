import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const STOP_TIMEOUT_MS = 20_000;

/** A process of ours under measurement. It ends with the bench, also when the bench is killed. */
export function startProcess(script: string, env: Record<string, string>): ChildProcess {
  const tethered: NodeJS.ProcessEnv = {
    NODE_ENV: "production",
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    BACKTRAK_TETHER: "1",
    ...env,
  };
  return spawn(process.execPath, [script], { env: tethered, stdio: ["pipe", "pipe", "inherit"] });
}

/** The first line of a process's output that the reader understands. */
export function firstLine<T>(child: ChildProcess, read: (line: string) => T | null): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`a process has ended with exit code ${code}`)));
    if (child.stdout === null) throw new Error("the process has no output");
    createInterface({ input: child.stdout }).on("line", (line) => {
      const value = read(line);
      if (value !== null) resolve(value);
    });
  });
}

export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const killer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(killer);
}

/** The most memory a process has held so far, in MB; null where the system does not tell. */
export function peakMemoryMb(child: ChildProcess): number | null {
  try {
    const match = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"));
    return match?.[1] === undefined ? null : Math.round(Number(match[1]) / 1024);
  } catch {
    return null;
  }
}
