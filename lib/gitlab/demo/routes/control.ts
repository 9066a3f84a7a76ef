import { z } from "zod";
import { badRequest, json, jsonLines, type Answer } from "../answers.ts";
import type { Outcome } from "../edits/outcome.ts";
import { editSchema } from "../edits/schema.ts";
import { faultsSchema } from "../faults.ts";
import { hookHealthSchema } from "../hook-health.ts";
import { flag, parseParams, type RawParams } from "../params.ts";
import { presentHook } from "../present/events.ts";
import { presentHistory } from "../present/history.ts";
import { presentIssue } from "../present/issue.ts";
import { presentProjectLabel } from "../present/label.ts";
import { presentProject } from "../present/project.ts";
import type { Site } from "../present/site.ts";
import { presentUser } from "../present/user.ts";
import type { Call, Route } from "../router.ts";
import { deliverySchema } from "../webhook-faults.ts";

const DEFAULT_ENTRIES = 100;

const journalQuerySchema = z.object({ limit: z.coerce.number().int().min(1).max(10_000).default(DEFAULT_ENTRIES) });

/** What no GitLab has: levers for demonstrations and tests. */
export const controlRoutes: Route[] = [
  { method: "GET", pattern: "/demo/webhooks", handle: ({ demo }) => json(demo.webhooks.state()) },
  { method: "POST", pattern: "/demo/webhooks", handle: setDelivery },
  { method: "POST", pattern: "/demo/hooks", handle: setHookHealth },
  { method: "GET", pattern: "/demo/faults", handle: ({ demo }) => json(demo.faults.state()) },
  { method: "POST", pattern: "/demo/faults", handle: setFaults },
  { method: "POST", pattern: "/demo/edits", handle: makeEdits },
  { method: "GET", pattern: "/demo/activity", handle: ({ demo }) => json({ running: demo.activity.running() }) },
  { method: "POST", pattern: "/demo/activity", handle: setActivity },
  { method: "GET", pattern: "/demo/journal", handle: showJournal },
  { method: "GET", pattern: "/demo/history", handle: ({ demo }) => jsonLines(presentHistory(demo.site)) },
];

function setDelivery(call: Call): Answer {
  call.demo.webhooks.set(parseBody(deliverySchema, call.params));
  return json(call.demo.webhooks.state());
}

function setHookHealth(call: Call): Answer {
  const { hook_id, ...health } = parseBody(hookHealthSchema, call.params);
  call.demo.webhooks.health.set(hook_id, health);
  return json({ hook_id, ...call.demo.webhooks.health.of(hook_id) });
}

function setFaults(call: Call): Answer {
  call.demo.faults.set(parseBody(faultsSchema, call.params).faults);
  return json(call.demo.faults.state());
}

/** One edit, or `edits` that all happen within the same millisecond. */
function makeEdits(call: Call): Answer {
  const { demo, params } = call;
  if (!("edits" in params)) return json(presentOutcome(demo.site, demo.edit(parseBody(editSchema, params))));
  const { edits } = parseBody(z.object({ edits: z.array(editSchema) }), params);
  const at = demo.now();
  const outcomes = edits.map((edit) => demo.edit(edit, undefined, at));
  return json({ edits: outcomes.map((outcome) => presentOutcome(demo.site, outcome)) });
}

function presentOutcome(site: Site, { issue, label, project, user, hook }: Outcome): Record<string, unknown> {
  return {
    issue: issue && presentIssue(site, issue, { single: true }),
    label: label && presentProjectLabel(label),
    project: project && presentProject(site, project),
    user: user && presentUser(site, user),
    hook: hook && presentHook(hook),
  };
}

/** @throws Refusal 400 that names every field which is wrong. */
function parseBody<S extends z.ZodType>(schema: S, params: RawParams): z.output<S> {
  const parsed = schema.safeParse(params);
  if (parsed.success) return parsed.data;
  throw badRequest(z.prettifyError(parsed.error));
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
