import { z } from "zod";
import { JOB_NAMES } from "@/lib/jobs/schema.ts";
import { pageFields, paging } from "@/lib/paging.ts";
import { AUDIT_OUTCOMES, auditSummarySchema, hookSchema } from "./audit-schema.ts";
import { project, projectRefSchema } from "./list-schema.ts";

export const SYNC_MODES = ["bootstrap", "poll", "reconcile", "webhook", "backfill", "audit", "rules"] as const;
export const SYNC_RUN_STATUSES = ["running", "success", "failed", "stalled"] as const;
export const DELIVERY_OUTCOMES = ["enqueued", "ignored", "unknown_project", "malformed"] as const;
export const PAUSE_KINDS = ["rate_limited", "unauthorized"] as const;
export const EXCLUSION_REASONS = ["paused", "forbidden", "gone", "never_synced"] as const;

/**
 * How old the mirror is (definition: Fresh). `as_of` is the oldest last complete poll of the active projects, null where
 * nothing was synced yet; `stale` after two poll intervals; projects that cannot count are named, not mixed in.
 */
export const freshnessSchema = z.object({
  state: z.enum(["no_data", "fresh", "stale"]),
  as_of: z.iso.datetime().nullable(),
  age_seconds: z.number().int().nonnegative().nullable(),
  stale_after_seconds: z.number().int().positive(),
  excluded: z.array(z.object({ project: z.string(), reason: z.enum(EXCLUSION_REASONS) })),
});
export type Freshness = z.infer<typeof freshnessSchema>;

/**
 * GET /api/freshness. `gitlab` says whether GitLab may be asked: `waiting` while it has told us to wait, `refused` while it refuses
 * the token, each `since` it first did.
 */
export const freshnessAnswerSchema = freshnessSchema.extend({
  audit: auditSummarySchema,
  gitlab: z.object({ state: z.enum(["ok", "waiting", "refused"]), since: z.iso.datetime().nullable() }),
});
export type FreshnessAnswer = z.infer<typeof freshnessAnswerSchema>;

/**
 * One run as we recorded it. `stalled` stood still and was closed; a sweep is a reconcile that looks at every mirrored issue.
 * `rate` is records a second so far, `seconds_left` an estimate from it.
 */
export const syncRunSchema = z.object({
  id: z.uuid(),
  mode: z.enum(SYNC_MODES),
  status: z.enum(SYNC_RUN_STATUSES),
  project: projectRefSchema.nullable(),
  started_at: z.iso.datetime(),
  finished_at: z.iso.datetime().nullable(),
  progress_at: z.iso.datetime(),
  records_read: z.number().int(),
  records_total: z.number().int().nullable(),
  records_upserted: z.number().int(),
  rate: z.number().nullable(),
  seconds_left: z.number().int().nullable(),
  requested_by: z.string().nullable(),
  is_sweep: z.boolean(),
  error_message: z.string().nullable(),
});
export type SyncRunDto = z.infer<typeof syncRunSchema>;

export const projectHealthSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  path: z.string(),
  web_url: z.string(),
  active: z.boolean(),
  gone_at: z.iso.datetime().nullable(),
  issues: z.number().int(),
  history_from: z.iso.datetime().nullable(),
  last_success_at: z.iso.datetime().nullable(),
  last_seen_updated_at: z.iso.datetime().nullable(),
  last_error: z.string().nullable(),
  access_error: z.string().nullable(),
  bootstrap: syncRunSchema.nullable(),
  audit: z.object({ outcome: z.enum(AUDIT_OUTCOMES), audited_at: z.iso.datetime() }).nullable(),
  hook: hookSchema,
  gap_since: z.iso.datetime().nullable(),
});
export type ProjectHealth = z.infer<typeof projectHealthSchema>;

/** Whether GitLab may be asked, by all processes together. `rate` is what it told last; null where it tells none. */
export const gitlabStateSchema = z.object({
  pause: z
    .object({
      kind: z.enum(PAUSE_KINDS),
      since: z.iso.datetime(),
      until: z.iso.datetime(),
      message: z.string(),
    })
    .nullable(),
  rate: z
    .object({
      limit: z.number().int(),
      remaining: z.number().int(),
      reset_at: z.iso.datetime().nullable(),
      seen_at: z.iso.datetime(),
    })
    .nullable(),
});

export type GitlabState = z.infer<typeof gitlabStateSchema>;

/** GitLab's webhook as it is set up here. `signed`: a secret or a signing token is set, else every delivery is refused. */
const webhookSetupSchema = z.object({
  url: z.string().nullable(),
  signed: z.boolean(),
  last_delivery_at: z.iso.datetime().nullable(),
});

/** GET /api/sync/status */
export const syncStatusSchema = z.object({
  freshness: freshnessSchema,
  gitlab: gitlabStateSchema.extend({ url: z.string() }),
  webhook: webhookSetupSchema,
  workers: z.array(
    z.object({
      id: z.uuid(),
      host: z.string(),
      started_at: z.iso.datetime(),
      heartbeat_at: z.iso.datetime(),
      alive: z.boolean(),
    }),
  ),
  queue: z.object({
    waiting: z.number().int(),
    running: z.number().int(),
    failed: z.number().int(),
    oldest_age_seconds: z.number().int().nullable(),
  }),
  projects: z.array(projectHealthSchema),
  runs: z.array(syncRunSchema),
});
export type SyncStatus = z.infer<typeof syncStatusSchema>;

/** POST /api/sync/bootstrap and /poll: all active projects, or the one named by id, path or GitLab id. */
export const projectBodySchema = z.strictObject({ project });

/** POST /api/sync/reconcile: `sweep` looks at every mirrored issue, the long closed ones too. */
export const reconcileBodySchema = z.strictObject({ project, sweep: z.boolean().optional() });

/** The runs under way afterwards; `joined` says a run was already under way and nothing new was started. */
export const bootstrapAnswerSchema = z.object({
  runs: z.array(z.object({ id: z.uuid(), project: z.string(), joined: z.boolean() })),
});

/** The projects that will be polled; `joined` says that a poll was already waiting or running. */
export const pollAnswerSchema = z.object({
  projects: z.array(z.object({ project: z.string(), joined: z.boolean() })),
});

/** POST /api/webhooks/gitlab: what became of a delivery. Only `enqueued` is fetched; `repeated` came before. */
export const deliveryAnswerSchema = z.object({
  outcome: z.enum(["enqueued", "ignored", "unknown_project", "malformed", "repeated"]),
});
export type DeliveryAnswer = z.infer<typeof deliveryAnswerSchema>;

/** GET /api/sync/runs, newest first. `project` is an id, a path or a GitLab id, as everywhere here. */
export const runQuerySchema = z.strictObject({
  mode: z.enum(SYNC_MODES).optional(),
  status: z.enum(SYNC_RUN_STATUSES).optional(),
  project,
  ...paging,
});
export type RunQuery = z.infer<typeof runQuerySchema>;

export const runListSchema = z.object({ data: z.array(syncRunSchema), ...pageFields });
export type RunList = z.infer<typeof runListSchema>;

/** GET /api/sync/deliveries, newest first. */
export const deliveryQuerySchema = z.strictObject({
  outcome: z.enum(DELIVERY_OUTCOMES).optional(),
  project,
  ...paging,
});
export type DeliveryQuery = z.infer<typeof deliveryQuerySchema>;

/** What GitLab posted, without its body. `handled_at` is when its hint was answered; GitLab's ids are text: they may be any. */
export const deliverySchema = z.object({
  id: z.uuid(),
  received_at: z.iso.datetime(),
  handled_at: z.iso.datetime().nullable(),
  kind: z.string(),
  project: projectRefSchema.nullable(),
  gitlab_project_id: z.string().nullable(),
  iid: z.number().int().nullable(),
  outcome: z.enum(DELIVERY_OUTCOMES),
});
export type DeliveryDto = z.infer<typeof deliverySchema>;

export const deliveryListSchema = z.object({ data: z.array(deliverySchema), ...pageFields });
export type DeliveryList = z.infer<typeof deliveryListSchema>;

/** A job that was given up: what it was to do, why it failed, and what it was about where that is still known. */
export const parkedJobSchema = z.object({
  id: z.string(),
  job: z.enum(JOB_NAMES),
  project: projectRefSchema.nullable(),
  iid: z.number().int().nullable(),
  label: z.string().nullable(),
  attempts: z.number().int(),
  error: z.string().nullable(),
  parked_at: z.iso.datetime(),
});
export type ParkedJobDto = z.infer<typeof parkedJobSchema>;

/** GET /api/sync/jobs, the one parked last first. */
export const parkedListSchema = z.object({ data: z.array(parkedJobSchema), total: z.number().int() });
export type ParkedList = z.infer<typeof parkedListSchema>;

/** POST /api/sync/jobs/:id/retry */
export const jobParamsSchema = z.strictObject({ id: z.string().regex(/^\d{1,18}$/, "is not a job's number") });
