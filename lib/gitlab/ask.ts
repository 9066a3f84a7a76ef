import { setTimeout as delay } from "node:timers/promises";
import pLimit from "p-limit";
import { AppError } from "@/lib/errors.ts";
import type { Log } from "@/lib/log.ts";
import { apiRoot } from "./address.ts";
import type { PassingFault } from "./errors.ts";
import { type Gate, OPEN_GATE, throughGate } from "./gate.ts";
import { type Answer, type Fetch, send, type Sender } from "./request.ts";
import { type Retrying, withRetries } from "./retry.ts";

const REQUEST_TIMEOUT_MS = 30_000;

export type Connection = {
  /** Where GitLab is, without `/api/v4`. */
  baseUrl: string;
  token: string;
  /** How many requests may be under way at once. */
  concurrency: number;
  log: Log;
  /** What all processes that ask this GitLab have in common; without it the client is alone. */
  gate?: Gate;
  fetch?: Fetch;
  /** From here on for tests, which have no time to wait. */
  timeoutMs?: number;
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  random?: () => number;
  now?: () => Date;
};

export type QueryValues = Record<string, string | number | boolean>;

type Attempts = {
  query?: QueryValues | URLSearchParams;
  signal?: AbortSignal;
  handOver?: (fault: PassingFault) => boolean;
  /** A question about single issues, which somebody may be looking at: it has the place that listings leave free. */
  single?: boolean;
  /** What nobody waits for: it has half of the places that listings have. */
  background?: boolean;
};

/** GETs a path below `/api/v4/`, such as `projects/1/issues`. */
export type Ask = (path: string, attempts?: Attempts) => Promise<Answer>;

/**
 * The one way to GitLab: so many requests at a time, each with its tries, every try through the gate. A request that waits
 * to be sent again keeps its place. Where there are two places or more, listings leave one free for single issues.
 * @throws AppError `bad_environment` at once for an address or token that must not or cannot be used.
 */
export function createAsk(connection: Connection): Ask {
  const places = placesOf(connection.concurrency);
  const sender = senderOf(connection);
  const retrying = retryingOf(connection);
  const gate = connection.gate ?? OPEN_GATE;
  return (path, { query = {}, signal, handOver, single = false, background = false } = {}) => {
    const url = new URL(path, sender.root);
    url.search = queryText(query);
    const once = () => throughGate(gate, signal, () => send(sender, url, signal));
    const work = () => withRetries(once, { signal, handOver }, retrying);
    return unlessAborted(signal, () => placeFor(places, { single, background })(work));
  };
}

type Place = <T>(work: () => Promise<T>) => Promise<T>;

type Places = { any: Place; listing: Place; background: Place };

function placesOf(concurrency: number): Places {
  const all = pLimit(concurrency);
  const listings = pLimit(Math.max(1, concurrency - 1));
  const quiet = pLimit(Math.max(1, Math.floor((concurrency - 1) / 2)));
  const listing: Place = (work) => listings(() => all(work));
  return { any: (work) => all(work), listing, background: (work) => quiet(() => listing(work)) };
}

function placeFor({ any, listing, background }: Places, asked: { single: boolean; background: boolean }): Place {
  if (asked.single) return any;
  return asked.background ? background : listing;
}

function senderOf({ baseUrl, token, timeoutMs, now, ...rest }: Connection): Sender {
  // A header that cannot be sent is quoted in fetch's own error: it must not get that far.
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new AppError("bad_environment", "GITLAB_TOKEN holds characters that no GitLab token has");
  return {
    root: apiRoot(baseUrl),
    token,
    fetch: rest.fetch ?? ((url, init) => fetch(url, init)),
    timeoutMs: timeoutMs ?? REQUEST_TIMEOUT_MS,
    now: now ?? (() => new Date()),
  };
}

function retryingOf({ sleep, random, log }: Connection): Retrying {
  return {
    sleep: sleep ?? ((ms, signal) => delay(ms, undefined, { signal })),
    random: random ?? Math.random,
    log,
  };
}

function queryText(query: QueryValues | URLSearchParams): string {
  if (query instanceof URLSearchParams) return query.toString();
  return new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)])).toString();
}

/** A caller that gives up while its request still waits for a place must not wait for one. */
async function unlessAborted<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  if (signal === undefined) return work();
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([work(), aborted.promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
