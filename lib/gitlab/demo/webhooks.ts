import { randomUUID } from "node:crypto";
import pLimit from "p-limit";
import type { z } from "zod";
import { messageOf } from "@/lib/errors.ts";
import type { Log } from "@/lib/log.ts";
import { createDispatch } from "./dispatch.ts";
import { createHookHealths, type HookHealths } from "./hook-health.ts";
import type { Change, Hook } from "./model.ts";
import type { Site } from "./present/site.ts";
import { VERSION } from "./version.ts";
import { webhookBody } from "./webhook-body.ts";
import { createChance, deliverySchema, type Delivery } from "./webhook-faults.ts";

const TIMEOUT_MS = 10_000;
const MAX_CONCURRENT = 20;

export type WebhookCounts = Record<"delivered" | "failed" | "dropped" | "doubled" | "reordered" | "delayed", number>;

export type Webhooks = {
  /** Posts the change to every hook that wants it, without making anyone wait. A failed one is not sent again. */
  send(change: Change): void;
  /** Whether GitLab still posts to each hook. */
  health: HookHealths;
  /** From here on, with chance seeded anew: what is not given goes well. @throws ZodError for what is no setting. */
  set(delivery: z.input<typeof deliverySchema>): void;
  /** `delivery` as it is set, counts since the start, and how many requests are under way or wait. */
  state(): { deliver: Delivery["deliver"]; delivery: Delivery; pending: number } & WebhookCounts;
  /** Waits until nothing is under way, delayed or held back. */
  settled(): Promise<void>;
  /** Gives up what is under way. */
  close(): void;
};

type WebhookParts = { site: Site; seed: number; now?: () => Date; log: Log };
type Posting = { hook: Hook; headers: Record<string, string>; body: string };

/** Deliveries as GitLab makes them (web_hook_service.rb), or as they go wrong. */
export function createWebhooks({ site, seed, now = () => new Date(), log }: WebhookParts): Webhooks {
  const counts: WebhookCounts = { delivered: 0, failed: 0, dropped: 0, doubled: 0, reordered: 0, delayed: 0 };
  const closing = new AbortController();
  const dispatch = createDispatch();
  const health = createHookHealths(now);
  const ended = (hookId: number, isWell: boolean) => {
    if (isWell) health.succeeded(hookId);
    else if (delivery.auto_disable) health.failed(hookId);
  };
  const post = createPost({ counts, closing: closing.signal, ended, log });
  let delivery = deliverySchema.parse({});
  let chance = createChance(seed);

  const sendOne = (posting: Posting) => {
    const { id: hookId } = posting.hook;
    const fate = chance.draw(delivery);
    if (fate.isDropped || health.of(hookId).alert_status !== "executable") return void counts.dropped++;
    const isHeld = fate.isHeld && dispatch.mayHold(hookId);
    const delayMs = delivery.delay_ms;
    if (isHeld) counts.reordered++;
    if (fate.isDoubled) counts.doubled++;
    if (delayMs > 0) counts.delayed++;
    dispatch.start({ hookId, delayMs, isHeld, post: () => post(posting) });
    if (fate.isDoubled) dispatch.start({ hookId, delayMs, isHeld: false, post: () => post(again(posting)) });
  };

  return {
    health,
    send(change) {
      const hooks = [...site.store.hooks.values()].filter((hook) => wants(hook, change));
      if (hooks.length === 0) return;
      const body = JSON.stringify(webhookBody(site, change));
      const eventId = randomUUID();
      for (const hook of hooks) sendOne({ hook, headers: headersFor(site, hook, change, eventId), body });
    },
    set(next) {
      delivery = deliverySchema.parse(next);
      chance = createChance(seed);
    },
    state: () => ({ deliver: delivery.deliver, delivery, ...counts, pending: dispatch.pending() }),
    settled: () => dispatch.settled(),
    close() {
      closing.abort();
      dispatch.close();
    },
  };
}

type PostParts = {
  counts: WebhookCounts;
  closing: AbortSignal;
  ended: (hookId: number, isWell: boolean) => void;
  log: Log;
};

/** One request: 10 s, 2xx and 3xx are fine, anything else is logged and forgotten. */
function createPost({ counts, closing, ended, log }: PostParts): (posting: Posting) => Promise<void> {
  const limit = pLimit(MAX_CONCURRENT);
  const post = async ({ hook, headers, body }: Posting) => {
    try {
      const signal = AbortSignal.any([closing, AbortSignal.timeout(TIMEOUT_MS)]);
      const answer = await fetch(hook.url, { method: "POST", headers, body, redirect: "manual", signal });
      await answer.body?.cancel();
      if (answer.status >= 400) throw new Error(`answered ${answer.status}`);
      counts.delivered++;
      ended(hook.id, true);
    } catch (error) {
      if (closing.aborted) return;
      counts.failed++;
      ended(hook.id, false);
      log.warn({ hook_id: hook.id, error: messageOf(error) }, "webhook failed");
    }
  };
  return (posting) => limit(() => post(posting));
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

/** The same delivery once more: only the request's own id is another. */
function again(posting: Posting): Posting {
  return { ...posting, headers: { ...posting.headers, "X-Gitlab-Webhook-UUID": randomUUID() } };
}
