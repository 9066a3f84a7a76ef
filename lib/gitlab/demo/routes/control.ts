import { z } from "zod";
import { json, type Answer } from "../answers.ts";
import { flag, parseParams } from "../params.ts";
import type { Call, Route } from "../router.ts";
import { deliverSchema } from "../webhooks.ts";

const DEFAULT_ENTRIES = 100;

const journalQuerySchema = z.object({ limit: z.coerce.number().int().min(1).max(10_000).default(DEFAULT_ENTRIES) });

/** What no GitLab has: levers for demonstrations and tests. */
export const controlRoutes: Route[] = [
  { method: "GET", pattern: "/demo/webhooks", handle: ({ demo }) => json(demo.webhooks.state()) },
  { method: "POST", pattern: "/demo/webhooks", handle: setDeliver },
  { method: "GET", pattern: "/demo/activity", handle: ({ demo }) => json({ running: demo.activity.running() }) },
  { method: "POST", pattern: "/demo/activity", handle: setActivity },
  { method: "GET", pattern: "/demo/journal", handle: showJournal },
];

function setDeliver(call: Call): Answer {
  const { deliver } = parseParams(z.object({ deliver: deliverSchema }), call.params);
  call.demo.webhooks.setDeliver(deliver);
  return json(call.demo.webhooks.state());
}

function setActivity(call: Call): Answer {
  const { running } = parseParams(z.object({ running: flag }), call.params);
  if (running) call.demo.activity.start();
  else call.demo.activity.stop();
  return json({ running: call.demo.activity.running() });
}

/** The newest edits, oldest first. */
function showJournal(call: Call): Answer {
  const { limit } = parseParams(journalQuerySchema, call.params);
  const { baseTime, entries } = call.demo.journal;
  return json({ base_time: baseTime.toISOString(), total: entries.length, entries: entries.slice(-limit) });
}
