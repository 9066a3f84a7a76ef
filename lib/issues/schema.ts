import { z } from "zod";
import { ISSUE_STATUSES, OVERRIDE_STATUSES, statusEventSchema, statusReasonSchema } from "@/lib/status/schema.ts";
import { freshnessSchema } from "@/lib/sync/schema.ts";
import { isPlainDate } from "@/lib/time.ts";
import {
  DEFAULT_PAGE_SIZE,
  DEFAULT_SORT,
  MAX_PAGE_SIZE,
  MAX_SORT_KEYS,
  parseValues,
  SORT_KEYS,
  type SortKey,
} from "./filters.ts";

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

/** GET /api/issues */
export const issueListSchema = z.object({
  data: z.array(issueRowSchema),
  page: z.number().int(),
  page_size: z.number().int(),
  total: z.number().int(),
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
  changed_at: instant,
});
export type OverrideEventDto = z.infer<typeof overrideEventSchema>;

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
  /** For `If-Match` when the override is changed. */
  etag: z.string(),
  freshness: freshnessSchema,
});
export type IssueDetail = z.infer<typeof issueDetailSchema>;

/** GET /api/issues/facets: the values of each filter and how many issues each would give under the other filters. */
const facetSchema = z.array(
  z.object({ value: z.string(), name: z.string(), count: z.number().int(), color: z.string().optional() }),
);
export const issueFacetsSchema = z.object({
  status: facetSchema,
  assignee: facetSchema,
  project: facetSchema,
  label: facetSchema,
});
export type IssueFacets = z.infer<typeof issueFacetsSchema>;

const MAX_VALUES_CHARACTERS = 4_000;
const MAX_WORDS_CHARACTERS = 200;
/** Postgres counts rows to skip in a bigint; beyond this a page number is a mistake. */
const MAX_PAGE = 1_000_000;

/** Several values: comma = or, `!x` = not, `none`; names or ids. */
const values = z.string().min(1).max(MAX_VALUES_CHARACTERS).transform(parseValues);

const statusValues = values.refine(
  ({ any, not, none }) => !none && [...any, ...not].every((value) => ISSUE_STATUSES.some((status) => status === value)),
  `takes ${ISSUE_STATUSES.join(", ")}, each may have a ! before it`,
);

const day = z.string().refine(isPlainDate, "is not a day such as 2026-01-31");
const wholeNumber = z
  .string()
  .regex(/^\d{1,9}$/, "is not a whole number")
  .transform(Number);

const sort = z.string().transform((text, context) => {
  const orders = parseSort(text);
  if (orders !== null) return orders;
  const message = `takes up to ${MAX_SORT_KEYS} of ${SORT_KEYS.join(", ")}, - before one for descending`;
  context.addIssue({ code: "custom", message });
  return z.NEVER;
});

/** GET /api/issues, as it stands in the URL. Days are inclusive local days of `ORG_TIMEZONE`. */
const issueFilterFields = {
  assignee: values.optional(),
  status: statusValues.optional(),
  project: values.optional(),
  label: values.optional(),
  created_from: day.optional(),
  created_to: day.optional(),
  updated_from: day.optional(),
  updated_to: day.optional(),
  completed_from: day.optional(),
  completed_to: day.optional(),
  q: z.string().trim().min(1).max(MAX_WORDS_CHARACTERS).optional(),
};

const DAY_RANGES = [
  ["created_from", "created_to"],
  ["updated_from", "updated_to"],
  ["completed_from", "completed_to"],
] as const;

type DayRanges = Partial<Record<(typeof DAY_RANGES)[number][number], string>>;

function checkRanges(filter: DayRanges, context: z.core.$RefinementCtx<DayRanges>): void {
  for (const [from, to] of DAY_RANGES) {
    const [first, last] = [filter[from], filter[to]];
    if (first !== undefined && last !== undefined && first > last) {
      context.addIssue({ code: "custom", path: [from], message: `is after ${to}` });
    }
  }
}

export const issueFilterSchema = z.strictObject(issueFilterFields).superRefine(checkRanges);
export type IssueFilter = z.infer<typeof issueFilterSchema>;

export const issueQuerySchema = z
  .strictObject({
    ...issueFilterFields,
    sort: sort.prefault(DEFAULT_SORT),
    page: wholeNumber.pipe(z.number().min(1).max(MAX_PAGE)).prefault("1"),
    page_size: wholeNumber.pipe(z.number().min(1).max(MAX_PAGE_SIZE)).prefault(String(DEFAULT_PAGE_SIZE)),
  })
  .superRefine(checkRanges);
export type IssueQuery = z.infer<typeof issueQuerySchema>;

export type SortOrder = { key: SortKey; descending: boolean };

/** Null where one of the keys is unknown, stands twice, or there are too many. */
function parseSort(text: string): SortOrder[] | null {
  const orders = text.split(",").map((part): SortOrder | null => {
    const name = part.replace(/^-/, "");
    const key = SORT_KEYS.find((known) => known === name);
    return key === undefined ? null : { key, descending: part.startsWith("-") };
  });
  const known = orders.filter((order) => order !== null);
  const isDistinct = new Set(known.map((order) => order.key)).size === orders.length;
  return isDistinct && orders.length <= MAX_SORT_KEYS ? known : null;
}
