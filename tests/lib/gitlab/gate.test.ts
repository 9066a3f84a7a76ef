import { delay, http, HttpResponse } from "msw";
import { describe, expect, it, vi } from "vitest";
import { AppError } from "@/lib/errors.ts";
import type { Gate } from "@/lib/gitlab/gate.ts";
import { answering, API, createClient, issuePayload, PROJECT, startWire } from "./wire.ts";

const { server, seen } = startWire();
const ok = () => Response.json(PROJECT, { headers: { "ratelimit-remaining": "7" } });
const refusing = (status: number, headers = {}) => answering("/projects/1", () => refusal(status, headers));
const refusal = (status: number, headers = {}) => Response.json({ message: "no" }, { status, headers });

/** A gate that lets all through and remembers what it was told. */
function createWatchedGate(): { gate: Gate; told: string[] } {
  const told: string[] = [];
  const gate: Gate = {
    enter: async () => void told.push("enter"),
    limited: async (seconds, message) => void told.push(`limited ${seconds}: ${message}`),
    refused: async (message) => void told.push(`refused: ${message}`),
    answered: async (headers) => void told.push(`answered ${headers.get("ratelimit-remaining")}`),
  };
  return { gate, told };
}

describe("the gate", () => {
  it("is asked before each try of a request and told how it ended", async () => {
    server.use(
      answering(
        "/projects/1",
        () => refusal(502),
        () => refusal(429, { "retry-after": "7" }),
        ok,
      ),
    );
    const { gate, told } = createWatchedGate();
    await createClient({ gate }).gitlab.project(1);
    expect(told).toEqual(["enter", "enter", "limited 7: GitLab asked to wait at /projects/1", "enter", "answered 7"]);
  });

  it("hears of a limit without a time that there is none", async () => {
    server.use(refusing(429));
    const { gate, told } = createWatchedGate();
    await expect(createClient({ gate }).gitlab.project(1)).rejects.toMatchObject({ code: "gitlab_rate_limited" });
    expect(told[1]).toBe("limited undefined: GitLab asked to wait at /projects/1");
  });

  it("hears of a refused token in GitLab's words", async () => {
    server.use(refusing(401));
    const { gate, told } = createWatchedGate();
    await expect(createClient({ gate }).gitlab.project(1)).rejects.toMatchObject({ code: "gitlab_unauthorized" });
    expect(told).toEqual(["enter", "refused: GitLab refused the token at /projects/1: no"]);
  });

  it.each([403, 404, 422])("takes a %i of the API for an answer: the token was taken", async (status) => {
    server.use(refusing(status));
    const { gate, told } = createWatchedGate();
    await expect(createClient({ gate }).gitlab.project(1)).rejects.toThrow(/: no$/);
    expect(told).toEqual(["enter", "answered null"]);
  });

  it.each([
    ["a login page", () => new HttpResponse("<html>", { headers: { "content-type": "text/html" } })],
    ["a 404 in HTML", () => new HttpResponse("<html>", { status: 404, headers: { "content-type": "text/html" } })],
    ["a failing server", () => refusal(502)],
    ["a broken connection", () => HttpResponse.error()],
  ])("does not take %s for an answer", async (_, answer) => {
    server.use(answering("/projects/1", answer));
    const { gate, told } = createWatchedGate();
    await expect(createClient({ gate }).gitlab.project(1)).rejects.toMatchObject({
      code: expect.stringMatching(/^gitlab_/),
    });
    expect(new Set(told)).toEqual(new Set(["enter"]));
  });

  it("that is shut lets nothing out, and its error reaches the caller without another try", async () => {
    const shut = new AppError("gitlab_rate_limited", "not now", { retryAfterSeconds: 40 });
    const { gate } = createWatchedGate();
    const { gitlab, slept } = createClient({ gate: { ...gate, enter: () => Promise.reject(shut) } });
    await expect(gitlab.project(1)).rejects.toBe(shut);
    expect([seen, slept]).toEqual([[], []]);
  });

  it("is not asked for a request that nobody wants any more", async () => {
    server.use(http.get(`${API}/projects/:id`, () => delay("infinite")));
    const { gate, told } = createWatchedGate();
    const { gitlab } = createClient({ gate, concurrency: 1 });
    const [first, second] = [new AbortController(), new AbortController()];
    const asked = [gitlab.project(1, first.signal), gitlab.project(2, second.signal)];
    await vi.waitFor(() => expect(seen).toHaveLength(1));
    second.abort(new Error("gone"));
    first.abort(new Error("gone"));
    await Promise.allSettled(asked);
    expect(told).toEqual(["enter"]);
  });
});

describe("of all places", () => {
  /** Requests that are answered only when they are let go; `names` are those under way. */
  function holdRequests() {
    const names: string[] = [];
    const letGo = Promise.withResolvers<void>();
    server.use(
      http.get(`${API}/projects/:id`, async ({ params }) => {
        names.push(`project ${String(params.id)}`);
        await letGo.promise;
        return HttpResponse.json({ ...PROJECT, id: Number(params.id) });
      }),
      http.get(`${API}/projects/1/issues/:iid`, async ({ params }) => {
        names.push(`issue ${String(params.iid)}`);
        await letGo.promise;
        return HttpResponse.json(issuePayload(Number(params.iid)));
      }),
      http.get(`${API}/projects/1/issues/:iid/resource_label_events`, async ({ params }) => {
        names.push(`history ${String(params.iid)}`);
        await letGo.promise;
        return HttpResponse.json([]);
      }),
      http.get(`${API}/projects/1/issues`, async () => {
        names.push("issues");
        await letGo.promise;
        return HttpResponse.json([]);
      }),
    );
    return { names, letGo: letGo.resolve };
  }

  it("listings leave one to questions about single issues", async () => {
    const { names, letGo } = holdRequests();
    const { gitlab } = createClient({ concurrency: 3 });
    const listings = [1, 2, 3, 4].map((id) => gitlab.project(id));
    await vi.waitFor(() => expect(names).toEqual(["project 1", "project 2"]));
    const issue = gitlab.issue(1, 5);
    await vi.waitFor(() => expect(names).toEqual(["project 1", "project 2", "issue 5"]));
    letGo();
    await Promise.all([...listings, issue]);
    expect(names).toHaveLength(5);
  });

  it("histories have half of what listings have, and listings the other half meanwhile", async () => {
    const { names, letGo } = holdRequests();
    const { gitlab } = createClient({ concurrency: 5 });
    const histories = [1, 2, 3, 4].map((iid) => gitlab.labelEvents(1, iid));
    await vi.waitFor(() => expect(names).toEqual(["history 1", "history 2"]));
    const listings = [1, 2].map((id) => gitlab.project(id));
    await vi.waitFor(() => expect(names.slice(2)).toEqual(["project 1", "project 2"]));
    letGo();
    await Promise.all([...histories, ...listings]);
    expect(names).toHaveLength(6);
  });

  it("single issues may have all", async () => {
    const { names, letGo } = holdRequests();
    const { gitlab } = createClient({ concurrency: 3 });
    const asked = [gitlab.issue(1, 5), gitlab.listedIssue(1, 6), gitlab.issuesByIid(1, [7, 8])];
    await vi.waitFor(() => expect(names.toSorted()).toEqual(["issue 5", "issues", "issues"]));
    letGo();
    await Promise.all(asked);
  });

  it("the only one is shared", async () => {
    const { names, letGo } = holdRequests();
    const { gitlab } = createClient({ concurrency: 1 });
    const asked = [gitlab.project(1), gitlab.issue(1, 5)];
    await vi.waitFor(() => expect(names).toHaveLength(1));
    // Time for the other one to be sent as well, were there a place.
    await delay(50);
    expect(names).toHaveLength(1);
    letGo();
    await Promise.all(asked);
    expect(names.toSorted()).toEqual(["issue 5", "project 1"]);
  });
});
