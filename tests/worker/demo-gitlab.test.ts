import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { z } from "zod";

const readySchema = z.object({ ready: z.literal(true), url: z.url() });
vi.setConfig({ testTimeout: 60_000 });

const SETTINGS = { GITLAB_TOKEN: "demo-token", DEMO_ISSUES: "30", LOG_LEVEL: "silent" };

describe("the demo GitLab's process", () => {
  it("says where it listens in one line, serves there, and ends when asked", async () => {
    const child = start(SETTINGS);
    const { url } = await readyLine(child);
    expect(new URL(url).hostname).toBe("127.0.0.1");
    const answer = await fetch(`${url}/api/v4/groups/larkfield/issues`, { headers: { "PRIVATE-TOKEN": "demo-token" } });
    expect(answer.status).toBe(200);
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  it("ends with whoever started it when tethered", async () => {
    const child = start({ ...SETTINGS, BACKTRAK_TETHER: "1" });
    await readyLine(child);
    child.stdin.end();
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  it("names every wrong setting in a single line", async () => {
    const child = start({ DEMO_ISSUES: "many", GITLAB_TOKEN: "" });
    const [words] = await Promise.all([text(child.stderr), once(child, "exit")]);
    expect(words.trim().split("\n")).toHaveLength(1);
    expect(words).toMatch(/GITLAB_TOKEN is not set; DEMO_ISSUES is wrong/);
    expect(child.exitCode).toBe(1);
  });
});

function start(settings: Record<string, string>) {
  const child = spawn("bun", ["worker/demo-gitlab.ts"], {
    env: { ...process.env, ...settings },
    stdio: "pipe",
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function readyLine(child: ReturnType<typeof start>): Promise<z.output<typeof readySchema>> {
  const [line] = await once(child.stdout, "data");
  return readySchema.parse(JSON.parse(String(line)));
}
