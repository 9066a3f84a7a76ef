import type { z } from "zod";
import type { Reader, Role } from "@/lib/auth/access.ts";
import type { Db } from "@/lib/db/client.ts";
import type { Env } from "@/lib/env.ts";
import type { ErrorCode } from "@/lib/errors.ts";
import type { Log } from "@/lib/log.ts";
import type { Clock } from "@/lib/time.ts";

/** Who may call: `anonymous` reads no session at all, a role means that role or one above it. */
export type Access = "anonymous" | Role;

/** What a route says of itself. Calls are checked by it, and the OpenAPI document is made of it. */
export type Declaration = {
  summary: string;
  access: Access;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** What the body may weigh where the usual 256 kB are too little. */
  maxBodyBytes?: number;
  response: z.ZodType;
  /** Of the answer where it is a `Response` of its own and no JSON, such as `text/csv`. */
  mediaType?: string;
  /** Of the answer when all went well; 200 where it is not said. */
  status?: number;
  /** Codes beside those that every route of this access may answer. */
  errors?: readonly ErrorCode[];
};

/** The parts of a call that are there whatever the route declares. */
type Surroundings = {
  request: Request;
  requestId: string;
  /** Headers for the answer beside the usual ones, such as `Link`. */
  replyHeaders: Headers;
  db: Db;
  env: Env;
  clock: Clock;
  log: Log;
};

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

/** What `handle` is given: everything checked, typed by the route's own schemas. */
export type RouteContext<A, P, Q, B> = Surroundings & {
  reader: A extends "anonymous" ? null : Reader;
  params: Parsed<P>;
  query: Parsed<Q>;
  body: Parsed<B>;
};

/** What `route()` itself knows of a call it has checked. */
export type CheckedCall = Surroundings & { reader: Reader | null; params: unknown; query: unknown; body: unknown };

export type MaybePromise<T> = T | Promise<T>;
