import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { retryAfterSeconds } from "@/lib/gitlab/retry-after.ts";
import { answering, createClient, NOW, PROJECT, startWire } from "./wire.ts";

const { server, seen } = startWire();
const ok = () => Response.json(PROJECT);
const limited = (retryAfter?: string) => () =>
  new Response("Retry later\n", {
    status: 429,
    headers: { "content-type": "text/plain", ...(retryAfter === undefined ? {} : { "retry-after": retryAfter }) },
  });
const failed =
  (status: number, headers = {}) =>
  () =>
    new Response("GitLab is not responding", { status, headers: { "content-type": "text/plain", ...headers } });

describe("a request that GitLab asks to send later", () => {
  it("is sent again after the seconds it was told", async () => {
    server.use(answering("/projects/1", limited("7"), ok));
    const { gitlab, slept } = createClient();
    await expect(gitlab.project(1)).resolves.toMatchObject(PROJECT);
    expect(slept).toEqual([7_000]);
  });

  it("is sent again at the time it was told", async () => {
    server.use(answering("/projects/1", limited("Sun, 08 Mar 2026 12:00:20 GMT"), ok));
    const { gitlab, slept } = createClient();
    await gitlab.project(1);
    expect(slept).toEqual([20_000]);
  });

  it.each([undefined, "0", "-5", "soon", "", "Sun, 08 Mar 2026 11:59:00 GMT"])(
    "with Retry-After %j is sent again after a pause of our own",
    async (header) => {
      server.use(answering("/projects/1", limited(header), limited(header), ok));
      const { gitlab, slept } = createClient();
      await gitlab.project(1);
      expect(slept).toEqual([1_000, 2_000]);
    },
  );

  it.each([
    ["31", 31],
    ["600", 600],
    ["99999999999", 900],
    ["Sun, 08 Mar 2026 12:05:00 GMT", 300],
    ["Tue, 08 Mar 2050 12:00:00 GMT", 900],
  ])("with Retry-After %s is left to the job, which waits %i s", async (header, seconds) => {
    server.use(answering("/projects/1", limited(header)));
    const { gitlab, slept } = createClient();
    await expect(gitlab.project(1)).rejects.toMatchObject({
      code: "gitlab_rate_limited",
      retry: "later",
      retryAfterSeconds: seconds,
    });
    expect(slept).toEqual([]);
    expect(seen).toHaveLength(1);
  });

  it("is left to the job for a minute when four tries met no permission and no time", async () => {
    server.use(answering("/projects/1", limited()));
    const { gitlab, slept } = createClient();
    await expect(gitlab.project(1)).rejects.toMatchObject({ code: "gitlab_rate_limited", retryAfterSeconds: 60 });
    expect(slept).toEqual([1_000, 2_000, 4_000]);
  });

  it("is left to the job as well when a server under maintenance names a long time", async () => {
    server.use(answering("/projects/1", failed(503, { "retry-after": "120" })));
    const refused = createClient().gitlab.project(1);
    await expect(refused).rejects.toMatchObject({ code: "gitlab_rate_limited", retryAfterSeconds: 120 });
  });
});

describe("a request that fails", () => {
  it.each([408, 500, 502, 503, 504, 520])("with %i is sent again", async (status) => {
    server.use(answering("/projects/1", failed(status), failed(status), failed(status), ok));
    const { gitlab, slept } = createClient();
    await expect(gitlab.project(1)).resolves.toMatchObject(PROJECT);
    expect(slept).toEqual([1_000, 2_000, 4_000]);
  });

  it("is given up after four tries and told as unavailable", async () => {
    server.use(answering("/projects/1", failed(502)));
    const { gitlab } = createClient();
    await expect(gitlab.project(1)).rejects.toMatchObject({ code: "gitlab_unavailable", retry: "soon" });
    expect(seen).toHaveLength(4);
  });

  it.each([401, 403, 404, 422])("with %i is not sent again", async (status) => {
    server.use(answering("/projects/1", () => Response.json({ message: "no" }, { status }), ok));
    await expect(createClient().gitlab.project(1)).rejects.toThrow(/\/projects\/1.*: no$/);
    expect(seen).toHaveLength(1);
  });

  it("comes back at another moment than others that failed with it", async () => {
    server.use(answering("/projects/1", failed(502)));
    const { gitlab, slept } = createClient({ random: () => 0.5 });
    await expect(gitlab.project(1)).rejects.toThrow("GitLab answered 502 at /projects/1");
    expect(slept).toEqual([750, 1_500, 3_000]);
  });
});

describe("Retry-After", () => {
  it("never asks for less than a second or more than 15 minutes, whatever it says", () => {
    const header = fc.oneof(
      fc.string(),
      fc.double().map(String),
      fc.integer().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    );
    fc.assert(
      fc.property(header, (value) => {
        const seconds = retryAfterSeconds(value, NOW);
        expect(seconds === undefined || (Number.isInteger(seconds) && seconds >= 1 && seconds <= 900)).toBe(true);
      }),
    );
  });
});
