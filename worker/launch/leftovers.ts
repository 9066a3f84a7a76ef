import { readFileSync } from "node:fs";
import { z } from "zod";
import { AppError } from "@/lib/errors.ts";
import { lookUpProcess, sendSignal, waitForEnd, type ProcessFacts } from "@/lib/process.ts";
import { writePrivately, type DataFolder } from "./data-folder.ts";

const STOP_TIMEOUT_MS = 15_000;
const LAUNCHER_STOP_TIMEOUT_MS = 45_000;

const processSchema = z.object({ name: z.string(), pid: z.int(), identity: z.string() });
const recordSchema = z.object({
  launcher: processSchema,
  /** The commands that the launcher was started through: without them it ends by itself. */
  starters: z.array(processSchema),
  children: z.array(processSchema),
});

type Known = z.infer<typeof processSchema>;
type Record = z.infer<typeof recordSchema>;

/** Who runs in a data folder, kept so that the next start knows what a killed one left behind. */
export type Register = { add(name: string, pid: number): void; remove(pid: number): void };

/**
 * Ends what an earlier launcher of this data folder left behind (and only that: numbers given to other processes since
 * are left alone), then writes down that this process is the launcher now.
 * @throws AppError `unavailable` when another launcher is at work here.
 */
export async function takeOver(folder: DataFolder, starters: ProcessFacts[]): Promise<Register> {
  const left = readRecord(folder);
  if (left) await endLeftovers(left);
  const record: Record = {
    launcher: known("launcher", process.pid),
    starters: starters.map((starter) => ({ name: "starter", pid: starter.pid, identity: starter.identity })),
    children: [],
  };
  writePrivately(folder.processesFile, record);
  return {
    add(name, pid) {
      record.children.push(known(name, pid));
      writePrivately(folder.processesFile, record);
    },
    remove(pid) {
      record.children = record.children.filter((child) => child.pid !== pid);
      writePrivately(folder.processesFile, record);
    },
  };
}

async function endLeftovers(left: Record): Promise<void> {
  const { launcher } = left;
  if (isRunning(launcher)) {
    // One whose command was killed is about to end by itself, and ends its children in order.
    const isEnding = left.starters.some((starter) => !isRunning(starter));
    if (!isEnding || !(await waitForEnd(launcher.pid, LAUNCHER_STOP_TIMEOUT_MS))) {
      throw new AppError(
        "unavailable",
        `Backtrak is already running from this folder (process ${launcher.pid}): stop it first`,
      );
    }
  }
  await Promise.all(left.children.filter(isRunning).map((child) => end(child.pid)));
}

async function end(pid: number): Promise<void> {
  sendSignal(pid, "SIGTERM");
  if (await waitForEnd(pid, STOP_TIMEOUT_MS)) return;
  sendSignal(pid, "SIGKILL");
  await waitForEnd(pid, STOP_TIMEOUT_MS);
}

function isRunning({ pid, identity }: Known): boolean {
  return lookUpProcess(pid)?.identity === identity;
}

function known(name: string, pid: number): Known {
  return { name, pid, identity: lookUpProcess(pid)?.identity ?? "unknown" };
}

function readRecord(folder: DataFolder): Record | null {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(folder.processesFile, "utf8")));
  } catch {
    return null; // there is none yet, or it was cut off: then nothing is known to be ours
  }
}
