import { z } from "zod";

export const SYNC_MODES = ["bootstrap", "poll", "reconcile", "webhook"] as const;
export const SYNC_RUN_STATUSES = ["running", "success", "failed"] as const;
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

/** One run as we recorded it. `rate` is records a second so far, `seconds_left` an estimate from it. */
export const syncRunSchema = z.object({
  id: z.uuid(),
  mode: z.enum(SYNC_MODES),
  status: z.enum(SYNC_RUN_STATUSES),
  project: z.object({ id: z.uuid(), path: z.string() }).nullable(),
  started_at: z.iso.datetime(),
  finished_at: z.iso.datetime().nullable(),
  progress_at: z.iso.datetime(),
  records_read: z.number().int(),
  records_total: z.number().int().nullable(),
  records_upserted: z.number().int(),
  rate: z.number().nullable(),
  seconds_left: z.number().int().nullable(),
  requested_by: z.string().nullable(),
  error_message: z.string().nullable(),
});
export type SyncRunDto = z.infer<typeof syncRunSchema>;

export const projectHealthSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  path: z.string(),
  web_url: z.string(),
  active: z.boolean(),
  issues: z.number().int(),
  history_from: z.iso.datetime().nullable(),
  last_success_at: z.iso.datetime().nullable(),
  last_seen_updated_at: z.iso.datetime().nullable(),
  last_error: z.string().nullable(),
  access_error: z.string().nullable(),
  bootstrap: syncRunSchema.nullable(),
});
export type ProjectHealth = z.infer<typeof projectHealthSchema>;

/** GET /api/sync/status */
export const syncStatusSchema = z.object({
  freshness: freshnessSchema,
  gitlab_url: z.string(),
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

/** POST /api/sync/bootstrap: all active projects, or the one named by id, path or GitLab id. */
export const bootstrapBodySchema = z.strictObject({ project: z.string().min(1).max(500).optional() });

/** The runs under way afterwards; `joined` says a run was already under way and nothing new was started. */
export const bootstrapAnswerSchema = z.object({
  runs: z.array(z.object({ id: z.uuid(), project: z.string(), joined: z.boolean() })),
});

/** POST /api/webhooks/gitlab: what became of a delivery. Only `enqueued` is fetched; `repeated` came before. */
export const deliveryAnswerSchema = z.object({
  outcome: z.enum(["enqueued", "ignored", "unknown_project", "malformed", "repeated"]),
});
export type DeliveryAnswer = z.infer<typeof deliveryAnswerSchema>;
