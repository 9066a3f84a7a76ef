import { z } from "zod";
import { day } from "@/lib/issues/filter-schema.ts";
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
  "user.deactivated",
  "user.gitlab_user_chosen",
  "user.google_account_forgotten",
  "user.reactivated",
  "user.role_changed",
  "user.sessions_ended",
  "user.sign_in_refused",
  "user.signed_in",
  "user.signed_out",
  "user.signed_out_everywhere",
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

const MAX_ACTOR_CHARACTERS = 254;
/** What an id of ours can be: Postgres counts them in a bigint. */
const rowId = z.string().regex(/^\d{1,18}$/, "is not the id of a row");

/**
 * GET /api/admin/audit-log, newest first. `actor`: part of an e-mail address. Days are inclusive local days of `ORG_TIMEZONE`. `before`:
 * the `next` of the page before; pages are not counted, since new rows come in at their front.
 */
export const auditQuerySchema = z
  .strictObject({
    actor: z.string().trim().max(MAX_ACTOR_CHARACTERS).optional(),
    action: z.enum(AUDIT_ACTIONS).optional(),
    from: day.optional(),
    to: day.optional(),
    before: rowId.optional(),
    page_size: paging.page_size,
  })
  .superRefine(({ from, to }, context) => {
    if (from === undefined || to === undefined || from <= to) return;
    context.addIssue({ code: "custom", path: ["from"], message: "is after to" });
  });
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

/** `next` is what `before` has to be for the page that follows; null where none does. */
export const auditListSchema = z.object({
  data: z.array(auditRowSchema),
  page_size: pageFields.page_size,
  total: pageFields.total,
  next: z.string().nullable(),
});
export type AuditList = z.infer<typeof auditListSchema>;
