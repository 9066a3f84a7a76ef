import { http, HttpResponse, passthrough } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll } from "vitest";
import { createGitLab, type GitLab } from "@/lib/gitlab/client.ts";
import type { Connection } from "@/lib/gitlab/ask.ts";
import { createLog } from "@/lib/log.ts";

export const BASE_URL = "https://gitlab.example.com";
export const API = `${BASE_URL}/api/v4`;
export const TOKEN = "glpat-0123456789abcdef";
export const NOW = new Date("2026-03-08T12:00:00Z");

/** GitLab's wire for one test file. A request that nothing answers is an error, so nothing leaves the machine. */
export function startWire() {
  const server = setupServer(http.get("http://127.0.0.1:*/*", () => passthrough()));
  const seen: Request[] = [];
  server.events.on("request:start", ({ request }) => void seen.push(request.clone()));
  beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
  afterEach(() => {
    server.resetHandlers();
    seen.length = 0;
  });
  afterAll(() => server.close());
  return { server, seen };
}

/** A client that waits for nothing: `slept` lists what it would have waited, in milliseconds. */
export function createClient(changes: Partial<Connection> = {}): { gitlab: GitLab; slept: number[] } {
  const slept: number[] = [];
  const gitlab = createGitLab({
    baseUrl: BASE_URL,
    token: TOKEN,
    concurrency: 4,
    log: createLog("test", "silent"),
    timeoutMs: 5_000,
    now: () => NOW,
    random: () => 0,
    sleep: async (ms) => void slept.push(ms),
    ...changes,
  });
  return { gitlab, slept };
}

/** Answers the requests for one path one after the other, the last one for ever. */
export function answering(path: string, ...answers: (() => Response)[]) {
  let asked = 0;
  return http.get(`${API}${path}`, () => {
    const answer = answers[Math.min(asked, answers.length - 1)] ?? HttpResponse.error;
    asked += 1;
    return answer();
  });
}

/** The least that GitLab sends of an issue. */
export function issuePayload(iid: number, changes: Record<string, unknown> = {}) {
  const time = new Date(Date.UTC(2026, 0, 1) + iid * 60_000).toISOString();
  return {
    id: 1_000 + iid,
    iid,
    project_id: 1,
    title: `Issue ${iid}`,
    state: "opened",
    created_at: time,
    updated_at: time,
    labels: [],
    web_url: `${BASE_URL}/group/project/-/issues/${iid}`,
    ...changes,
  };
}

export type IssuePayload = ReturnType<typeof issuePayload>;

export const PROJECT = {
  id: 1,
  name: "Project",
  path_with_namespace: "group/project",
  web_url: `${BASE_URL}/group/project`,
};
