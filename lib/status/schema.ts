import { z } from "zod";

export const ISSUE_STATUSES = [
  "not_started",
  "in_progress",
  "blocked",
  "completed",
  "closed_not_done",
  "gone",
] as const;
export type IssueStatus = (typeof ISSUE_STATUSES)[number];

/** What a manager may set over what GitLab's labels say. */
export const OVERRIDE_STATUSES = ["not_started", "in_progress", "blocked"] as const;
export type OverrideStatus = (typeof OVERRIDE_STATUSES)[number];

export const RULE_OUTCOMES = ["not_started", "in_progress", "blocked", "not_done"] as const;
export type RuleOutcome = (typeof RULE_OUTCOMES)[number];

export const STATUS_SOURCES = ["webhook", "poll", "manual", "backfill", "rule"] as const;
export type StatusSource = (typeof STATUS_SOURCES)[number];

/** Why an issue has its status: the first of these that held. `label` and `pattern` name what matched. */
export const statusReasonSchema = z.object({
  code: z.enum(["gone", "moved", "duplicate", "not_done_label", "closed", "override", "label_rule", "no_rule_matched"]),
  label: z.string().nullable(),
  pattern: z.string().nullable(),
});
export type StatusReason = z.infer<typeof statusReasonSchema>;

export const statusEventSchema = z.object({
  from_status: z.enum(ISSUE_STATUSES).nullable(),
  to_status: z.enum(ISSUE_STATUSES),
  changed_at: z.iso.datetime(),
  source: z.enum(STATUS_SOURCES),
  provisional: z.boolean(),
});
export type StatusEventDto = z.infer<typeof statusEventSchema>;
