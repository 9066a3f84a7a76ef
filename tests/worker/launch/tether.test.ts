import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { once } from "node:events";
import { afterEach, expect, test } from "vitest";
import { lookUpProcess, waitForEnd } from "@/lib/process.ts";

const TETHER = resolve("worker/launch/tether.ts");
const folder = mkdtempSync(join(tmpdir(), "backtrak-tether-"));
let launcher: ChildProcess | undefined;

afterEach(() => {
  launcher?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

test("a tethered process ends when its launcher is killed, and not before", async () => {
  const script = join(folder, "launcher.mjs");
  // As the launcher does it: a group of its own, and a pipe for standard input that nothing is written to.
  writeFileSync(
    script,
    `import { spawn } from "node:child_process";
     const args = ["--import", ${JSON.stringify(TETHER)}, "-e", "setInterval(() => {}, 1000)"];
     const child = spawn(process.execPath, args, { detached: true, stdio: ["pipe", "ignore", "ignore"] });
     console.log(child.pid);
     setInterval(() => {}, 1000);`,
  );
  launcher = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"] });
  const [said] = await once(launcher.stdout ?? launcher, "data");
  const child = Number(String(said));
  await new Promise((done) => setTimeout(done, 300));
  expect(lookUpProcess(child)).not.toBeNull();
  launcher.kill("SIGKILL");
  expect(await waitForEnd(child, 10_000)).toBe(true);
});
