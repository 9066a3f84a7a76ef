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

const LONGEST_PATTERN_CHARACTERS = 255;
const HIGHEST_RANK = 1_000;

const pattern = z.string().trim().min(1, "is blank").max(LONGEST_PATTERN_CHARACTERS);
const rank = z.int().min(-HIGHEST_RANK).max(HIGHEST_RANK);
/** By id, path or GitLab id; null is all projects. */
const project = z.string().min(1).max(500).nullable();

/**
 * A status rule: what a label of that title says of an issue. A pattern that ends in `::` speaks for every label of that scope;
 * `not_done` tells closed issues that were not done from completed ones. `project` null: in all projects.
 */
export const ruleSchema = z.object({
  id: z.uuid(),
  pattern: z.string(),
  outcome: z.enum(RULE_OUTCOMES),
  rank: z.number().int(),
  project: z.object({ id: z.uuid(), path: z.string() }).nullable(),
});
export type RuleDto = z.infer<typeof ruleSchema>;

/** POST /api/admin/status-rules */
export const ruleFormSchema = z.strictObject({
  pattern,
  outcome: z.enum(RULE_OUTCOMES),
  rank: rank.default(0),
  project: project.default(null),
});

const changeFields = {
  pattern: pattern.optional(),
  outcome: z.enum(RULE_OUTCOMES).optional(),
  rank: rank.optional(),
  project: project.optional(),
};

/** PATCH /api/admin/status-rules/:id: what to change; what is absent stays. */
export const ruleChangeSchema = z
  .strictObject(changeFields)
  .refine((change) => Object.keys(change).length > 0, "names nothing to change");

export const ruleParamsSchema = z.strictObject({ id: z.uuid() });

/** POST /api/admin/status-rules/preview: the change that is thought of, as it would be written, and which one it is. */
export const ruleProposalSchema = z.discriminatedUnion("action", [
  ruleFormSchema.extend({ action: z.literal("create") }),
  z.strictObject({ action: z.literal("change"), id: z.uuid(), ...changeFields }),
  z.strictObject({ action: z.literal("delete"), id: z.uuid() }),
]);
export type RuleProposal = z.infer<typeof ruleProposalSchema>;
export type RuleProposalBody = z.input<typeof ruleProposalSchema>;

/** Which issues would have another status, by the rules alone. `examples` are those that changed last, at most 50 of them. */
export const rulePreviewSchema = z.object({
  changed: z.number().int(),
  by: z.array(z.object({ from: z.enum(ISSUE_STATUSES), to: z.enum(ISSUE_STATUSES), n: z.number().int() })),
  examples: z.array(
    z.object({
      id: z.uuid(),
      reference: z.string(),
      title: z.string(),
      from: z.enum(ISSUE_STATUSES),
      to: z.enum(ISSUE_STATUSES),
    }),
  ),
  /** Every issue was looked at; nothing is estimated. */
  complete: z.literal(true),
});
export type RulePreview = z.infer<typeof rulePreviewSchema>;

/**
 * GET /api/admin/status-rules. `open_issues` of a rule: the open issues that carry a label for which it is the chosen rule, also
 * those whose status another label or an override decides. `unmatched_labels`: titles no rule speaks for, by how many open issues
 * carry them, at most 100 of `unmatched_total`; `project` where all of these are in one. `applying`: a change is being applied,
 * `records_read` issues are recomputed, of a number that is null until they are counted.
 */
export const ruleListSchema = z.object({
  data: z.array(ruleSchema.extend({ open_issues: z.number().int() })),
  unmatched_labels: z.array(
    z.object({
      title: z.string(),
      color: z.string(),
      open_issues: z.number().int(),
      project: ruleSchema.shape.project,
    }),
  ),
  unmatched_total: z.number().int(),
  applying: z.object({ records_read: z.number().int(), records_total: z.number().int().nullable() }).nullable(),
  /** What a rule can be for. */
  projects: z.array(z.object({ id: z.uuid(), path: z.string() })),
});
export type RuleList = z.infer<typeof ruleListSchema>;
