import { z } from "zod";
import { includesRole, type Reader, type Role } from "@/lib/auth/access.ts";
import { readSession } from "@/lib/auth/session.ts";
import { AppError } from "@/lib/errors.ts";
import { readJson } from "./body.ts";
import { clock, webContext } from "./context.ts";
import type { Access, CheckedCall, Declaration, MaybePromise, RouteContext } from "./declaration.ts";
import { addUsualHeaders } from "./headers.ts";
import { readQuery, validate } from "./input.ts";
import { checkOrigin, ownOrigins } from "./origin.ts";
import { problemResponse, toAppError } from "./problem.ts";

type NextContext = { params: Promise<Record<string, string | string[] | undefined>> };

/** What Next calls for one method of a path, with its declaration attached. */
export type Route = ((request: Request, context: NextContext) => Promise<Response>) & { declaration: Declaration };

type Spec<A, P, Q, B, R extends z.ZodType> = Declaration & {
  access: A;
  params?: P;
  query?: Q;
  body?: B;
  response: R;
  handle(context: RouteContext<A, P, Q, B>): MaybePromise<z.input<R> | Response>;
};

type AnySpec = Declaration & { handle(call: CheckedCall): MaybePromise<unknown> };

/** What one call has come to so far, for its line in the log. */
type Trace = { requestId: string; role: string; startedAt: number; error?: AppError };

const NO_QUERY = z.strictObject({});
const FEED_ADDRESS = /^(\/+api\/+feeds\/+).+/is;
const REQUEST_ID = /^[\w-]{8,64}$/;

/**
 * One method of one path: who may call it, what it takes, what it answers, and how. In this order: access (401, 403), where a
 * change comes from (403), validation (400, 413, 415), `handle`, and the answer's own validation. Whatever is thrown becomes a
 * problem document. `handle` answers a value of `response`, or a `Response` where the answer is not JSON.
 */
export function route<
  A extends Access,
  R extends z.ZodType,
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(spec: Spec<A, P, Q, B, R>): Route;
export function route(spec: AnySpec): Route {
  const { summary, access, params, query, body, maxBodyBytes, response: answered, mediaType, status, errors } = spec;
  const declaration = {
    ...{ summary, access, params, query, body, maxBodyBytes },
    ...{ response: answered, mediaType, status, errors },
  };
  const serve = async (request: Request, context: NextContext): Promise<Response> => {
    const trace: Trace = { requestId: requestIdOf(request), role: "anonymous", startedAt: performance.now() };
    const response = await answer(spec, request, context, trace).catch((thrown: unknown) => refuse(thrown, trace));
    addUsualHeaders(response.headers, trace.requestId);
    writeLine(request, response, trace);
    return response;
  };
  return Object.assign(serve, { declaration });
}

async function answer(spec: AnySpec, request: Request, context: NextContext, trace: Trace): Promise<Response> {
  const { env, db, log } = webContext();
  const replyHeaders = new Headers();
  const reader = spec.access === "anonymous" ? null : await admit(request, spec.access, replyHeaders);
  if (reader !== null) trace.role = reader.role;
  checkOrigin(request, ownOrigins(env));
  const input = await readInput(spec, request, context);
  const surroundings = { request, requestId: trace.requestId, replyHeaders, db, env, clock: clock(), log };
  const value = await spec.handle({ ...surroundings, reader, ...input });
  if (value instanceof Response) return withHeaders(value, replyHeaders);
  return Response.json(spec.response.parse(value), { status: spec.status ?? 200, headers: replyHeaders });
}

/** An answer of the route's own, which may be streaming, with the headers of any other: the cookie of a prolonged session. */
function withHeaders(answered: Response, replyHeaders: Headers): Response {
  const response = new Response(answered.body, answered);
  for (const [name, value] of replyHeaders) response.headers.append(name, value);
  return response;
}

/** @throws AppError `unauthenticated`, `forbidden` */
async function admit(request: Request, needed: Role, replyHeaders: Headers): Promise<Reader> {
  const { reader, setCookies } = await readSession(request.headers, { prolong: true });
  for (const cookie of setCookies) replyHeaders.append("set-cookie", cookie);
  if (reader === null) throw new AppError("unauthenticated", "This needs a session. Sign in and try again.");
  if (!includesRole(reader.role, needed)) throw new AppError("forbidden", `This needs the role ${needed}.`);
  return reader;
}

async function readInput(spec: AnySpec, request: Request, context: NextContext) {
  return {
    params: spec.params && validate("params", spec.params, await context.params),
    query: validate("query", spec.query ?? NO_QUERY, readQuery(new URL(request.url))),
    body: spec.body && validate("body", spec.body, await readJson(request, spec.maxBodyBytes)),
  };
}

function refuse(thrown: unknown, trace: Trace): Response {
  trace.error = toAppError(thrown);
  return problemResponse(trace.error, trace.requestId);
}

/** One line a request. The query stays out of it: people search for names. */
function writeLine(request: Request, response: Response, trace: Trace): void {
  const line = {
    request_id: trace.requestId,
    method: request.method,
    path: withoutSecret(new URL(request.url).pathname),
    status: response.status,
    duration_ms: Math.round(performance.now() - trace.startedAt),
    role: trace.role,
    code: trace.error?.code,
  };
  const { log } = webContext();
  if (response.status >= 500) log.error({ ...line, err: trace.error?.cause ?? trace.error }, "request failed");
  else log.info(line, "request");
}

/** The address of a feed is its secret: nothing of it is written down. */
function withoutSecret(path: string): string {
  return path.replace(FEED_ADDRESS, "$1[redacted]");
}

/** The id a proxy gave, where it is one; the log, the answer and a problem document name the same. */
function requestIdOf(request: Request): string {
  const given = request.headers.get("x-request-id") ?? "";
  return REQUEST_ID.test(given) ? given : crypto.randomUUID();
}
