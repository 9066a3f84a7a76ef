import { z } from "zod";
import { isPlainDate } from "@/lib/time.ts";
import { ISSUE_TYPES } from "../model.ts";
import { flag, ids, titles } from "../params.ts";

const MAX_TITLE_LENGTH = 255;

/** Empty text and null clear a field, as in GitLab's forms. */
const clearable = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === "" ? null : value), schema.nullable()).optional();

const title = z.string().trim().min(1).max(MAX_TITLE_LENGTH);
const isoTime = z.iso.datetime({ offset: true });

/** What may be set on an issue (doc/api/issues.md, "New issue" and "Edit issue"), from a request or from the journal. */
export const issueFieldsSchema = z.object({
  title: title.optional(),
  description: z.string().nullish(),
  labels: titles.optional(),
  add_labels: titles.optional(),
  remove_labels: titles.optional(),
  state_event: z.enum(["close", "reopen"]).optional(),
  assignee_ids: ids.transform((parts) => parts.filter((id) => id !== 0)).optional(),
  due_date: clearable(z.string().refine(isPlainDate)),
  confidential: flag.optional(),
  discussion_locked: flag.optional(),
  milestone_id: clearable(z.coerce.number().pipe(z.int().nonnegative()))
    .transform((milestone) => (milestone === 0 ? null : milestone))
    .optional(),
  weight: clearable(z.coerce.number().pipe(z.int().nonnegative())),
  issue_type: z.enum(ISSUE_TYPES).optional(),
  updated_at: isoTime.optional(),
  created_at: isoTime.optional(),
});
export type IssueFields = z.output<typeof issueFieldsSchema>;

export const newIssueSchema = issueFieldsSchema.extend({ title });

export const labelFieldsSchema = z.object({
  new_name: z.string().trim().min(1).max(MAX_TITLE_LENGTH).optional(),
  color: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/)
    .optional(),
  description: z.string().optional(),
});

export const hookFieldsSchema = z.object({
  url: z.url({ protocol: /^https?$/ }),
  token: z.string().default(""),
  issues_events: flag.default(false),
  confidential_issues_events: flag.optional(),
});

const id = z.int().positive();
const ofIssue = { project_id: id, iid: id };
/** A silent edit is told to no webhook. */
const silent = z.boolean().optional();

export const PROJECT_ACCESS = ["open", "forbidden", "hidden"] as const;
const path = z.string().regex(/^[\w.-]+$/);

/** `group_id` transfers. `access`: "forbidden" as with issues switched off, "hidden" as for a token that lost its place. */
export const projectFieldsSchema = z.object({
  name: title.optional(),
  path: path.optional(),
  group_id: id.optional(),
  archived: z.boolean().optional(),
  access: z.enum(PROJECT_ACCESS).optional(),
});

const userFields = { name: title.optional(), username: path.optional() };

/**
 * Everything that changes the demo GitLab, as the journal keeps it. Applied in the same order it gives the same world.
 * `touch: false` leaves `updated_at` as it is; `unrecorded` closes as GitLab tells of long ago: without time, person and event;
 * `halfway` stops a move before its second step, which closes the old issue.
 */
export const editSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("create_issue"), project_id: id, fields: newIssueSchema, silent }),
  z.object({
    kind: z.literal("update_issue"),
    ...ofIssue,
    fields: issueFieldsSchema,
    touch: z.boolean().optional(),
    unrecorded: z.boolean().optional(),
    silent,
  }),
  z.object({ kind: z.literal("delete_issue"), ...ofIssue, silent }),
  z.object({ kind: z.literal("restore_issue"), ...ofIssue, silent }),
  z.object({
    kind: z.literal("move_issue"),
    ...ofIssue,
    to_project_id: id,
    halfway: z.boolean().optional(),
    silent,
  }),
  z.object({ kind: z.literal("update_label"), label_id: id, fields: labelFieldsSchema, silent }),
  z.object({ kind: z.literal("delete_label"), label_id: id, silent }),
  z.object({ kind: z.literal("swap_labels"), label_id: id, other_id: id, silent }),
  z.object({ kind: z.literal("rename_user"), user_id: id, ...userFields, silent }),
  z.object({ kind: z.literal("update_project"), project_id: id, fields: projectFieldsSchema, silent }),
  z.object({ kind: z.literal("create_hook"), project_id: id, fields: hookFieldsSchema, silent }),
  z.object({ kind: z.literal("delete_hook"), hook_id: id, silent }),
]);
export type Edit = z.output<typeof editSchema>;

export type EditOf<K extends Edit["kind"]> = Extract<Edit, { kind: K }>;
