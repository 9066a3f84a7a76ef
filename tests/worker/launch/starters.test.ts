import { describe, expect, test } from "vitest";
import type { ProcessFacts } from "@/lib/process.ts";
import { findStarters } from "@/worker/launch/starters.ts";

/** The commands above the launcher, nearest first; the launcher itself is process 100. */
function startersUnder(...commands: string[]): string[] {
  const chain = ["bun worker/demo.ts", ...commands];
  const lookUp = (pid: number): ProcessFacts | null => {
    const command = chain[100 - pid];
    return command === undefined ? null : { pid, parent: pid - 1, identity: `${pid}`, command };
  };
  return findStarters(100, lookUp).map((starter) => starter.command);
}

describe("findStarters", () => {
  test("finds npx and bun run, through the shell between them, and stops at the terminal", () => {
    expect(
      startersUnder("bun run demo", "sh -c 'bun' run demo", "npm exec bun@1.4.5 run demo", "bash", "sshd"),
    ).toEqual(["bun run demo", "npm exec bun@1.4.5 run demo"]);
  });

  test("finds npx by the script that node runs", () => {
    const npx = "/usr/bin/node /usr/bin/npx -y bun@1.4.5 run demo";
    expect(startersUnder("/root/.npm/_npx/1/bin/bun run dev", npx, "-bash")).toEqual([
      "/root/.npm/_npx/1/bin/bun run dev",
      npx,
    ]);
  });

  test("does not depend on a shell that started it in the background", () => {
    expect(startersUnder("bash -c bun worker/demo.ts &", "init")).toEqual([]);
    expect(startersUnder("bun run demo", "bash -c 'npx -y bun run demo &'", "init")).toEqual(["bun run demo"]);
  });

  test("does not depend on a program that merely has bun in its arguments", () => {
    expect(startersUnder("python3 start.py 'bun run demo'")).toEqual([]);
    expect(startersUnder("node /srv/bundle/server.js")).toEqual([]);
  });
});
