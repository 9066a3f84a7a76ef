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

  it("fails over the wire as it is told to, and lives on", async () => {
    const { url } = await readyLine(start(SETTINGS));
    const headers = { "PRIVATE-TOKEN": "demo-token", "Content-Type": "application/json" };
    const arm = (kind: string) => {
      const body = JSON.stringify({ faults: [{ kind, times: 1 }] });
      return fetch(`${url}/demo/faults`, { method: "POST", headers, body });
    };
    const ask = () => fetch(`${url}/api/v4/groups/larkfield/issues?per_page=100`, { headers });
    await arm("reset");
    await expect(ask()).rejects.toThrow("fetch failed");
    await arm("truncated");
    const half = await ask();
    expect(Number(half.headers.get("content-length"))).toBeGreaterThan(1_000);
    await expect(half.text()).rejects.toThrow("terminated");
    await arm("endless");
    expect(await bytesUpTo(await ask(), 2_000_000)).toBeGreaterThanOrEqual(2_000_000);
    await arm("rate_limited");
    expect((await ask()).status).toBe(429);
    const edit = { kind: "rename_user", user_id: 1, name: "Ada Rook" };
    expect((await fetch(`${url}/demo/edits`, { method: "POST", headers, body: JSON.stringify(edit) })).status).toBe(
      200,
    );
    expect((await ask()).status).toBe(200);
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

async function bytesUpTo(answer: Response, enough: number): Promise<number> {
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes >= enough) break;
  }
  return bytes;
}

async function readyLine(child: ReturnType<typeof start>): Promise<z.output<typeof readySchema>> {
  const [line] = await once(child.stdout, "data");
  return readySchema.parse(JSON.parse(String(line)));
}
