import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { onTestFinished, vi } from "vitest";
import { z } from "zod";
import { startDemoGitLab, type DemoGitLabOptions } from "@/lib/gitlab/demo/server.ts";
import { createLog } from "@/lib/log.ts";

// Real HTTP and thousands of generated issues: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

export const TOKEN = "demo-token";
export const BASE = new Date("2026-11-22T12:00:00.000Z");

const jsonSchema = z.json();
export const issueSchema = z.looseObject({
  id: z.number(),
  iid: z.number(),
  project_id: z.number(),
  title: z.string(),
  state: z.string(),
  updated_at: z.string(),
  labels: z.array(z.unknown()),
});
export const issuesSchema = z.array(issueSchema);

export type Reply = { status: number; headers: Headers; body: unknown };
export type TestGitLab = Awaited<ReturnType<typeof startForTest>>;

/** A demo GitLab for one test, a clock that a test can push on, and short ways to ask it. */
export async function startForTest(options: Partial<DemoGitLabOptions> = {}) {
  let at = BASE.getTime();
  const log = createLog("demo-gitlab-test", "silent");
  const now = () => new Date(at);
  const gitlab = await startDemoGitLab({ port: 0, token: TOKEN, seed: 1, issues: 200, log, now, ...options });
  onTestFinished(() => gitlab.close());
  const ask = (method: string, path: string, body?: unknown) => askAt(gitlab.url, method, path, body);
  return {
    ...gitlab,
    pass: (ms: number) => void (at += ms),
    get: (path: string) => ask("GET", path),
    post: (path: string, body?: unknown) => ask("POST", path, body),
    put: (path: string, body?: unknown) => ask("PUT", path, body),
    remove: (path: string) => ask("DELETE", path),
    issues: async (path: string) => issuesSchema.parse((await ask("GET", path)).body),
    issue: async (path: string) => issueSchema.parse((await ask("GET", path)).body),
  };
}

/** Everything a listing holds, its pages followed by their `Link`. */
export async function readAll(gitlab: TestGitLab, path: string): Promise<z.output<typeof issuesSchema>> {
  const all: z.output<typeof issuesSchema> = [];
  for (let next: string | null = path; next !== null;) {
    const reply = await gitlab.get(next);
    all.push(...issuesSchema.parse(reply.body));
    next = nextLink(reply);
  }
  return all;
}

/** Path and query of the `rel="next"` link, null after the last page. */
export function nextLink({ headers }: Reply): string | null {
  const target = /<([^>]+)>; rel="next"/.exec(headers.get("link") ?? "")?.[1];
  if (target === undefined) return null;
  const { pathname, search } = new URL(target);
  return pathname + search;
}

export type Delivery = { headers: Record<string, unknown>; body: Record<string, unknown> };

/** Receives webhooks for one test. `next` waits for the one after those that were taken already. */
export async function receiveWebhooks(status = 200) {
  const deliveries: Delivery[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      deliveries.push({ headers: request.headers, body: z.record(z.string(), z.unknown()).parse(JSON.parse(body)) });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { url: `http://127.0.0.1:${address.port}/hook`, deliveries };
}

async function askAt(url: string, method: string, path: string, body?: unknown): Promise<Reply> {
  const headers = { "PRIVATE-TOKEN": TOKEN, "Content-Type": "application/json" };
  const answer = await fetch(url + path, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const words = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    body: words === "" ? null : jsonSchema.parse(JSON.parse(words)),
  };
}
