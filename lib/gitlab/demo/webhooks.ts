import { randomUUID } from "node:crypto";
import pLimit from "p-limit";
import { z } from "zod";
import { messageOf } from "@/lib/errors.ts";
import type { Log } from "@/lib/log.ts";
import type { Change, Hook } from "./model.ts";
import type { Site } from "./present/site.ts";
import { VERSION } from "./version.ts";
import { webhookBody } from "./webhook-body.ts";

const TIMEOUT_MS = 10_000;
const MAX_CONCURRENT = 20;

export const deliverSchema = z.enum(["on", "drop"]);
export type Deliver = z.infer<typeof deliverSchema>;

export type Webhooks = {
  /** Posts the change to every hook that wants it, without making anyone wait. A failed one is not sent again. */
  send(change: Change): void;
  setDeliver(deliver: Deliver): void;
  state(): { deliver: Deliver; delivered: number; failed: number; dropped: number; pending: number };
  /** Gives up what is under way. */
  close(): void;
};

/** GitLab's web_hook_service.rb: 10 s, 2xx and 3xx are fine, anything else is logged and forgotten. */
export function createWebhooks({ site, log }: { site: Site; log: Log }): Webhooks {
  const limit = pLimit(MAX_CONCURRENT);
  const closing = new AbortController();
  const counts = { delivered: 0, failed: 0, dropped: 0 };
  let deliver: Deliver = "on";

  const post = async (hook: Hook, request: { headers: Record<string, string>; body: string }) => {
    try {
      const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(TIMEOUT_MS)]);
      const answer = await fetch(hook.url, { method: "POST", ...request, redirect: "manual", signal });
      await answer.body?.cancel();
      if (answer.status >= 400) throw new Error(`answered ${answer.status}`);
      counts.delivered++;
    } catch (error) {
      if (closing.signal.aborted) return;
      counts.failed++;
      log.warn({ hook_id: hook.id, error: messageOf(error) }, "webhook failed");
    }
  };

  return {
    send(change) {
      const hooks = [...site.store.hooks.values()].filter((hook) => wants(hook, change));
      if (hooks.length === 0) return;
      if (deliver === "drop") return void (counts.dropped += hooks.length);
      const body = JSON.stringify(webhookBody(site, change));
      const eventId = randomUUID();
      for (const hook of hooks)
        void limit(() => post(hook, { headers: headersFor(site, hook, change, eventId), body }));
    },
    setDeliver: (next) => void (deliver = next),
    state: () => ({ deliver, ...counts, pending: limit.activeCount + limit.pendingCount }),
    close: () => closing.abort(),
  };
}

function wants(hook: Hook, { after }: Change): boolean {
  if (hook.projectId !== null && hook.projectId !== after.projectId) return false;
  return after.confidential ? hook.confidentialIssues : hook.issues;
}

/** One event id for all hooks of an edit; the two others are new for every request, whatever their names say. */
function headersFor(site: Site, hook: Hook, { after }: Change, eventId: string): Record<string, string> {
  return {
    "Content-Type": "application/json",
    "User-Agent": `GitLab/${VERSION}`,
    "Idempotency-Key": randomUUID(),
    "X-Gitlab-Event": after.confidential ? "Confidential Issue Hook" : "Issue Hook",
    "X-Gitlab-Event-UUID": eventId,
    "X-Gitlab-Webhook-UUID": randomUUID(),
    "X-Gitlab-Instance": site.url,
    ...(hook.secret === "" ? undefined : { "X-Gitlab-Token": hook.secret }),
  };
}
