import { z } from "zod";
import type { Random } from "../support/random.ts";
import { askPostgres } from "./mirror.ts";
import { requestPoll, signIn, type Web } from "./web.ts";

const OVERRIDDEN_ISSUES = 40;
const STATUSES = ["not_started", "in_progress", "blocked", null];
const OUTCOMES = ["not_started", "in_progress", "blocked", "not_done"];
const PATTERNS = ["bug", "workflow::", "type::", "status::", "customer", "regression", "Doing", "wontfix"];
const HIGHEST_RANK = 50;

const rulesSchema = z.object({ data: z.array(z.object({ id: z.uuid(), pattern: z.string() })) });

/** What managers and admins do, over HTTP with sessions of their own. */
export type Management = {
  override(): Promise<void>;
  changeRule(): Promise<void>;
  poll(): Promise<void>;
  /** A reconcile that looks at every mirrored issue. */
  sweep(): Promise<void>;
  counts(): Record<string, number>;
};

type Parts = { web: Web; databaseUrl: string; random: Random };

export async function startManagement({ web, databaseUrl, random }: Parts): Promise<Management> {
  const issues = await askPostgres(
    databaseUrl,
    z.object({ id: z.uuid() }),
    "select id from issues order by md5(gitlab_issue_id::text) limit $1",
    [OVERRIDDEN_ISSUES],
  );
  const cookies = { manager: await signIn(web.url, "manager"), admin: await signIn(web.url, "admin") };
  const counts: Record<string, number> = {};
  const ask = async (as: keyof typeof cookies, { method, path, body, allowed = [] }: Question): Promise<unknown> => {
    const headers = { "content-type": "application/json", origin: web.url, cookie: cookies[as] };
    const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
    const answer = await fetch(`${web.url}${path}`, init);
    const name = `${method} ${path.replace(/[0-9a-f-]{36}/, ":id")} ${answer.status}`;
    counts[name] = (counts[name] ?? 0) + 1;
    if (answer.ok || allowed.includes(answer.status)) return answer.json();
    throw new Error(`${name}: ${await answer.text()}`);
  };
  return {
    override: async () => {
      const body = { internal_status: random.pick(STATUSES) };
      const path = `/api/issues/${random.pick(issues).id}/override`;
      await ask("manager", { method: "PATCH", path, body, allowed: [404] });
    },
    changeRule: async () => {
      const path = "/api/admin/status-rules";
      const { data: rules } = rulesSchema.parse(await ask("admin", { method: "GET", path }));
      if (random.below(3) === 0) {
        const { id } = random.pick(rules);
        return void (await ask("admin", { method: "DELETE", path: `${path}/${id}`, allowed: [404] }));
      }
      const body = { pattern: random.pick(PATTERNS), outcome: random.pick(OUTCOMES), rank: random.below(HIGHEST_RANK) };
      await ask("admin", { method: "POST", path, body, allowed: [409] });
    },
    poll: () => requestPoll(web.url),
    sweep: async () =>
      void (await ask("admin", { method: "POST", path: "/api/sync/reconcile", body: { sweep: true } })),
    counts: () => counts,
  };
}

type Question = { method: string; path: string; body?: unknown; allowed?: number[] };
