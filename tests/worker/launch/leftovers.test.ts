import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { lookUpProcess, sendSignal, waitForEnd } from "@/lib/process.ts";
import { writePrivately, type DataFolder } from "@/worker/launch/data-folder.ts";
import { takeOver } from "@/worker/launch/leftovers.ts";

let path = "";
let folder: DataFolder;
const spawned: ChildProcess[] = [];

beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), "backtrak-leftovers-"));
  const file = (name: string) => join(path, name);
  folder = {
    path,
    secretsFile: file("demo.json"),
    processesFile: file("processes.json"),
    postgres: "",
    gitlab: "",
    logFile: file,
  };
});

afterEach(() => {
  for (const child of spawned.splice(0)) child.kill("SIGKILL");
  rmSync(path, { recursive: true });
});

function startSleeper(): number {
  const child = spawn("sleep", ["60"], { stdio: "ignore" });
  spawned.push(child);
  if (child.pid === undefined) throw new Error("sleep could not be started");
  return child.pid;
}

function noteOf(pid: number): { name: string; pid: number; identity: string } {
  return { name: "web", pid, identity: lookUpProcess(pid)?.identity ?? "gone" };
}

function leave(record: { launcher: number; starters?: object[]; children: object[] }): void {
  const launcher = noteOf(record.launcher);
  writePrivately(folder.processesFile, { launcher, starters: record.starters ?? [], children: record.children });
}

describe("takeOver", () => {
  test("ends what a killed launcher left behind", async () => {
    const [launcher, child] = [startSleeper(), startSleeper()];
    leave({ launcher, children: [noteOf(child)] });
    sendSignal(launcher, "SIGKILL");
    await waitForEnd(launcher, 5_000);
    await takeOver(folder, []);
    expect(lookUpProcess(child)).toBeNull();
  });

  test("leaves alone a process that was given the number of a left one since", async () => {
    const [launcher, stranger] = [startSleeper(), startSleeper()];
    leave({ launcher, children: [{ ...noteOf(stranger), identity: "another time" }] });
    sendSignal(launcher, "SIGKILL");
    await waitForEnd(launcher, 5_000);
    await takeOver(folder, []);
    expect(lookUpProcess(stranger)).not.toBeNull();
  });

  test("does not start beside a launcher that is at work, and touches none of its processes", async () => {
    const [launcher, child] = [startSleeper(), startSleeper()];
    leave({ launcher, children: [noteOf(child)] });
    await expect(takeOver(folder, [])).rejects.toThrow(
      `Backtrak is already running from this folder (process ${launcher})`,
    );
    expect(lookUpProcess(child)).not.toBeNull();
  });

  test("waits for a launcher that is about to end because its command was killed", async () => {
    const launcher = startSleeper();
    leave({ launcher, starters: [{ name: "starter", pid: 1, identity: "gone" }], children: [] });
    setTimeout(() => sendSignal(launcher, "SIGTERM"), 200);
    await takeOver(folder, []);
    expect(lookUpProcess(launcher)).toBeNull();
  });

  test("notes itself and its children for the next start, for the present user alone", async () => {
    const register = await takeOver(folder, []);
    const [kept, ended] = [startSleeper(), startSleeper()];
    register.add("web", kept);
    register.add("build", ended);
    register.remove(ended);
    const record: unknown = JSON.parse(readFileSync(folder.processesFile, "utf8"));
    expect(record).toMatchObject({ launcher: { pid: process.pid }, children: [noteOf(kept)] });
    expect(statSync(folder.processesFile).mode & 0o777).toBe(0o600);
  });
});
