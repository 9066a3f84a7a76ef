import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createFaults, FAULT_KINDS, type Fault } from "@/lib/gitlab/demo/faults.ts";
import { startForTest, TOKEN, type TestGitLab } from "./start.ts";

const ISSUES = "/api/v4/groups/larkfield/issues?per_page=100";

describe("the demo GitLab's faults, seen through plain fetch", () => {
  it("limits the rate with Retry-After and nothing left, in plain text", async () => {
    const gitlab = await startWith({ kind: "rate_limited", seconds: 7, times: 1 });
    const answer = await ask(gitlab);
    expect(answer.status).toBe(429);
    expect(answer.headers.get("content-type")).toBe("text/plain");
    expect(answer.headers.get("retry-after")).toBe("7");
    expect(answer.headers.get("ratelimit-remaining")).toBe("0");
    expect(answer.headers.get("ratelimit-reset")).toBe(String(Date.parse("2026-11-22T12:00:07.000Z") / 1000));
    expect(await answer.text()).toBe("Retry later\n");
    expect((await ask(gitlab)).status).toBe(200);
  });

  it("limits the rate by GitLab's other limit: no Retry-After, and headers that promise more", async () => {
    const answer = await ask(await startWith({ kind: "rate_limited", times: 1 }));
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, null]);
    expect(Number(answer.headers.get("ratelimit-remaining"))).toBeGreaterThan(0);
  });

  it.each([
    ["server_error", 500, { message: "500 Internal Server Error" }],
    ["unauthorized", 401, { message: "401 Unauthorized" }],
    ["forbidden", 403, { message: "403 Forbidden" }],
    ["not_found", 404, { message: "404 Not found" }],
  ] as const)("answers %s as GitLab does, in JSON and with its headers", async (kind, status, body) => {
    const answer = await ask(await startWith({ kind }));
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(answer.headers.get("ratelimit-limit")).not.toBeNull();
    expect(await answer.json()).toEqual(body);
  });

  it.each([
    ["bad_gateway", 502, "GitLab is not responding"],
    ["login_page", 200, "Sign in"],
  ] as const)("puts %s in front of GitLab: HTML, and none of GitLab's own headers", async (kind, status, words) => {
    const answer = await ask(await startWith({ kind }));
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toMatch(/^text\/html/);
    expect(answer.headers.get("x-request-id")).toBeNull();
    expect(answer.headers.get("ratelimit-limit")).toBeNull();
    expect(await answer.text()).toContain(words);
  });

  it("answers late with what was true when it was asked", async () => {
    const gitlab = await startWith();
    const [issue] = await gitlab.issues(ISSUES);
    gitlab.demo.faults.set([{ kind: "slow", delay_ms: 300, times: 1 }]);
    const path = `/api/v4/projects/${issue?.project_id}/issues/${issue?.iid}`;
    const began = performance.now();
    const asked = ask(gitlab, path);
    while (gitlab.demo.faults.state().counts.slow === 0) await new Promise(setImmediate);
    gitlab.demo.edit(retitle(issue, "Edited while it was on the way"));
    const late = z.object({ title: z.string() }).parse(await (await asked).json());
    expect(performance.now() - began).toBeGreaterThan(280);
    expect(late.title).toBe(issue?.title);
    expect((await gitlab.issue(path)).title).toBe("Edited while it was on the way");
  });

  it("hangs up without an answer, and changes nothing then", async () => {
    const gitlab = await startWith({ kind: "reset", times: 2 });
    await expect(ask(gitlab)).rejects.toThrow("fetch failed");
    const written = fetch(`${gitlab.url}/api/v4/projects/larkfield%2Fshop%2Fstorefront/issues`, {
      method: "POST",
      headers: { "PRIVATE-TOKEN": TOKEN },
      body: new URLSearchParams({ title: "Never arrived" }),
    });
    await expect(written).rejects.toThrow("fetch failed");
    expect(gitlab.demo.journal.entries).toHaveLength(0);
    expect((await ask(gitlab)).status).toBe(200);
  });

  it("promises a whole body and breaks off after half of it", async () => {
    const gitlab = await startWith({ kind: "truncated", times: 1 });
    const answer = await ask(gitlab);
    const promised = Number(answer.headers.get("content-length"));
    const { bytes, error } = await readUntilItBreaks(answer);
    expect(answer.status).toBe(200);
    expect(bytes).toBe(promised >> 1);
    expect(error).toBeInstanceOf(TypeError);
    expect((await (await ask(gitlab)).arrayBuffer()).byteLength).toBeGreaterThan(bytes);
  });

  it("sends issues without end until the reader goes", async () => {
    const gitlab = await startWith({ kind: "endless", times: 1 });
    const answer = await ask(gitlab);
    expect(answer.headers.get("content-length")).toBeNull();
    const start = await readAtLeast(answer, 3_000_000);
    expect(start.startsWith('[{"id":1,"iid":1,"title":"Endless 1","state":"opened"},{"id":2,')).toBe(true);
    expect((await ask(gitlab)).status).toBe(200);
  });
});

describe("which requests a fault strikes", () => {
  it("strikes the next so many that its path matches, query and all, and no others", async () => {
    const gitlab = await startWith({ kind: "server_error", times: 2, path: "/issues\\?.*page=100" });
    expect((await ask(gitlab, "/api/v4/groups/larkfield/issues")).status).toBe(200);
    const statuses: number[] = [];
    for (let index = 0; index < 3; index++) statuses.push((await ask(gitlab)).status);
    expect(statuses).toEqual([500, 500, 200]);
  });

  it("never strikes the levers under /demo/", async () => {
    const gitlab = await startWith({ kind: "reset" });
    expect((await gitlab.get("/demo/faults")).body).toMatchObject({ faults: [{ kind: "reset", hits: 0 }] });
    expect((await gitlab.post("/demo/faults", { faults: [] })).status).toBe(200);
    expect((await ask(gitlab)).status).toBe(200);
  });

  it("strikes even a request without a token, as a limit before the door does", async () => {
    const gitlab = await startWith({ kind: "rate_limited", seconds: 1 });
    expect((await fetch(gitlab.url + ISSUES)).status).toBe(429);
  });

  it("lets a slow one be slow and worse: the next of the list decides the answer", async () => {
    const gitlab = await startWith(
      { kind: "slow", delay_ms: 120 },
      { kind: "bad_gateway", times: 1 },
      { kind: "forbidden" },
    );
    const began = performance.now();
    expect((await ask(gitlab)).status).toBe(502);
    expect(performance.now() - began).toBeGreaterThan(110);
    expect((await ask(gitlab)).status).toBe(403);
    expect(gitlab.demo.faults.state().counts).toMatchObject({ slow: 2, bad_gateway: 1, forbidden: 1, not_found: 0 });
  });

  it("is set and shown over the wire, and a new list takes the place of the old while the counts go on", async () => {
    const gitlab = await startForTest({ issues: 5 });
    await gitlab.post("/demo/faults", { faults: [{ kind: "not_found", times: 3, path: "/projects" }] });
    expect((await ask(gitlab, "/api/v4/projects")).status).toBe(404);
    expect((await gitlab.get("/demo/faults")).body).toMatchObject({
      faults: [{ kind: "not_found", times: 3, path: "/projects", hits: 1 }],
      counts: { not_found: 1, reset: 0 },
    });
    await gitlab.post("/demo/faults", { faults: [{ kind: "forbidden", path: "/groups" }] });
    expect((await ask(gitlab, "/api/v4/projects")).status).toBe(200);
    expect((await gitlab.get("/demo/faults")).body).toMatchObject({
      faults: [{ kind: "forbidden", hits: 0 }],
      counts: { not_found: 1 },
    });
  });

  it.each([
    { kind: "flood" },
    { kind: "slow", path: "(" },
    { kind: "slow", share: 2 },
    { kind: "slow", times: 0 },
    { kind: "slow", paht: "/issues" },
  ])("refuses %o and keeps the list it had", async (fault) => {
    const gitlab = await startWith({ kind: "forbidden", times: 9 });
    expect((await gitlab.post("/demo/faults", { faults: [fault] })).status).toBe(400);
    expect(gitlab.demo.faults.state().faults).toMatchObject([{ kind: "forbidden", times: 9 }]);
  });

  it("draws shares from the seed: the same requests meet the same faults, another seed's others", () => {
    const story = (seed: number) => {
      const faults = createFaults(seed);
      faults.set([
        { kind: "reset", share: 0.2 },
        { kind: "slow", share: 0.5, path: "odd" },
      ]);
      return Array.from({ length: 400 }, (_, index) =>
        faults.draw(index % 2 ? "/odd" : "/even").map(({ kind }) => kind),
      );
    };
    expect(story(1)).toEqual(story(1));
    expect(story(1)).not.toEqual(story(2));
    const resets = story(1).filter((kinds) => kinds.includes("reset")).length;
    expect(resets).toBeGreaterThan(50);
    expect(resets).toBeLessThan(110);
  });

  it("begins the same chance again with every list", () => {
    const faults = createFaults(4);
    const draws = () => {
      faults.set([{ kind: "reset", share: 0.5, times: 6 }]);
      return Array.from({ length: 30 }, () => faults.draw("/api").length);
    };
    const first = draws();
    expect(first.filter((hits) => hits > 0)).toHaveLength(6);
    expect(draws()).toEqual(first);
    expect(Object.keys(faults.state().counts)).toEqual([...FAULT_KINDS]);
  });
});

async function startWith(...faults: Fault[]): Promise<TestGitLab> {
  const gitlab = await startForTest({ issues: 120 });
  gitlab.demo.faults.set(faults);
  return gitlab;
}

function ask(gitlab: TestGitLab, path = ISSUES): Promise<Response> {
  return fetch(gitlab.url + path, { headers: { "PRIVATE-TOKEN": TOKEN } });
}

function retitle(issue: { project_id: number; iid: number } | undefined, title: string) {
  const { project_id = 0, iid = 0 } = issue ?? {};
  return { kind: "update_issue" as const, project_id, iid, fields: { title } };
}

async function readUntilItBreaks(answer: Response): Promise<{ bytes: number; error: unknown }> {
  let bytes = 0;
  try {
    for await (const chunk of answer.body ?? []) bytes += chunk.byteLength;
  } catch (error) {
    return { bytes, error };
  }
  return { bytes, error: null };
}

async function readAtLeast(answer: Response, bytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length >= bytes) break;
  }
  return text;
}
