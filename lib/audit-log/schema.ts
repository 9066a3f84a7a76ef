import { z } from "zod";
import { pageFields, paging } from "@/lib/paging.ts";

/** Everything that is written down, as noun.verb. */
export const AUDIT_ACTIONS = [
  "feed.created",
  "feed.revoked",
  "overrides.imported",
  "status_rule.created",
  "status_rule.changed",
  "status_rule.deleted",
  "sync.audit_requested",
  "sync.bootstrap_requested",
  "sync.job_retried",
  "sync.poll_requested",
  "sync.reconcile_requested",
  "user.created",
  "user.gitlab_user_chosen",
  "user.sign_in_refused",
  "user.signed_in",
  "user.signed_out",
  "user.signed_out_everywhere",
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** GET /api/admin/audit-log, newest first. */
export const auditQuerySchema = z.strictObject({ action: z.enum(AUDIT_ACTIONS).optional(), ...paging });
export type AuditQuery = z.infer<typeof auditQuerySchema>;

/**
 * Who did what to what. `actor` is the e-mail address at that time, `actor_id` null where there is no such person any more;
 * `action` may be one that another version wrote; `details` say what was before and after.
 */
export const auditRowSchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  actor: z.string(),
  actor_id: z.uuid().nullable(),
  action: z.string(),
  subject: z.string(),
  details: z.record(z.string(), z.unknown()),
});
export type AuditRowDto = z.infer<typeof auditRowSchema>;

export const auditListSchema = z.object({ data: z.array(auditRowSchema), ...pageFields });
