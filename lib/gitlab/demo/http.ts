import { createHash, randomUUID, timingSafeEqual } from "node:crypto";
import { text as readText } from "node:stream/consumers";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { messageOf } from "@/lib/errors.ts";
import type { Log } from "@/lib/log.ts";
import { admit } from "./admission.ts";
import { badRequest, json, Refusal, tooLarge, unauthorized, type Answer } from "./answers.ts";
import type { Demo } from "./demo.ts";
import { answerOfFault, answerWithoutEnd, breakOff, waitFor } from "./fault-answers.ts";
import { answerPage } from "./pages.ts";
import { readParams, type RawParams } from "./params.ts";
import { createRateHeaders } from "./rate.ts";
import { createRouter, type Route } from "./router.ts";

const MAX_BODY_BYTES = 4_000_000;

type Parts = { demo: Demo; routes: readonly Route[]; token: string; now: () => Date; log: Log };

/** Answers requests: the API and the levers with the token, pages without. */
export function createHandler({ demo, routes, token, now, log }: Parts): RequestListener {
  const findRoute = createRouter(routes);
  const rateHeaders = createRateHeaders(now);

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const url = new URL(addressOf(request), demo.site.url);
    if (!/^\/(api|demo)\//.test(url.pathname)) return answerPage(demo.site, url.pathname);
    if (!carriesToken(request, token)) throw unauthorized();
    const { route, path } = findRoute(request.method ?? "GET", url.pathname);
    const moved = admit(demo.store, { route, path, url });
    if (moved) return moved;
    const params = { ...readParams(url.searchParams), ...(await readBody(request)) };
    return route.handle({ demo, url, path, params });
  };

  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const started = performance.now();
    const faults = demo.faults.draw(addressOf(request));
    const worst = faults.at(-1);
    const given =
      (worst && answerOfFault(worst, now())) ??
      (await answer(request).catch((error: unknown) => answerToError(error, log)));
    await waitFor(faults);
    if (worst?.kind === "reset") return void request.socket.destroy();
    if (worst?.kind === "endless") return answerWithoutEnd(response);
    const bytes = Buffer.from(given.body);
    const length = given.status === 204 ? {} : { "Content-Length": String(bytes.length) };
    const ours = given.isForeign ? {} : { ...commonHeaders(now(), started), ...rateHeaders() };
    response.writeHead(given.status, { ...ours, ...given.headers, ...length });
    if (worst?.kind === "truncated") breakOff(response, bytes);
    else response.end(bytes);
  };

  return (request, response) => void respond(request, response).catch((error: unknown) => giveUp(response, error, log));
}

/** Path and query, whatever else a client put before them. */
function addressOf(request: IncomingMessage): string {
  const { pathname, search } = new URL(request.url ?? "/", "http://localhost");
  return pathname + search;
}

function answerToError(error: unknown, log: Log): Answer {
  if (error instanceof Refusal) return json(error.body, { status: error.status });
  log.error({ error: messageOf(error) }, "the demo GitLab failed");
  return json({ message: "500 Internal Server Error" }, { status: 500 });
}

function giveUp(response: ServerResponse, error: unknown, log: Log): void {
  log.error({ error: messageOf(error) }, "the demo GitLab could not answer");
  response.destroy();
}

/** As recorded from live GitLabs, without what their proxies add. */
function commonHeaders(now: Date, started: number): Record<string, string> {
  return {
    "Cache-Control": "max-age=0, private, must-revalidate",
    Date: now.toUTCString(),
    Vary: "Origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "X-Request-Id": randomUUID().replaceAll("-", ""),
    "X-Runtime": ((performance.now() - started) / 1000).toFixed(6),
  };
}

function carriesToken(request: IncomingMessage, token: string): boolean {
  const { "private-token": privateToken, authorization } = request.headers;
  const given = typeof privateToken === "string" ? privateToken : authorization?.replace(/^Bearer /i, "");
  return given !== undefined && timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

async function readBody(request: IncomingMessage): Promise<RawParams> {
  if (request.method === "GET") return {};
  if (Number(request.headers["content-length"] ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  const body = await readText(request);
  if (body === "") return {};
  const isJson = request.headers["content-type"]?.startsWith("application/json") ?? false;
  return isJson ? parseObject(body) : readParams(new URLSearchParams(body));
}

function parseObject(text: string): RawParams {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Said below, as for a body that is no object.
  }
  throw badRequest("The provided body is not valid JSON");
}
