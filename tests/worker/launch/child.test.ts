import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { lookUpProcess } from "@/lib/process.ts";
import { startChild, whileAlive, type Child } from "@/worker/launch/child.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "backtrak-child-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** A child that runs a shell script; `lines` are what it has said so far. */
function start(script: string): { child: Child; lines: string[]; log: () => string } {
  const lines: string[] = [];
  const logFile = join(folder, "child.log");
  const child = startChild({
    name: "child",
    command: ["sh", "-c", script],
    env: { GIVEN: "yes" },
    logFile,
    onLine: (line) => lines.push(line),
  });
  return { child, lines, log: () => readFileSync(logFile, "utf8") };
}

describe("startChild", () => {
  test("keeps what the child says in its log, and passes its lines on", async () => {
    const { child, lines, log } = start('echo "given $GIVEN"; echo tethered $BACKTRAK_TETHER');
    expect(await child.ended).toBe("exit code 0");
    await expect.poll(log).toBe("given yes\ntethered 1\n");
    expect(lines).toEqual(["given yes", "tethered 1"]);
  });

  test("ends the child when asked, and waits for its end", async () => {
    const { child, lines } = start("trap 'echo bye; exit 3' TERM; echo up; while :; do sleep 0.05; done");
    await expect.poll(() => lines).toEqual(["up"]);
    await child.stop();
    expect(await child.ended).toBe("exit code 3");
    expect(lookUpProcess(child.pid)).toBeNull();
  });

  test("ends with the child what the child had started and left behind", async () => {
    const { child, lines } = start("sleep 60 & echo $!; wait");
    await expect.poll(() => lines.length).toBe(1);
    await child.stop();
    await expect.poll(() => lookUpProcess(Number(lines[0]))).toBeNull();
  });

  test("says that a program is missing", async () => {
    const command = ["no-such-program"];
    expect(() => startChild({ name: "web", command, env: {}, logFile: join(folder, "web.log") })).toThrow(
      "web could not be started: is no-such-program installed?",
    );
  });
});

describe("whileAlive", () => {
  test("answers what was waited for, or how the child ended before", async () => {
    const { child } = start("exit 7");
    await expect(whileAlive(child, new Promise(() => {}))).rejects.toThrow("the child process has ended (exit code 7)");
    const other = start("sleep 60");
    expect(await whileAlive(other.child, Promise.resolve("ready"))).toBe("ready");
    await other.child.stop();
  });
});
