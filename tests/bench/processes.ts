import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const STOP_TIMEOUT_MS = 20_000;

/** A script of ours under measurement, on Bun as in production. It ends with the bench, also when the bench is killed. */
export function startProcess(script: string, env: Record<string, string>, logFile?: string): ChildProcess {
  return startCommand([process.execPath, script], env, logFile);
}

/** A process with nothing of our own environment. What it writes goes to `logFile`, or else can be read from it. */
export function startCommand(command: string[], env: Record<string, string>, logFile?: string): ChildProcess {
  const tethered: NodeJS.ProcessEnv = {
    NODE_ENV: "production",
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    BACKTRAK_TETHER: "1",
    ...env,
  };
  const [program = "", ...args] = command;
  if (logFile === undefined) return spawn(program, args, { env: tethered, stdio: ["pipe", "pipe", "inherit"] });
  const log = openSync(logFile, "a", 0o600);
  const child = spawn(program, args, { env: tethered, stdio: ["pipe", log, log] });
  closeSync(log);
  return child;
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

export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Asks it to end and waits; after 20 s it is killed. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const killer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(killer);
}

/** Ends it as a crash of the machine would. */
export async function killProcess(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

/** The most memory a process has held so far, in MB; null where the system does not tell. */
export function peakMemoryMb(child: ChildProcess): number | null {
  return readMemoryMb(child, "VmHWM");
}

/** The memory a process holds at this moment; as above. */
export function memoryMb(child: ChildProcess): number | null {
  return readMemoryMb(child, "VmRSS");
}

function readMemoryMb(child: ChildProcess, name: "VmHWM" | "VmRSS"): number | null {
  try {
    const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
    const match = new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status);
    return match?.[1] === undefined ? null : Math.round(Number(match[1]) / 1024);
  } catch {
    return null;
  }
}

const TICK_MS = 10;

/** The processor time a process has used so far, in ms: unlike its speed it hardly depends on what else runs; null as above. */
export function usedCpuMs(child: ChildProcess): number | null {
  try {
    // proc(5): user and system time are fields 14 and 15; the name before them may hold spaces and brackets itself.
    const fields = readFileSync(`/proc/${child.pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return null;
  }
}
