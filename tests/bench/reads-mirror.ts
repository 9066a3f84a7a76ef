import { z } from "zod";
import { untilBootstrapped } from "../soak/bootstrapped.ts";
import { untilDrained } from "../soak/drained.ts";
import { askPostgres } from "../soak/mirror.ts";
import type { Stage } from "../soak/stage.ts";
import { signIn, type Web } from "../soak/web.ts";

const OVERRIDDEN = 2_000;
const AT_ONCE = 4;
const DAY_MS = 86_400_000;
const PRIORITIES = 5;
const MOST_DAYS_AWAY = 45;

/** Waits until the worker has mirrored every issue with its history: work's start and end come from there. Answers the minutes. */
export async function fillMirror(stage: Stage): Promise<number> {
  const startedAt = performance.now();
  await untilBootstrapped(stage);
  await untilDrained(stage);
  return Number(((performance.now() - startedAt) / 60_000).toFixed(1));
}

/** What management adds: priorities, target dates and notes of some issues, over HTTP with a manager's session. */
export async function overrideSome(web: Pick<Web, "url">, databaseUrl: string): Promise<void> {
  const issues = await askPostgres(
    databaseUrl,
    z.object({ id: z.uuid() }),
    "select id from issues where gone_at is null order by md5(gitlab_issue_id::text) limit least($1, (select count(*) / 5 from issues))",
    [OVERRIDDEN],
  );
  const headers = { "content-type": "application/json", origin: web.url, cookie: await signIn(web.url, "manager") };
  const left = [...issues.entries()];
  const goOn = async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const [index, { id }] = next;
      const body = JSON.stringify(overrideOf(index));
      const answer = await fetch(`${web.url}/api/issues/${id}/override`, { method: "PATCH", headers, body });
      if (!answer.ok) throw new Error(`an override was answered ${answer.status}: ${await answer.text()}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, goOn));
}

function overrideOf(index: number): Record<string, unknown> {
  const daysAway = (index % (2 * MOST_DAYS_AWAY)) - MOST_DAYS_AWAY;
  const day = new Date(Date.now() + daysAway * DAY_MS).toISOString().slice(0, 10);
  const notes = index % 10 === 0 ? { internal_notes: "Waits for the supplier's answer about the crates" } : {};
  return { priority: (index % PRIORITIES) + 1, ...(index % 2 === 0 ? { target_date: day } : {}), ...notes };
}
