/** The demo GitLab as anybody sees it: plain requests, nothing of the product's own client. */
import { z } from "zod";

const PAGE_SIZE = 100;

const person = z.object({ username: z.string() });
const wireSchema = z.object({
  id: z.number(),
  iid: z.number(),
  project_id: z.number(),
  title: z.string(),
  description: z.string().nullable(),
  state: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  closed_at: z.string().nullable(),
  due_date: z.string().nullable(),
  confidential: z.boolean(),
  issue_type: z.string(),
  moved_to_id: z.number().nullable(),
  milestone: z.object({ title: z.string() }).nullable(),
  weight: z.number().nullable(),
  author: person.nullable(),
  assignees: z.array(person),
  labels: z.array(z.string()),
  web_url: z.string(),
});
export type GitLabIssue = z.infer<typeof wireSchema>;

const hitsSchema = z.object({ faults: z.array(z.object({ hits: z.int() })) });
const pendingSchema = z.object({ pending: z.int() });

export type GitLab = ReturnType<typeof gitlabAt>;

/** @throws Error from every call that is not answered with 2xx */
export function gitlabAt(url: string, token: string) {
  const ask = async (path: string, body?: unknown): Promise<unknown> => {
    const headers = { "private-token": token, "content-type": "application/json" };
    const init = body === undefined ? { headers } : { headers, method: "POST", body: JSON.stringify(body) };
    const answer = await fetch(`${url}${path}`, init);
    if (!answer.ok) throw new Error(`the demo GitLab answered ${answer.status} to ${path}: ${await answer.text()}`);
    return answer.json();
  };
  const pages = async <T>(path: string, schema: z.ZodType<T>): Promise<T[]> => {
    const found: T[] = [];
    for (let page = 1; ; page++) {
      const items = z.array(schema).parse(await ask(`${path}per_page=${PAGE_SIZE}&page=${page}`));
      found.push(...items);
      if (items.length < PAGE_SIZE) return found;
    }
  };
  const projects = async () => {
    const found = await pages("/api/v4/projects?", z.object({ id: z.int() }));
    return found.map((project) => project.id);
  };
  const issues = async (): Promise<GitLabIssue[]> => {
    const perProject = [];
    for (const id of await projects()) {
      perProject.push(await pages(`/api/v4/projects/${id}/issues?state=all&order_by=created_at&`, wireSchema));
    }
    return perProject.flat();
  };
  return {
    url,
    token,
    projects,
    issues,
    edit: (edit: Record<string, unknown>) => ask("/demo/edits", edit),
    /** From here on counts the requests to addresses like these; nothing else happens to them. */
    countRequests: (...patterns: string[]) =>
      ask("/demo/faults", { faults: patterns.map((path) => ({ kind: "slow", delay_ms: 0, path })) }),
    /** How many there were, in the order of the patterns. */
    requestCounts: async () => hitsSchema.parse(await ask("/demo/faults")).faults.map((fault) => fault.hits),
    pendingWebhooks: async () => pendingSchema.parse(await ask("/demo/webhooks")).pending,
    /** How webhooks go wrong from here on; nothing given: not at all. */
    deliverWebhooks: (how: { dropped?: number; doubled?: number; reordered?: number } = {}) =>
      ask("/demo/webhooks", how),
    /** How the API fails from here on, in place of all that it did before, and of what was counted. */
    fail: (...faults: { kind: string; path?: string; times?: number; seconds?: number }[]) =>
      ask("/demo/faults", { faults }),
  };
}
