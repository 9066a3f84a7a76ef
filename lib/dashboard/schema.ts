import { z } from "zod";
import { personSchema } from "@/lib/issues/schema.ts";
import { ISSUE_STATUSES } from "@/lib/status/schema.ts";
import { freshnessSchema } from "@/lib/sync/schema.ts";
import { BUCKETS, TIMES } from "./filters.ts";

const instant = z.iso.datetime();
const plainDate = z.iso.date();
const seconds = z.number().nonnegative();

/** A number of issues. `query` is that of GET /api/issues and of the backlog which lists exactly these: its `total` is `value`. */
export const figureSchema = z.object({ value: z.number().int().nonnegative(), query: z.string() });
export type Figure = z.infer<typeof figureSchema>;

/** Inclusive local days. */
export const periodSchema = z.object({ from: plainDate, to: plainDate });

/** What every answer says of itself. */
const aboutFields = {
  /** The moment at which it was counted. */
  at: instant,
  /** The IANA zone whose days these are. */
  zone: z.string(),
  freshness: freshnessSchema,
  /** Where a figure reaches back before the mirrored history begins: the first day that is known whole (definition: History begins). */
  incomplete_before: plainDate.nullable(),
  /** When the status rules were changed, in the period: the history before it is told by the rules of now. */
  rule_changes: z.array(z.object({ at: instant, pattern: z.string() })),
};
export const aboutSchema = z.object(aboutFields);
export type About = z.infer<typeof aboutSchema>;

/** A figure of the period before, and from which day that is known whole where it is not. */
const beforeSchema = figureSchema.extend({ incomplete_before: plainDate.nullable() });

/** An issue as a list of the dashboard names it. */
export const issueRefSchema = z.object({
  id: z.uuid(),
  reference: z.string(),
  title: z.string(),
  status: z.enum(ISSUE_STATUSES),
  confidential: z.boolean(),
  assignees: z.array(personSchema),
});
export type IssueRef = z.infer<typeof issueRefSchema>;

export const SUMMARY_FIGURES = [
  "in_progress",
  "blocked",
  "not_started",
  "open",
  "overdue",
  "no_due_date",
  "completed",
  "closed_not_done",
] as const;
export type SummaryFigure = (typeof SUMMARY_FIGURES)[number];

/**
 * A figure of the summary: what it was before the period (statuses: at the end of the day before; what was closed: in the period
 * before) and how it went (statuses: at the end of each point; what was closed: in each point). Null where the past is not known:
 * of due dates, and of statuses under filters by what an issue is now.
 */
const summaryFigureSchema = figureSchema.extend({
  before: beforeSchema.nullable(),
  trend: z.array(figureSchema.extend({ from: plainDate, to: plainDate })).nullable(),
});

/** GET /api/dashboard/summary */
export const summarySchema = z.object({
  ...aboutFields,
  period: periodSchema,
  previous: periodSchema,
  bucket: z.enum(BUCKETS),
  figures: z.record(z.enum(SUMMARY_FIGURES), summaryFigureSchema),
  /** Closed, and when is not known: neither completed nor closed not done in any period. */
  unknown_close: figureSchema,
  /** Whether a label of an open issue has a rule for in progress or blocked; without any, 0 in progress says nothing. */
  has_wip_rule: z.boolean(),
});
export type Summary = z.infer<typeof summarySchema>;

const engineerFields = {
  open: figureSchema,
  not_started: figureSchema,
  in_progress: figureSchema,
  blocked: figureSchema,
  /** In progress and blocked together. */
  wip: figureSchema,
  overdue: figureSchema,
  /** Completed in the period, and credited to this person. */
  completed: figureSchema,
  /** Of `completed`: closed before we looked, credited by the first snapshot seen closed. */
  approximate: z.number().int().nonnegative(),
  /** The one in progress for longest, of those whose start is known. */
  oldest: issueRefSchema.extend({ wip_since: instant }).nullable(),
  /** In progress, and since when is not known. */
  unknown_start: figureSchema,
};
const engineerSchema = z.object(engineerFields);
/** `person` null: issues that nobody is assigned to; completed ones that are credited to nobody. */
export const engineerRowSchema = engineerSchema.extend({ person: personSchema.nullable() });
export type EngineerRow = z.infer<typeof engineerRowSchema>;

/** GET /api/dashboard/tasks-per-engineer. Each assignee is a row, so one issue may count in several; `total` counts it once. */
export const engineersSchema = z.object({
  ...aboutFields,
  period: periodSchema,
  rows: z.array(engineerRowSchema),
  total: engineerSchema,
});
export type Engineers = z.infer<typeof engineersSchema>;

/**
 * How long so many issues took. `known` is how many it rests on of all that were `completed`, `unknown` the rest (definition:
 * Coverage). Seconds of the calendar, or of working time; null of none.
 */
const spreadFields = {
  completed: figureSchema,
  known: figureSchema,
  unknown: figureSchema,
  median_seconds: seconds.nullable(),
  p85_seconds: seconds.nullable(),
};
export const spreadSchema = z.object(spreadFields);
export type Spread = z.infer<typeof spreadSchema>;

export const DURATION_GROUPS = ["project", "label", "engineer"] as const;
export type DurationGroup = (typeof DURATION_GROUPS)[number];

const groupSchema = spreadSchema.extend({
  /** What the filter calls it: a path, a title, a user name. Null: completed, and credited to nobody; without a label. */
  value: z.string().nullable(),
  name: z.string(),
  previous: spreadSchema,
});

/** Of the issues that took longest: where the time went. */
const longestSchema = issueRefSchema.extend({
  completed_at: instant,
  seconds,
  /** Of `seconds`, by status, and in neither of the two. */
  in_progress_seconds: seconds,
  blocked_seconds: seconds,
  not_started_seconds: seconds,
});

/** GET /api/dashboard/cycle-time and /api/dashboard/lead-time */
export const durationSchema = z.object({
  ...aboutFields,
  period: periodSchema,
  bucket: z.enum(BUCKETS),
  time: z.enum(TIMES),
  total: spreadSchema,
  previous: spreadSchema.extend({ period: periodSchema, incomplete_before: plainDate.nullable() }),
  points: z.array(spreadSchema.extend({ from: plainDate, to: plainDate })),
  /** The values with most completed issues first, `more` where there are others. */
  groups: z.record(z.enum(DURATION_GROUPS), z.object({ rows: z.array(groupSchema), more: z.boolean() })),
  longest: z.array(longestSchema),
});
export type Durations = z.infer<typeof durationSchema>;

export const FLOW_FIGURES = ["completed", "closed_not_done", "closed", "created", "reopened"] as const;
export type FlowFigure = (typeof FLOW_FIGURES)[number];
const flowSchema = z.record(z.enum(FLOW_FIGURES), figureSchema);

/** GET /api/dashboard/completed */
export const completedSchema = z.object({
  ...aboutFields,
  period: periodSchema,
  bucket: z.enum(BUCKETS),
  total: flowSchema,
  previous: flowSchema.and(z.object({ period: periodSchema, incomplete_before: plainDate.nullable() })),
  points: z.array(z.object({ from: plainDate, to: plainDate, figures: flowSchema })),
  /** Of what was completed in the period: up to the day it was due, after it, and without a day. */
  punctuality: z.object({ on_time: figureSchema, late: figureSchema, undated: figureSchema }),
  /** Left completed since the period began. */
  since_reopened: figureSchema,
});
export type Completed = z.infer<typeof completedSchema>;

/** How old a bar's issues are, in days: at least `from`, less than `to`. */
const ageSchema = z.object({
  from_days: z.number().int(),
  to_days: z.number().int().nullable(),
});

/** GET /api/dashboard/aging: as it is now. */
export const agingSchema = z.object({
  ...aboutFields,
  /** What is in progress or blocked by its age (definition: WIP age). */
  wip: z.array(ageSchema.extend({ in_progress: figureSchema, blocked: figureSchema })),
  /** All of it, those whose start is known, and those of unknown start. */
  coverage: z.object({ total: figureSchema, known: figureSchema, unknown: figureSchema }),
  oldest: z.array(issueRefSchema.extend({ wip_since: instant })),
  /** The issue that has had each open status for longest, by project. */
  oldest_by_status: z.array(
    z.object({
      project: z.object({ id: z.uuid(), name: z.string(), path: z.string() }),
      oldest: z.partialRecord(
        z.enum(["not_started", "in_progress", "blocked"]),
        issueRefSchema.extend({ since: instant }),
      ),
    }),
  ),
  /** What is overdue by how many days. */
  overdue: z.array(ageSchema.extend({ issues: figureSchema })),
  most_overdue: z.array(issueRefSchema.extend({ due: plainDate, days: z.number().int() })),
  /** What is blocked for longest, and why: the label or the person that says so. Notes for managers only. */
  blocked: z.array(
    issueRefSchema.extend({ since: instant.nullable(), why: z.string(), notes: z.string().nullable().optional() }),
  ),
  /** Open, and not updated in GitLab for so many days. */
  untouched: z.array(z.object({ days: z.number().int(), issues: figureSchema })),
  /** In progress or blocked without a due date. */
  undated_wip: figureSchema,
});
export type Aging = z.infer<typeof agingSchema>;

export const CHANGE_FIGURES = [
  "created",
  "started",
  "completed",
  "closed_not_done",
  "reopened",
  "redated",
  "newly_overdue",
] as const;
export type ChangeFigure = (typeof CHANGE_FIGURES)[number];

/** GET /api/dashboard/changes: since the first moment of a local day. */
export const changesSchema = z.object({
  ...aboutFields,
  since: plainDate,
  figures: z.record(z.enum(CHANGE_FIGURES), figureSchema),
  /** Open issues whose target date was moved to a later day since, as often as it was, the furthest first. */
  slipped: z.array(
    issueRefSchema.extend({
      times: z.number().int().positive(),
      /** What it was before the first move since, and what it is now. */
      first_target: plainDate,
      target: plainDate.nullable(),
    }),
  ),
});
export type Changes = z.infer<typeof changesSchema>;
