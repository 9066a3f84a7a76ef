import { http, HttpResponse } from "msw";
import { setupServer, type SetupServer } from "msw/node";
import { afterAll, afterEach, beforeAll } from "vitest";

/** Our own API for the tests of a file: each says what it answers with `api.use`, and a call nobody expected fails. */
export function ownApi(): SetupServer {
  const api = setupServer();
  beforeAll(() => api.listen({ onUnhandledFrame: "error" }));
  afterEach(() => api.resetHandlers());
  afterAll(() => api.close());
  return api;
}

/** Answers every call of a path with this problem document. */
export function refuses(path: string, problem: { status: number; code: string; detail: string }) {
  const { status, code, detail } = problem;
  const body = { type: "about:blank", title: "Refused", status, code, detail, request_id: "req-42", faults: [] };
  return http.all(path, () =>
    HttpResponse.json(body, { status, headers: { "content-type": "application/problem+json" } }),
  );
}
