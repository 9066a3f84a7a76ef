import { delay, http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import { MAX_BODY_BYTES } from "@/lib/gitlab/body.ts";
import { closedAddress, openServer } from "./server.ts";
import { answering, API, BASE_URL, createClient, issuePayload, PROJECT, startWire, TOKEN } from "./wire.ts";

const { server, seen } = startWire();
const json = (body: unknown, init?: ResponseInit) => () => Response.json(body, init);
const text = (body: string, status: number, type: string) => () =>
  new HttpResponse(body, { status, headers: { "content-type": type } });

describe("a request", () => {
  it("carries the token in its header and nowhere else", async () => {
    server.use(answering("/projects/1", json(PROJECT)));
    await createClient().gitlab.project(1n);
    const [request] = seen;
    expect(request?.headers.get("private-token")).toBe(TOKEN);
    expect(request?.url).toBe(`${API}/projects/1`);
  });

  it("names a project by path in one segment", async () => {
    server.use(answering("/projects/group%2Fsub%2Fproject", json(PROJECT)));
    await expect(createClient().gitlab.project("group/sub/project")).resolves.toMatchObject(PROJECT);
  });

  it("goes below the path of a GitLab that is not at the root of its host", async () => {
    server.use(http.get(`${BASE_URL}/git/lab/api/v4/projects/1`, json(PROJECT)));
    await expect(createClient({ baseUrl: `${BASE_URL}/git/lab/` }).gitlab.project(1)).resolves.toMatchObject(PROJECT);
  });

  it.each(["", ".", ".."])("refuses %j as an id before anything is sent", async (id) => {
    await expect(async () => createClient().gitlab.project(id)).rejects.toMatchObject({ code: "gitlab_not_found" });
    expect(seen).toHaveLength(0);
  });

  it("keeps to its concurrency", async () => {
    let running = 0;
    let most = 0;
    server.use(
      http.get(`${API}/projects/:id/issues/:iid`, async ({ params }) => {
        running += 1;
        most = Math.max(most, running);
        await delay(5);
        running -= 1;
        return HttpResponse.json(issuePayload(Number(params.iid)));
      }),
    );
    const { gitlab } = createClient({ concurrency: 3 });
    await Promise.all(Array.from({ length: 12 }, (_, index) => gitlab.issue(1, index + 1)));
    expect(most).toBe(3);
  });
});

describe("an answer that is not the API's", () => {
  it.each([
    ["a login page", "<!DOCTYPE html><title>Sign in</title>", "text/html; charset=utf-8"],
    ["plain text", "ok", "text/plain"],
    ["JSON under another name", JSON.stringify(PROJECT), "text/html"],
  ])("such as %s with 200 is malformed", async (_, body, type) => {
    server.use(answering("/projects/1", text(body, 200, type)));
    await expect(createClient().gitlab.project(1)).rejects.toMatchObject({ code: "gitlab_malformed" });
    expect(seen).toHaveLength(1);
  });

  it("such as a list where an object belongs names the place", async () => {
    server.use(answering("/projects/1", json([PROJECT])));
    await expect(createClient().gitlab.project(1)).rejects.toThrow(
      /answer to \/projects\/1 .* its top: expected object/,
    );
  });

  it("without an end is given up at the cap", async () => {
    const chunk = new Uint8Array(1024 * 1024).fill(0x20);
    let sent = 0;
    const endless = () =>
      new ReadableStream<Uint8Array>({
        pull(controller) {
          sent += chunk.byteLength;
          controller.enqueue(chunk);
        },
      });
    server.use(
      answering("/projects/1", () => new Response(endless(), { headers: { "content-type": "application/json" } })),
    );
    await expect(createClient().gitlab.project(1)).rejects.toMatchObject({
      code: "gitlab_malformed",
      message: `The answer to /projects/1 is larger than ${MAX_BODY_BYTES} bytes`,
    });
    expect(sent).toBeLessThan(MAX_BODY_BYTES + 10 * chunk.byteLength);
  });

  it("that breaks off on the wire is tried again, then told as it is", async () => {
    const baseUrl = await openServer((response) => response.write('{"id": 1,', () => response.destroy()));
    const { gitlab, slept } = createClient({ baseUrl });
    await expect(gitlab.project(1)).rejects.toMatchObject({ code: "gitlab_unavailable", reason: "network" });
    expect(slept).toHaveLength(3);
  });

  it("that breaks off unnoticed is no JSON, and the next one may be", async () => {
    const cut = JSON.stringify(PROJECT).slice(0, 30);
    server.use(answering("/projects/1", text(cut, 200, "application/json"), json(PROJECT)));
    await expect(createClient().gitlab.project(1)).resolves.toMatchObject(PROJECT);
    server.use(answering("/projects/1", text(cut, 200, "application/json")));
    await expect(createClient().gitlab.project(1)).rejects.toMatchObject({ code: "gitlab_malformed" });
  });
});

describe("a redirect", () => {
  it("to the same host is followed with the token", async () => {
    server.use(
      answering("/projects/old%2Fpath", () => redirect(301, `${API}/projects/81`)),
      answering("/projects/81", json({ ...PROJECT, id: 81 })),
    );
    await expect(createClient().gitlab.project("old/path")).resolves.toMatchObject({ id: 81 });
    expect(seen.map((request) => request.headers.get("private-token"))).toEqual([TOKEN, TOKEN]);
  });

  it.each([
    ["another host", "https://evil.example.com/api/v4/projects/1"],
    ["another scheme", "http://gitlab.example.com/api/v4/projects/1"],
    ["another port", "https://gitlab.example.com:8443/api/v4/projects/1"],
    ["a metadata service", "http://169.254.169.254/latest/meta-data"],
    ["another host without scheme", "//evil.example.com/"],
    ["nowhere", "https://"],
  ])("to %s is refused, and the token not sent", async (_, location) => {
    server.use(answering("/projects/1", () => redirect(302, location)));
    await expect(createClient().gitlab.project(1)).rejects.toMatchObject({ code: "gitlab_malformed" });
    expect(seen).toHaveLength(1);
  });

  it("in a circle ends", async () => {
    server.use(answering("/projects/1", () => redirect(302, `${API}/projects/1`)));
    await expect(createClient().gitlab.project(1)).rejects.toMatchObject({ code: "gitlab_malformed" });
    expect(seen).toHaveLength(4);
  });
});

describe("waiting", () => {
  it("for headers ends after the time-out", async () => {
    const { gitlab } = createClient({ timeoutMs: 30, baseUrl: await openServer(null) });
    await expect(gitlab.project(1)).rejects.toMatchObject({ code: "gitlab_unavailable", reason: "time_out" });
  });

  it("for the rest of a body ends after the time-out", async () => {
    const { gitlab } = createClient({ timeoutMs: 30, baseUrl: await openServer((response) => response.write("{")) });
    await expect(gitlab.project(1)).rejects.toMatchObject({ code: "gitlab_unavailable", reason: "time_out" });
  });

  it("for a body that comes drop by drop and never ends, ends after the time-out", async () => {
    let drops = 0;
    const baseUrl = await openServer((response) => {
      const timer = setInterval(() => response.write(" ", () => (drops += 1)), 5);
      response.on("close", () => clearInterval(timer));
    });
    const { gitlab } = createClient({ timeoutMs: 200, baseUrl });
    await expect(gitlab.project(1)).rejects.toMatchObject({ code: "gitlab_unavailable", reason: "time_out" });
    expect(drops).toBeGreaterThan(4);
  });

  it("for a GitLab that is not there ends at once, with the reason in one word", async () => {
    const { gitlab } = createClient({ baseUrl: await closedAddress() });
    await expect(gitlab.project(1)).rejects.toThrow("GitLab cannot be reached for /projects/1 (ECONNREFUSED)");
  });

  it("ends when the caller gives up, with the caller's reason", async () => {
    server.use(http.get(`${API}/projects/1`, () => delay("infinite")));
    const controller = new AbortController();
    const reason = new Error("shutting down");
    const asked = createClient().gitlab.project(1, controller.signal);
    setTimeout(() => controller.abort(reason), 20);
    await expect(asked).rejects.toBe(reason);
    await expect(createClient().gitlab.project(1, controller.signal)).rejects.toBe(reason);
  });

  it("ends for a request that had no place yet", async () => {
    server.use(http.get(`${API}/projects/:id`, () => delay("infinite")));
    const { gitlab } = createClient({ concurrency: 1 });
    const controller = new AbortController();
    const first = gitlab.project(1, controller.signal);
    const waiting = new AbortController();
    const second = gitlab.project(2, waiting.signal);
    waiting.abort(new Error("not wanted any more"));
    await expect(second).rejects.toThrow("not wanted any more");
    controller.abort(new Error("nor this"));
    await expect(first).rejects.toThrow("nor this");
    expect(seen.map((request) => new URL(request.url).pathname)).not.toContain("/api/v4/projects/2");
  });

  it("ends during a pause between two tries", async () => {
    server.use(answering("/projects/1", json({}, { status: 502 })));
    const controller = new AbortController();
    const { gitlab } = createClient({ sleep: undefined });
    const asked = gitlab.project(1, controller.signal);
    setTimeout(() => controller.abort(new Error("shutting down")), 50);
    await expect(asked).rejects.toThrow("shutting down");
  });
});

function redirect(status: number, location: string): Response {
  return new HttpResponse("This resource has been moved", {
    status,
    headers: { location, "content-type": "text/plain" },
  });
}
