import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as delay } from "node:timers/promises";
import { json, type Answer } from "./answers.ts";
import type { Fault } from "./faults.ts";

/** For a slow answer that does not say how slow. */
const SLOW_MS = 1_000;

const HTML = { "Content-Type": "text/html; charset=utf-8" };

/** Issues of an answer without end that are written together. */
const AT_ONCE = 500;

/** Stands for what is never sent. */
const NOTHING: Answer = { status: 204, headers: {}, body: "" };

const BAD_GATEWAY = `<!DOCTYPE html>
<html>
<head><title>GitLab is not responding (502)</title></head>
<body><h1>502</h1><h3>Whoops, GitLab is taking too much time to respond.</h3></body>
</html>
`;

const LOGIN_PAGE = `<!DOCTYPE html>
<html class="html-devise-layout" lang="en">
<head><title>Sign in · GitLab</title></head>
<body><form class="new_user" action="/users/sign_in" method="post"><label>Username<input name="user[login]"></label></form></body>
</html>
`;

/** What a fault answers instead of GitLab; null for one that lets GitLab answer. */
export function answerOfFault(fault: Fault, now: Date): Answer | null {
  switch (fault.kind) {
    case "rate_limited":
      return tooManyRequests(fault.seconds, now);
    case "server_error":
      return json({ message: "500 Internal Server Error" }, { status: 500 });
    case "bad_gateway":
      return { status: 502, headers: HTML, body: BAD_GATEWAY, isForeign: true };
    case "login_page":
      return { status: 200, headers: HTML, body: LOGIN_PAGE, isForeign: true };
    case "unauthorized":
      return json({ message: "401 Unauthorized" }, { status: 401 });
    case "forbidden":
      return json({ message: "403 Forbidden" }, { status: 403 });
    case "not_found":
      return json({ message: "404 Not found" }, { status: 404 });
    case "slow":
    case "truncated":
      return null;
    case "reset":
    case "endless":
      return NOTHING;
  }
}

/** An answer that comes late tells what was true when it was asked for, as one does that was long on the way. */
export async function waitFor(faults: readonly Fault[]): Promise<void> {
  const ms = faults.reduce((sum, { kind, delay_ms }) => sum + (delay_ms ?? (kind === "slow" ? SLOW_MS : 0)), 0);
  if (ms > 0) await delay(ms, undefined, { ref: false });
}

/** One issue after the other, as fast as they are read, until the reader has gone. */
export async function answerWithoutEnd(response: ServerResponse): Promise<void> {
  response.writeHead(200, { "Content-Type": "application/json" });
  await pipeline(Readable.from(endlessIssues(), { objectMode: false }), response).catch(() => undefined);
}

/** Says how long the whole is, sends half of it and hangs up. */
export function breakOff(response: ServerResponse, bytes: Buffer): void {
  response.write(bytes.subarray(0, bytes.length >> 1), () => response.socket?.destroy());
}

/**
 * As Rack::Attack says it, in plain text. Without `seconds` it is the other of GitLab's two limits: no `Retry-After`, and
 * the headers go on telling what the first one has left (doc/administration/settings/user_and_ip_rate_limits.md).
 */
function tooManyRequests(seconds: number | undefined, now: Date): Answer {
  const answer = { status: 429, headers: { "Content-Type": "text/plain" }, body: "Retry later\n" };
  if (seconds === undefined) return answer;
  const reset = now.getTime() + seconds * 1000;
  const told = {
    "Retry-After": String(seconds),
    "RateLimit-Remaining": "0",
    "RateLimit-Reset": String(Math.ceil(reset / 1000)),
    "RateLimit-ResetTime": new Date(reset).toUTCString(),
  };
  return { ...answer, headers: { ...answer.headers, ...told } };
}

function* endlessIssues(): Generator<string> {
  yield "[";
  for (let first = 1; ; first += AT_ONCE) {
    const ids = Array.from({ length: AT_ONCE }, (_, index) => first + index);
    yield ids.map((id) => `${JSON.stringify({ id, iid: id, title: `Endless ${id}`, state: "opened" })},`).join("");
  }
}
