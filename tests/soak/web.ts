import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { nextCommand, nextEnvironment } from "@/worker/launch/web.ts";
import { hasEnded, startCommand } from "../bench/processes.ts";
import { until } from "./until.ts";

const CALL_TIMEOUT_MS = 10_000;

/** A web process. `url` is its own, whatever the address that people use. */
export type Web = { child: ChildProcess; port: number; url: string; logFile: string; answers: Promise<unknown> };

type WebPlan = { port: number; env: Record<string, string>; logFile: string };

/** Starts the production build. `answers` settles with its first answer. */
export function startWebProcess({ port, env, logFile }: WebPlan): Web {
  const url = `http://127.0.0.1:${port}`;
  const own = { PORT: String(port), BETTER_AUTH_URL: url, ...env, ...nextEnvironment("start") };
  const child = startCommand(nextCommand(["start", "-p", String(port), "-H", "127.0.0.1"]), own, logFile);
  const answers = until(`the web process answers at ${url}`, async () => {
    if (hasEnded(child)) throw new Error(`the web process has ended: ${readFileSync(logFile, "utf8").slice(-2_000)}`);
    return isAlive(url);
  });
  return { child, port, url, logFile, answers };
}

async function isAlive(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(CALL_TIMEOUT_MS) })).ok;
  } catch {
    return false;
  }
}

/** Signs in as the demo's person of a role and answers the cookie. `origin`: the address that people use. */
export async function signIn(url: string, role: "viewer" | "manager" | "admin", origin = url): Promise<string> {
  const answer = await fetch(`${url}/api/demo/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json", origin },
    body: JSON.stringify({ role }),
  });
  if (!answer.ok) throw new Error(`sign-in as ${role} was answered ${answer.status}: ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

/** The status of a signed-in question, or its failure as 0. */
export async function statusOf(url: string, cookie: string): Promise<number> {
  try {
    const answer = await fetch(url, { headers: { cookie }, signal: AbortSignal.timeout(CALL_TIMEOUT_MS) });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}

/** Has all projects polled, as an admin does on the sync page. */
export async function requestPoll(url: string): Promise<void> {
  await requestSync(url, "poll");
}

/** Has something done with all projects, as an admin does on the sync page. */
export async function requestSync(
  url: string,
  action: "poll" | "reconcile" | "audit",
  body: object = {},
): Promise<void> {
  const headers = { "content-type": "application/json", origin: url, cookie: await signIn(url, "admin") };
  const answer = await fetch(`${url}/api/sync/${action}`, { method: "POST", headers, body: JSON.stringify(body) });
  if (answer.status !== 202) throw new Error(`the ${action} was answered ${answer.status}: ${await answer.text()}`);
}
