import { spawn, type ChildProcess } from "node:child_process";
import { createWriteStream, openSync, type WriteStream } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import { AppError } from "@/lib/errors.ts";
import { sendSignal } from "@/lib/process.ts";
import { say } from "./progress.ts";

const STOP_TIMEOUT_MS = 15_000;
const REPEAT_AFTER_MS = 60_000;
const PINO_WARN = 40;

const pinoLineSchema = z.object({
  level: z.number(),
  msg: z.string().default(""),
  err: z.object({ message: z.string() }).optional(),
});

/** How a child ended: "exit code 1", "SIGKILL". */
export type Ending = string;

/** The ending of a process that did what it was for. */
export const SUCCESS: Ending = "exit code 0";

/** A process of the demo. `stop` asks it to end and waits; after 15 s it is killed. */
export type Child = { name: string; pid: number; logFile: string; ended: Promise<Ending>; stop: () => Promise<void> };

export type ChildOptions = {
  name: string;
  command: string[];
  env: Record<string, string | undefined>;
  logFile: string;
  onLine?: (line: string) => void;
};

/**
 * Starts a process in a group of its own, so that a Ctrl-C in the terminal reaches only the launcher, which ends its
 * children in order. What it writes goes to its log file; warnings, errors and stderr are shown as well.
 */
export function startChild(options: ChildOptions): Child {
  const [program = "", ...args] = options.command;
  const env = { ...process.env, ...options.env, BACKTRAK_TETHER: "1" };
  // Opened first: where it cannot be, nothing is started that nobody would end.
  const log = createWriteStream(options.logFile, { fd: openSync(options.logFile, "a", 0o600) });
  // The child reads its standard input to its end to notice that we are gone: nothing is ever written to it.
  const child = spawn(program, args, { env, detached: true, stdio: ["pipe", "pipe", "pipe"] });
  const ended = endingOf(child);
  if (child.pid === undefined) {
    log.destroy();
    throw new AppError("internal", `${options.name} could not be started: is ${program} installed?`);
  }
  relayOutput(child, log, options);
  const pid = child.pid;
  return { name: options.name, pid, logFile: options.logFile, ended, stop: () => stop(pid, ended) };
}

/** The outcome of `work`, which waits for the child. @throws AppError `internal` when the child ends before. */
export function whileAlive<T>(child: Child, work: Promise<T>): Promise<T> {
  const failure = child.ended.then((how) => {
    throw new AppError("internal", `the ${child.name} process has ended (${how}): see ${child.logFile}`);
  });
  return Promise.race([work, failure]);
}

/** What a log line says to people, in one line: null when it is neither a warning nor an error. */
export function wordsOf(line: string, stream: "stdout" | "stderr"): string | null {
  const parsed = pinoLineSchema.safeParse(parseJson(line));
  if (!parsed.success) return stream === "stderr" && line.trim() !== "" ? line : null;
  const { level, msg, err } = parsed.data;
  if (level < PINO_WARN) return null;
  const words = err && !msg.includes(err.message) ? `${msg}: ${err.message}` : msg;
  return words.split("\n", 1).join("");
}

function endingOf(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.on("exit", (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
}

function relayOutput(child: ChildProcess, log: WriteStream, { name, onLine }: ChildOptions): void {
  const isNew = newWords();
  log.on("error", (error) => say(`  [${name}] its log cannot be written: ${error.message}`));
  child.stdin?.on("error", () => {});
  for (const stream of ["stdout", "stderr"] as const) {
    const input = child[stream];
    if (!input) continue;
    createInterface({ input }).on("line", (line) => {
      log.write(`${line}\n`);
      const words = wordsOf(line, stream);
      if (words !== null && isNew(words)) say(`  [${name}] ${words}`);
      onLine?.(line);
    });
  }
}

// A job that is tried again and again says the same each time but for its numbers: once a minute is enough, the log has all.
function newWords(): (words: string) => boolean {
  const shownAt = new Map<string, number>();
  return (words) => {
    const key = words.replaceAll(/\d+/g, "#");
    const isNew = performance.now() - (shownAt.get(key) ?? -Infinity) > REPEAT_AFTER_MS;
    if (isNew) shownAt.set(key, performance.now());
    return isNew;
  };
}

async function stop(pid: number, ended: Promise<Ending>): Promise<void> {
  sendSignal(pid, "SIGTERM");
  const killer = setTimeout(() => sendSignal(-pid, "SIGKILL"), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(killer);
  sendSignal(-pid, "SIGKILL"); // what it had started itself and left behind
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
