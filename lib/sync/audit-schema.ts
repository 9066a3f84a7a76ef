import { z } from "zod";
import { pageFields, paging } from "@/lib/paging.ts";
import { project, projectRefSchema } from "./list-schema.ts";

export const AUDIT_OUTCOMES = ["whole", "repaired", "wrong"] as const;
export const HOOK_STATES = ["unknown", "good", "missing", "switches_missing", "disabled"] as const;

/**
 * Whether all issues are here, as GitLab counts them: the last audits of the projects that count together, the oldest at `audited_at`,
 * `never` where one of them had none. Counts are null for who is not shown confidential issues: not even how many there are.
 */
export const auditSummarySchema = z.object({
  state: z.enum(["never", ...AUDIT_OUTCOMES]),
  audited_at: z.iso.datetime().nullable(),
  issues: z.number().int().nonnegative().nullable(),
  gitlab_issues: z.number().int().nonnegative().nullable(),
  projects_wrong: z.number().int().nonnegative(),
});
export type AuditSummary = z.infer<typeof auditSummarySchema>;

const counts = z.object({ open: z.number().int(), closed: z.number().int() });

/**
 * One comparison of a project with GitLab: the counts after the repair, closed issues since `closed_since` (null: all). The numbers
 * are of what differed before it: `missing` GitLab lists and was not here, `extra` was here and GitLab does not know, `stale` had
 * another content.
 */
export const auditSchema = z.object({
  id: z.uuid(),
  run_id: z.uuid(),
  project: projectRefSchema.extend({ web_url: z.string() }),
  audited_at: z.iso.datetime(),
  outcome: z.enum(AUDIT_OUTCOMES),
  here: counts,
  gitlab: counts,
  closed_since: z.iso.datetime().nullable(),
  missing_iids: z.array(z.number().int()),
  extra_iids: z.array(z.number().int()),
  stale_iids: z.array(z.number().int()),
});
export type AuditDto = z.infer<typeof auditSchema>;

/**
 * A change that no webhook told of within a quarter of an hour: that of issue `iid` at `changed_at` by GitLab's clock. It is closed by
 * the next delivery of the project.
 */
export const gapSchema = z.object({
  id: z.uuid(),
  project: projectRefSchema,
  iid: z.number().int(),
  changed_at: z.iso.datetime(),
  noticed_at: z.iso.datetime(),
  opened_at: z.iso.datetime(),
  closed_at: z.iso.datetime().nullable(),
});
export type GapDto = z.infer<typeof gapSchema>;

/** What GitLab says of the webhook that should post to us, and what to do about it; `unknown` where the token may not read it. */
export const hookSchema = z.object({
  state: z.enum(HOOK_STATES),
  message: z.string().nullable(),
  checked_at: z.iso.datetime().nullable(),
});

/** POST /api/sync/audit: `deep` compares every issue, contents too, also where the counts are equal. */
export const auditBodySchema = z.strictObject({ project, deep: z.boolean().optional() });

/** GET /api/sync/audits: the latest of each project by path, or with `all` every one, newest first. */
export const auditQuerySchema = z.strictObject({ all: z.stringbool().prefault("false"), project, ...paging });
export type AuditQuery = z.infer<typeof auditQuerySchema>;

export const auditListSchema = z.object({ data: z.array(auditSchema), ...pageFields });
export type AuditList = z.infer<typeof auditListSchema>;

/** GET /api/sync/gaps: the open ones first, then the closed, newest first. */
export const gapQuerySchema = z.strictObject({ project, ...paging });
export type GapQuery = z.infer<typeof gapQuerySchema>;

export const gapListSchema = z.object({ data: z.array(gapSchema), ...pageFields });
export type GapList = z.infer<typeof gapListSchema>;
