import { z } from "zod";
import { AppError } from "@/lib/errors.ts";

const MAX_INT4 = 2_147_483_647;
const MAX_FAULTS_NAMED = 5;

/**
 * What GitLab sends, as far as it is used here: the keys below are checked, every other key passes untouched.
 * Keys that older versions and the Community Edition leave out get the value they stand for.
 *
 * Ids are JSON numbers, so they are exact up to 2^53 - 1. A larger one has lost digits before it can be read, and is
 * refused rather than taken for another (gitlab.com's issue ids were at 2 * 10^8 in 2026).
 */
export const wireId = z.int().positive();
export const wireIid = z.int().positive().max(MAX_INT4);
const count = z.int().nonnegative();

/** Postgres takes neither NUL nor half a surrogate pair; GitLab's own Postgres cannot hold them either. */
const text = z
  .string()
  .refine((value) => value.isWellFormed() && !value.includes("\0"), "Invalid input: holds NUL or a lone surrogate");

const instant = z.iso.datetime({ offset: true });
const plainDate = z.iso.date();
/** 0 was recorded for an issue that was never moved. */
const movedTo = z
  .int()
  .nonnegative()
  .nullish()
  .transform((value) => (value === 0 ? null : (value ?? null)));
const orNull = <S extends z.ZodType>(schema: S) => schema.nullish().transform((value) => value ?? null);

export const wireUserSchema = z.looseObject({
  id: wireId,
  username: text,
  name: text,
  avatar_url: orNull(text),
  state: orNull(text),
  web_url: orNull(text),
});
export type WireUser = z.infer<typeof wireUserSchema>;

/** A label in its details form. `is_project_label` is known from the label listing only. */
export const wireLabelSchema = z.looseObject({
  id: wireId,
  name: text,
  color: text,
  description: orNull(text),
  is_project_label: z.boolean().optional(),
});
export type WireLabel = z.infer<typeof wireLabelSchema>;

export const wireMilestoneSchema = z.looseObject({ id: wireId, title: text });
export type WireMilestone = z.infer<typeof wireMilestoneSchema>;

const issueKeys = z.looseObject({
  id: wireId,
  iid: wireIid,
  project_id: wireId,
  title: text,
  description: orNull(text),
  state: z.enum(["opened", "closed"]),
  created_at: instant,
  updated_at: instant,
  closed_at: orNull(instant),
  closed_by: orNull(wireUserSchema),
  due_date: orNull(plainDate),
  author: orNull(wireUserSchema),
  assignee: orNull(wireUserSchema),
  assignees: z.array(wireUserSchema).nullish(),
  labels: z.array(z.union([text, wireLabelSchema])),
  milestone: orNull(wireMilestoneSchema),
  confidential: z.boolean().default(false),
  type: orNull(text),
  issue_type: text.nullish(),
  weight: orNull(z.int().min(-MAX_INT4).max(MAX_INT4)),
  moved_to_id: movedTo,
  web_url: text.min(1),
  _links: z.looseObject({ closed_as_duplicate_of: z.string().nullish() }).default({}),
});

/**
 * An issue. Where a version leaves something out: `assignees` are the one `assignee`, `issue_type` is `type` in lower
 * case or `issue`. Instants stay the text GitLab sent (ISO with `Z` or an offset), dates stay `YYYY-MM-DD`.
 */
export const wireIssueSchema = issueKeys.transform((issue) => ({
  ...issue,
  assignees: issue.assignees ?? (issue.assignee === null ? [] : [issue.assignee]),
  issue_type: issue.issue_type ?? issue.type?.toLowerCase() ?? "issue",
}));
export type WireIssue = z.infer<typeof wireIssueSchema>;

/** One recording is a project of zeros and empty texts, so those pass; who tracks projects by id meets none. */
export const wireProjectSchema = z.looseObject({
  id: z.int().nonnegative(),
  name: text,
  path_with_namespace: text,
  web_url: text,
  archived: z.boolean().default(false),
});
export type WireProject = z.infer<typeof wireProjectSchema>;

export const wireGroupSchema = z.looseObject({
  id: wireId,
  name: text,
  full_path: text,
  web_url: text,
  parent_id: orNull(wireId),
});
export type WireGroup = z.infer<typeof wireGroupSchema>;

/** `label` is null once the label was deleted; its name is the name of today. */
export const wireLabelEventSchema = z.looseObject({
  id: wireId,
  action: z.enum(["add", "remove"]),
  created_at: instant,
  label: orNull(wireLabelSchema),
  user: orNull(wireUserSchema),
});
export type WireLabelEvent = z.infer<typeof wireLabelEventSchema>;

/** GitLab's present word for opening again is `reopened`; some versions wrote `opened`. Creation is never an event. */
export const wireStateEventSchema = z.looseObject({
  id: wireId,
  state: z.enum(["closed", "reopened", "opened"]),
  created_at: instant,
  user: orNull(wireUserSchema),
});
export type WireStateEvent = z.infer<typeof wireStateEventSchema>;

/**
 * A project's webhook. `alert_status` is `executable`, `temporarily_disabled` or `disabled`; it and `disabled_until` are null in
 * versions that switch none off (doc/api/project_webhooks.md).
 */
export const wireHookSchema = z.looseObject({
  id: wireId,
  url: text,
  issues_events: z.boolean().default(false),
  confidential_issues_events: z
    .boolean()
    .nullish()
    .transform((value) => value ?? false),
  alert_status: orNull(text),
  disabled_until: orNull(instant),
});
export type WireHook = z.infer<typeof wireHookSchema>;

export const wireIssueStatisticsSchema = z
  .looseObject({ statistics: z.looseObject({ counts: z.looseObject({ all: count, opened: count, closed: count }) }) })
  .transform(({ statistics: { counts } }) => ({ all: counts.all, opened: counts.opened, closed: counts.closed }));
export type IssueStatistics = z.infer<typeof wireIssueStatisticsSchema>;

/**
 * The value as the schema reads it.
 * @param what names where the value came from, such as `/projects/1/issues`.
 * @throws AppError `gitlab_malformed` naming the path of each fault, never the value there.
 */
export function parseWire<S extends z.ZodType>(schema: S, value: unknown, what: string): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => ({
    field: z.core.toDotPath(issue.path),
    message: issue.message.replace(/^Invalid input: /, ""),
  }));
  const words = faults.slice(0, MAX_FAULTS_NAMED).map(({ field, message }) => `${field || "its top"}: ${message}`);
  throw new AppError("gitlab_malformed", `GitLab's answer to ${what} is not as documented. ${words.join("; ")}`, {
    faults,
  });
}
