import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { fetchJson, ProblemError } from "@/lib/api/fetcher.ts";
import { problemResponse } from "@/lib/api/problem.ts";
import { AppError } from "@/lib/errors.ts";

const ADDRESS = "http://backtrak.test/api/x";
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const answer = (response: () => Response) => server.use(http.all(ADDRESS, response));

async function problemOf(init?: RequestInit): Promise<ProblemError> {
  const thrown: unknown = await fetchJson(ADDRESS, init).catch((error: unknown) => error);
  if (thrown instanceof ProblemError) return thrown;
  throw new Error("no ProblemError", { cause: thrown });
}

test("answers what the server said", async () => {
  answer(() => HttpResponse.json({ total: 3 }));
  expect(await fetchJson<{ total: number }>(ADDRESS)).toEqual({ total: 3 });
});

test("sends a body as JSON, and other headers as they are given", async () => {
  const seen: string[] = [];
  server.use(
    http.patch(ADDRESS, async ({ request }) => {
      seen.push(...["content-type", "if-match", "accept"].map((name) => request.headers.get(name) ?? ""));
      return HttpResponse.json(await request.json());
    }),
  );
  const init = { method: "PATCH", body: '{"priority":1}', headers: { "if-match": '"override-7"' } };
  expect(await fetchJson(ADDRESS, init)).toEqual({ priority: 1 });
  expect(seen).toEqual(["application/json", '"override-7"', "application/json"]);
});

describe("throws", () => {
  test("what a problem document says", async () => {
    const faults = [{ field: "query.page", message: "is not a whole number" }];
    answer(() => problemResponse(new AppError("invalid_request", "query.page is not", { faults }), "request-1"));
    expect(await problemOf()).toMatchObject({
      code: "invalid_request",
      status: 400,
      title: "The request is not valid",
      detail: "query.page is not",
      message: "query.page is not",
      requestId: "request-1",
      faults,
    });
  });

  test.each([
    ["a proxy's page", () => new Response("<h1>Bad gateway</h1>", { status: 502 })],
    [
      "a broken document",
      () => new Response("{", { status: 502, headers: { "content-type": "application/problem+json" } }),
    ],
    ["a document of someone else's", () => Response.json({ code: "toString", faults: [1] }, { status: 502 })],
  ])("`unknown` with the status for %s", async (_, response) => {
    answer(response);
    expect(await problemOf()).toMatchObject({ code: "unknown", status: 502, faults: [] });
  });

  test("`unreachable` when there is no answer", async () => {
    answer(() => HttpResponse.error());
    expect(await problemOf()).toMatchObject({ code: "unreachable", status: 0 });
  });

  test("an abort as it is, for whoever asked for it", async () => {
    const thrown: unknown = await fetchJson(ADDRESS, { signal: AbortSignal.abort() }).catch((error: unknown) => error);
    expect(thrown).not.toBeInstanceOf(ProblemError);
    expect(thrown).toMatchObject({ name: "AbortError" });
  });
});
