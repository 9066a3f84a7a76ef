import { z } from "zod";
import { pageSize, paging, wholeNumber } from "@/lib/paging.ts";
import { ISSUE_STATUSES } from "@/lib/status/schema.ts";
import { isPlainDate } from "@/lib/time.ts";
import {
  DEFAULT_PAGE_SIZE,
  DEFAULT_SORT,
  FACET_NAMES,
  FILTER_PARAMS,
  GOES_WITH_AS_OF,
  MAX_SORT_KEYS,
  parseValues,
  SORT_KEYS,
  type SortKey,
  type ValueList,
} from "./filters.ts";

const MAX_VALUES_CHARACTERS = 4_000;
const MAX_WORDS_CHARACTERS = 200;
/** Longer than any issue has lived; a span of time that Postgres can still count. */
const MAX_DAYS = 100_000;
export const PRIORITIES = ["1", "2", "3", "4", "5"];

/** Several values: comma = or, `!x` = not, `none`, `!none`; names or ids. */
const values = z
  .string()
  .min(1)
  .max(MAX_VALUES_CHARACTERS)
  .transform(parseValues)
  .refine(({ any, not, none, some }) => any.length + not.length > 0 || none || some, "names no value");

const oneOf = (known: readonly string[], { mayLack }: { mayLack: boolean }) =>
  values.refine(
    ({ any, not, none, some }: ValueList) =>
      (mayLack || (!none && !some)) && [...any, ...not].every((value) => known.includes(value)),
    `takes ${[...known, ...(mayLack ? ["none"] : [])].join(", ")}, each may have a ! before it`,
  );

export const day = z.string().refine(isPlainDate, "is not a day such as 2026-01-31").meta({ format: "date" });
const instant = z.iso.datetime({ offset: true }).refine((text) => isPlainDate(text.slice(0, 10)));
/** A local day, from its first moment, or an instant. */
const since = z.union(
  [day, instant],
  "is neither a day such as 2026-01-31 nor an instant such as 2026-01-31T09:00:00Z",
);
const flag = z
  .string()
  .refine((text) => text === "true" || text === "false", "takes true or false")
  .meta({ enum: ["true", "false"] })
  .transform((text) => text === "true");
const days = wholeNumber.pipe(z.number().max(MAX_DAYS));

const sort = z.string().transform((text, context) => {
  const orders = parseSort(text);
  if (orders !== null) return orders;
  const message = `takes up to ${MAX_SORT_KEYS} of ${SORT_KEYS.join(", ")}, - before one for descending`;
  context.addIssue({ code: "custom", message });
  return z.NEVER;
});

/**
 * The filters of GET /api/issues, as they stand in the URL; an issue must meet all of them. Days are inclusive local days of
 * `ORG_TIMEZONE`.
 */
export const issueFilterFields = {
  /** A user name or an id; `me` is the person in GitLab whom the reader has said to be. */
  assignee: values.optional(),
  status: oneOf(ISSUE_STATUSES, { mayLack: false }).optional(),
  /** A path or an id, ours or GitLab's. */
  project: values.optional(),
  /** A title, whatever its case, or an id. */
  label: values.optional(),
  author: values.optional(),
  /** A title, whatever its case. */
  milestone: values.optional(),
  priority: oneOf(PRIORITIES, { mayLack: true }).optional(),
  confidential: flag.optional(),
  overdue: flag.optional(),
  /** Due is the target date, else GitLab's due date. */
  due: z.literal("none", "takes none").optional(),
  due_from: day.optional(),
  due_to: day.optional(),
  /** Overdue, and due no longer ago than this: those that have become overdue since. */
  overdue_since: since.optional(),
  /** The due date or the target date was set, moved or taken away since. */
  redated_since: since.optional(),
  /** Completed on a day after it was due, or by then. Neither lists what has no due date, or whose close has no known time. */
  late: flag.optional(),
  /** In progress or blocked for strictly more than so many days of 86,400 seconds. */
  in_progress_days_gt: days.optional(),
  /** In progress or blocked for at least so many days. */
  wip_days_from: days.optional(),
  /** In progress or blocked for less than so many days. */
  wip_days_to: days.optional(),
  /** Whether the time is known at which work began: of what is in progress the last time, of the rest the first. */
  has_start: flag.optional(),
  /** Completed at a known time, and whether the cycle time is known too (definition: Coverage). */
  has_cycle: flag.optional(),
  created_from: day.optional(),
  created_to: day.optional(),
  updated_from: day.optional(),
  updated_to: day.optional(),
  /** What we mirror of the issue, or its override, was written here since. */
  changed_since: since.optional(),
  /** First entry into work in progress. */
  started_from: day.optional(),
  started_to: day.optional(),
  completed_from: day.optional(),
  completed_to: day.optional(),
  /** Completed, and credited to one of these: the assignees that were seen at the final close. */
  completed_by: values.optional(),
  /** Final close, whatever it was closed for. */
  closed_from: day.optional(),
  closed_to: day.optional(),
  /** Closed, and whether GitLab tells when. */
  has_close: flag.optional(),
  /** Left completed, once at least. */
  reopened_from: day.optional(),
  reopened_to: day.optional(),
  /** As it stood at the end of that day: goes with project, status, created_from and created_to alone. */
  as_of: day.optional(),
  /** What search finds. */
  q: z.string().trim().min(1).max(MAX_WORDS_CHARACTERS).optional(),
};

type FilterFields = z.infer<z.ZodObject<typeof issueFilterFields>>;

const RANGES = ["created", "updated", "due", "started", "completed", "closed", "reopened"] as const;

export function checkFilter(filter: FilterFields, context: z.core.$RefinementCtx<FilterFields>): void {
  const wrong = (name: keyof FilterFields, message: string) =>
    context.addIssue({ code: "custom", path: [name], message });
  for (const range of RANGES) {
    const [first, last] = [filter[`${range}_from`], filter[`${range}_to`]];
    if (first !== undefined && last !== undefined && first > last) wrong(`${range}_from`, `is after ${range}_to`);
  }
  const [least, under] = [filter.wip_days_from, filter.wip_days_to];
  if (least !== undefined && under !== undefined && least >= under) wrong("wip_days_from", "is not below wip_days_to");
  if (filter.as_of === undefined) return;
  for (const name of FILTER_PARAMS) {
    if (filter[name] !== undefined && !GOES_WITH_AS_OF.includes(name)) {
      wrong(name, `does not go with as_of, which takes ${GOES_WITH_AS_OF.slice(1).join(", ")} only`);
    }
  }
}

export const issueFilterSchema = z.strictObject(issueFilterFields).superRefine(checkFilter);
export type IssueFilter = z.infer<typeof issueFilterSchema>;

export const issueQuerySchema = z
  .strictObject({
    ...issueFilterFields,
    sort: sort.prefault(DEFAULT_SORT),
    ...paging,
    page_size: pageSize.prefault(String(DEFAULT_PAGE_SIZE)),
  })
  .superRefine(checkFilter);
export type IssueQuery = z.infer<typeof issueQuerySchema>;

/** GET /api/issues/:id/neighbours: which list, and its order. */
export const issueNeighboursQuerySchema = z
  .strictObject({ ...issueFilterFields, sort: sort.prefault(DEFAULT_SORT) })
  .superRefine(checkFilter);
export type IssueNeighboursQuery = z.infer<typeof issueNeighboursQuerySchema>;

const facetName = z.enum(FACET_NAMES);

/** GET /api/issues/facets: the filters, which of them to count (all, if not said), and part of a name to look for. */
export const issueFacetQuerySchema = z
  .strictObject({
    ...issueFilterFields,
    facet: z
      .string()
      .transform((text) => [...new Set(text.split(","))])
      .pipe(z.array(facetName))
      .optional(),
    find: z.string().trim().min(1).max(MAX_WORDS_CHARACTERS).optional(),
  })
  .superRefine(checkFilter);
export type IssueFacetQuery = z.infer<typeof issueFacetQuerySchema>;

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
