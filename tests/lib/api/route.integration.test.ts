import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { webContext } from "@/lib/api/context.ts";
import { problemSchema } from "@/lib/api/problem.ts";
import { route } from "@/lib/api/route.ts";
import type { Role } from "@/lib/auth/access.ts";
import { AppError, type ErrorCode } from "@/lib/errors.ts";
import { call, openWeb, ORIGIN, signIn, type Web } from "@/tests/support/web.ts";

const UNKNOWN_ID = "0b0b0b0b-0000-4000-8000-000000000000";

let web: Web;
let cookies: Record<Role, string>;
beforeAll(async () => {
  web = await openWeb();
  cookies = { viewer: await signIn("viewer"), manager: await signIn("manager"), admin: await signIn("admin") };
});
afterEach(() => web.restart());
afterAll(() => web.close());

const bodySchema = z.strictObject({ count: z.number().int() });
const handled = vi.fn(async () => ({ ok: true }));
const declare = (access: "anonymous" | Role) =>
  route({
    summary: "A route of the test's own",
    access,
    params: z.strictObject({ id: z.uuid() }),
    body: bodySchema,
    response: z.object({ ok: z.boolean() }),
    handle: handled,
  });
const change = (access: "anonymous" | Role, options: Parameters<typeof call>[2]) =>
  call(declare(access), "/api/x", { method: "POST", params: { id: UNKNOWN_ID }, json: { count: 1 }, ...options });

/** A route that takes nothing and does what it is told. */
const does = (work: () => unknown) =>
  route({
    summary: "x",
    access: "anonymous",
    response: z.unknown().pipe(z.object({ ok: z.boolean() })),
    handle: work,
  });

const someText: unknown = expect.stringMatching(/./);
const someNumber: unknown = expect.any(Number);
const codeOf = async (response: Response) => problemSchema.parse(await response.json()).code;

describe("access", () => {
  test.each<["anonymous" | Role, [number, number, number, number]]>([
    ["anonymous", [200, 200, 200, 200]],
    ["viewer", [401, 200, 200, 200]],
    ["manager", [401, 403, 200, 200]],
    ["admin", [401, 403, 403, 200]],
  ])("%s answers nobody, a viewer, a manager and an admin with %j", async (access, expected) => {
    const statuses = [undefined, cookies.viewer, cookies.manager, cookies.admin].map(
      async (cookie) => (await change(access, { cookie })).status,
    );
    expect(await Promise.all(statuses)).toEqual(expected);
  });

  test("comes before validation: who may not call is not told what is wrong with the call", async () => {
    const wrong = { json: { nonsense: true }, params: { id: "x" } };
    expect(await codeOf(await change("admin", wrong))).toBe("unauthenticated");
    expect(await codeOf(await change("admin", { ...wrong, cookie: cookies.manager }))).toBe("forbidden");
    expect(await codeOf(await change("admin", { ...wrong, cookie: cookies.admin }))).toBe("invalid_request");
  });

  test("anonymous routes look at no session", async () => {
    const seen: unknown[] = [];
    const open = route({
      summary: "x",
      access: "anonymous",
      response: z.object({ ok: z.boolean() }),
      handle: ({ reader }) => {
        seen.push(reader);
        return { ok: true };
      },
    });
    await call(open, "/api/x", { cookie: cookies.admin });
    expect(seen).toEqual([null]);
  });
});

describe("where a change comes from", () => {
  test.each([
    ["our own page", { origin: ORIGIN, "sec-fetch-site": "same-origin" }, 200],
    ["our own page under this machine's other name", { origin: "http://127.0.0.1:3000" }, 200],
    ["a script, which says nothing", {}, 200],
    ["another site", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }, 403],
    ["another port of this machine", { origin: "http://localhost:4000", "sec-fetch-site": "same-site" }, 403],
    ["a page without an origin", { origin: "null" }, 403],
    ["a browser that sends no origin", { "sec-fetch-site": "cross-site" }, 403],
    ["a site that has our name in its own", { origin: "http://localhost:3000.evil.example" }, 403],
  ])("%s", async (_, headers, status) => {
    handled.mockClear();
    const json = JSON.stringify({ count: 1 });
    const request = new Request(`${ORIGIN}/api/x`, {
      method: "POST",
      body: json,
      headers: { ...headers, cookie: cookies.viewer, "content-type": "application/json" },
    });
    const response = await declare("viewer")(request, { params: Promise.resolve({ id: UNKNOWN_ID }) });
    expect(response.status).toBe(status);
    expect(handled).toHaveBeenCalledTimes(status === 200 ? 1 : 0);
  });

  test("does not matter for a question", async () => {
    const headers = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
    expect(
      (
        await call(
          does(() => ({ ok: true })),
          "/api/x",
          { headers },
        )
      ).status,
    ).toBe(200);
  });
});

describe("a body", () => {
  const send = (body: string | Uint8Array<ArrayBuffer> | ReadableStream, type = "application/json") => {
    const headers = { "content-type": type };
    const init: RequestInit & { duplex: "half" } = { method: "POST", body, headers, duplex: "half" };
    return declare("anonymous")(new Request(`${ORIGIN}/api/x`, init), { params: Promise.resolve({ id: UNKNOWN_ID }) });
  };

  test.each([
    ["is taken", '{"count":1}', "application/json; charset=utf-8", 200],
    ["must be declared as JSON", '{"count":1}', "text/plain", 415],
    ["must not be a form", "count=1", "application/x-www-form-urlencoded", 415],
    ["must be JSON", '{"count":', "application/json", 400],
    ["must be there", "", "application/json", 400],
    ["must not name what is unknown", '{"count":1,"admin":true}', "application/json", 400],
    ["may have a quarter of a megabyte", `${" ".repeat(256 * 1024 - 11)}{"count":1}`, "application/json", 200],
    ["may not have a byte more", `${" ".repeat(256 * 1024 - 10)}{"count":1}`, "application/json", 413],
  ])("%s", async (_, body, type, status) => {
    expect((await send(body, type)).status).toBe(status);
  });

  test("must be UTF-8", async () => {
    const response = await send(new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]));
    expect(await response.json()).toMatchObject({ faults: [{ field: "body", message: "is not valid UTF-8" }] });
  });

  test("is not read to its end when it is too long", async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull: (controller) => {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    expect((await send(endless)).status).toBe(413);
    expect(sent).toBeLessThan(1_000_000);
  });

  test("is not believed when it says that it is short", async () => {
    const request = new Request(`${ORIGIN}/api/x`, {
      method: "POST",
      body: " ".repeat(300_000),
      headers: { "content-type": "application/json", "content-length": "10" },
    });
    const response = await declare("anonymous")(request, { params: Promise.resolve({ id: UNKNOWN_ID }) });
    expect(response.status).toBe(413);
  });
});

describe("validation", () => {
  test("of a path that is no id names the parameter", async () => {
    const response = await change("viewer", { cookie: cookies.viewer, params: { id: "1 or 1=1" } });
    expect(await response.json()).toMatchObject({ code: "invalid_request", faults: [{ field: "params.id" }] });
  });

  test("refuses a query where the route takes none", async () => {
    const response = await call(
      does(() => ({ ok: true })),
      "/api/x?debug=1",
    );
    expect(await response.json()).toMatchObject({ faults: [{ field: "query.debug", message: "is not known here" }] });
  });

  test("of an answer keeps to itself what the route does not declare", async () => {
    const response = await call(
      does(() => ({ ok: true, password: "x" })),
      "/api/x",
    );
    expect(await response.json()).toEqual({ ok: true });
  });

  test("of a wrong answer is our fault, not the caller's", async () => {
    expect(
      (
        await call(
          does(() => ({ ok: "yes" })),
          "/api/x",
        )
      ).status,
    ).toBe(500);
  });
});

describe("what goes wrong", () => {
  test.each<[ErrorCode, number]>([
    ["not_found", 404],
    ["precondition_failed", 412],
    ["gitlab_unauthorized", 502],
    ["gitlab_rate_limited", 503],
  ])("%s is a problem document with status %i", async (code, status) => {
    const response = await call(
      does(() => Promise.reject(new AppError(code, "In words."))),
      "/api/x",
    );
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toEqual({
      type: `urn:backtrak:problem:${code.replaceAll("_", "-")}`,
      title: someText,
      status,
      detail: "In words.",
      code,
      request_id: response.headers.get("x-request-id"),
      faults: [],
    });
  });

  test("unexpectedly is a 500 that tells nothing of it, and is logged under the same id", async () => {
    const error = vi.spyOn(webContext().log, "error");
    const headers = { "x-request-id": "a-request-of-mine" };
    const response = await call(
      does(() => Promise.reject(new Error("password=hunter2 at /srv"))),
      "/api/x",
      { headers },
    );
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toMatch(/hunter2|srv/);
    expect(JSON.parse(text)).toMatchObject({ code: "internal", request_id: "a-request-of-mine" });
    const [line] = error.mock.calls[0] ?? [];
    expect(line).toMatchObject({ request_id: "a-request-of-mine", status: 500, code: "internal" });
    expect(line).toMatchObject({ err: { message: "password=hunter2 at /srv" } });
  });

  test("a setting's fault tells nothing either", async () => {
    const response = await call(
      does(() => Promise.reject(new AppError("bad_environment", "X_SECRET is y"))),
      "/api/x",
    );
    expect(await response.text()).not.toContain("X_SECRET");
  });

  test("a database that is away is a 503 that says when to come back, for who has a session too", async () => {
    web.restart({ DATABASE_URL: "postgresql://postgres@127.0.0.1:1/nothing" });
    const response = await change("viewer", { cookie: cookies.viewer });
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("5");
    expect(await codeOf(response)).toBe("unavailable");
  });

  test("a forged request id is not repeated", async () => {
    const response = await call(
      does(() => ({ ok: true })),
      "/api/x",
      { headers: { "x-request-id": "a b<script>" } },
    );
    expect(response.headers.get("x-request-id")).toMatch(/^[\da-f-]{36}$/);
  });
});

describe("every answer", () => {
  test.each([
    ["that is well", () => ({ ok: true })],
    ["that is a fault", () => Promise.reject(new AppError("not_found", "x"))],
    ["that is no JSON", () => Response.redirect(`${ORIGIN}/elsewhere`)],
  ])("%s is private, not stored, not sniffed and not framed", async (_, work) => {
    const { headers } = await call(does(work), "/api/x");
    expect(headers.get("cache-control")).toBe("private, no-store");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get("x-request-id")).toMatch(/./);
  });

  test("that is a response of the route's own, streamed or not, carries the cookie of a prolonged session", async () => {
    await web.db.session.updateMany({ data: { expiresAt: new Date(Date.now() + 3 * 86_400_000) } });
    const own = route({
      summary: "x",
      access: "viewer",
      response: z.string(),
      handle: ({ replyHeaders }) => {
        replyHeaders.set("link", "</x>");
        return new Response(new Blob(["a,b"]).stream(), { headers: { "content-type": "text/csv" } });
      },
    });
    const answer = await call(own, "/api/x", { cookie: cookies.viewer });
    expect(answer.headers.getSetCookie().join()).toContain("backtrak.session_token=");
    expect([answer.headers.get("link"), answer.headers.get("content-type")]).toEqual(["</x>", "text/csv"]);
    expect(await answer.text()).toBe("a,b");
  });

  test("is one line in the log, with the role and without the query", async () => {
    const info = vi.spyOn(webContext().log, "info");
    const open = route({
      summary: "x",
      access: "viewer",
      query: z.strictObject({ q: z.string() }),
      response: z.object({ ok: z.boolean() }),
      handle: () => ({ ok: true }),
    });
    await call(open, "/api/x?q=a-person", { cookie: cookies.manager });
    expect(info.mock.calls).toEqual([
      [
        {
          request_id: someText,
          method: "GET",
          path: "/api/x",
          status: 200,
          duration_ms: someNumber,
          role: "manager",
          code: undefined,
        },
        "request",
      ],
    ]);
  });
});
