import { z } from "zod";
import { pageFields } from "@/lib/paging.ts";
import { ISSUE_STATUSES, OVERRIDE_STATUSES, statusEventSchema, statusReasonSchema } from "@/lib/status/schema.ts";
import { freshnessSchema } from "@/lib/sync/schema.ts";
import { FACET_NAMES } from "./filters.ts";

const instant = z.iso.datetime();
const plainDate = z.iso.date();

export const personSchema = z.object({
  id: z.uuid(),
  username: z.string(),
  name: z.string(),
  avatar_url: z.string().nullable(),
});
export type Person = z.infer<typeof personSchema>;

export const labelSchema = z.object({ id: z.uuid(), title: z.string(), color: z.string() });
export type LabelDto = z.infer<typeof labelSchema>;

/** A row of the backlog. Instants are UTC; `due` is the target date, else GitLab's due date. */
export const issueRowSchema = z.object({
  id: z.uuid(),
  iid: z.number().int(),
  /** `group/project#12`, as GitLab writes it. */
  reference: z.string(),
  title: z.string(),
  web_url: z.string(),
  state: z.enum(["opened", "closed"]),
  status: z.enum(ISSUE_STATUSES),
  status_since: instant.nullable(),
  wip_since: instant.nullable(),
  created_at: instant,
  updated_at: instant,
  closed_at: instant.nullable(),
  /** First entry into work in progress; null where there was none or its time is not known. */
  started_at: instant.nullable(),
  completed_at: instant.nullable(),
  /** From the first start to the final close, less the time spent closed in between. */
  cycle_seconds: z.number().nullable(),
  due_date: plainDate.nullable(),
  target_date: plainDate.nullable(),
  due: plainDate.nullable(),
  overdue: z.boolean(),
  priority: z.number().int().nullable(),
  confidential: z.boolean(),
  issue_type: z.string(),
  milestone: z.string().nullable(),
  weight: z.number().int().nullable(),
  project: z.object({ id: z.uuid(), name: z.string(), path: z.string() }),
  author: personSchema.nullable(),
  assignees: z.array(personSchema),
  labels: z.array(labelSchema),
  synced_at: instant,
});
export type IssueRow = z.infer<typeof issueRowSchema>;

/** Words that nothing holds, and the nearest known ones that were looked for instead. */
export const readAsSchema = z.array(z.object({ word: z.string(), instead: z.array(z.string()) }));

/** GET /api/issues */
export const issueListSchema = z.object({
  data: z.array(issueRowSchema),
  ...pageFields,
  /** Where the list reaches back before the mirrored history of its projects begins: the first day that is known whole. */
  incomplete_before: plainDate.nullable(),
  /** How the words of `q` were read. */
  read_as: readAsSchema,
  freshness: freshnessSchema,
});
export type IssueList = z.infer<typeof issueListSchema>;

export const overrideSchema = z.object({
  internal_status: z.enum(OVERRIDE_STATUSES).nullable(),
  /** Managers and admins only; absent for viewers. */
  internal_notes: z.string().nullable().optional(),
  target_date: plainDate.nullable(),
  priority: z.number().int().nullable(),
  updated_by: z.string().nullable(),
  updated_at: instant.nullable(),
});
export type OverrideDto = z.infer<typeof overrideSchema>;

export const overrideEventSchema = z.object({
  field: z.enum(["internal_status", "internal_notes", "target_date", "priority"]),
  from_value: z.string().nullable(),
  to_value: z.string().nullable(),
  changed_by: z.string(),
  /** The name of that person, where they still have an account. */
  changed_by_name: z.string().nullable(),
  changed_at: instant,
});
export type OverrideEventDto = z.infer<typeof overrideEventSchema>;

/**
 * What happened to the issue in GitLab. Labels and states are GitLab's own events; assignees and the due date are as we saw them change,
 * `at` the latest that can have been. A label that was deleted before it was read has no name; people who are not mirrored have none.
 */
export const gitlabEventSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("label"),
    at: instant,
    action: z.enum(["add", "remove"]),
    label: z.object({ title: z.string(), color: z.string() }).nullable(),
    by: z.string().nullable(),
  }),
  z.object({
    kind: z.literal("state"),
    at: instant,
    action: z.enum(["closed", "reopened"]),
    by: z.string().nullable(),
  }),
  z.object({ kind: z.literal("assignees"), at: instant, from: z.array(z.string()), to: z.array(z.string()) }),
  z.object({ kind: z.literal("due_date"), at: instant, from: plainDate.nullable(), to: plainDate.nullable() }),
]);
export type GitlabEventDto = z.infer<typeof gitlabEventSchema>;

/** GET /api/issues/:id */
export const issueDetailSchema = issueRowSchema.extend({
  description: z.string().nullable(),
  /** Sanitised; safe to show as it is. */
  description_html: z.string(),
  moved_to_gitlab_id: z.string().nullable(),
  /** Where it was moved to, if that issue is mirrored and the reader may see it. */
  moved_to: z.object({ id: z.uuid(), reference: z.string(), title: z.string() }).nullable(),
  gone_at: instant.nullable(),
  reason: statusReasonSchema,
  timeline: z.array(statusEventSchema),
  override: overrideSchema,
  override_events: z.array(overrideEventSchema),
  /** Oldest first. */
  gitlab_events: z.array(gitlabEventSchema),
  /** What GitLab's labels say by now, and since when, where they moved after the status override was set and say otherwise. */
  labels_moved: z.object({ status: z.enum(ISSUE_STATUSES), since: instant }).nullable(),
  /** For `If-Match` when the override is changed. */
  etag: z.string(),
  freshness: freshnessSchema,
});
export type IssueDetail = z.infer<typeof issueDetailSchema>;

const neighbourSchema = issueRowSchema.pick({ id: true, reference: true, title: true }).nullable();
/** GET /api/issues/:id/neighbours: the issues beside one in a list, null at its ends, and which one of how many it is, from 1. All but the total are null where the list does not have it. */
export const issueNeighboursSchema = z.object({
  position: z.number().int().nullable(),
  total: z.number().int(),
  previous: neighbourSchema,
  next: neighbourSchema,
});
export type IssueNeighbours = z.infer<typeof issueNeighboursSchema>;

/**
 * GET /api/issues/facets: the values of each filter and how many issues each would give under the other filters, the commonest first.
 * `none` are those without a value, null where there always is one. `more`: there are more values than these; `find` narrows them.
 */
const facetSchema = z.object({
  values: z.array(
    z.object({ value: z.string(), name: z.string(), count: z.number().int(), color: z.string().optional() }),
  ),
  none: z.number().int().nullable(),
  more: z.boolean(),
});
export type IssueFacet = z.infer<typeof facetSchema>;
export const issueFacetsSchema = z.partialRecord(z.enum(FACET_NAMES), facetSchema);
export type IssueFacets = z.infer<typeof issueFacetsSchema>;
