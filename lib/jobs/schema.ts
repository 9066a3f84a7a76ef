import { z } from "zod";

/** Every job and what it is told. A job that is not here does not exist; the worker has exactly one handler for each. */
export const JOBS = {
  /** Finds the projects to track from the settings and starts the bootstrap of each new one. */
  discover_projects: z.strictObject({}),
  /** Reads and commits pages of a bootstrap for a moment, then enqueues itself for the rest. */
  bootstrap_page: z.strictObject({ run_id: z.uuid() }),
  /** Enqueues `poll_project` for every active project. */
  poll: z.strictObject({}),
  /** Reads what changed in one project since its cursor. */
  poll_project: z.strictObject({ project_id: z.uuid() }),
  /** Fetches the issues of a project that deliveries wait for, or the one that is named, as they are now and applies them. */
  refresh_issues: z.strictObject({
    gitlab_project_id: z.coerce.string().regex(/^\d+$/),
    iid: z.int().positive().optional(),
  }),
  /** Starts the reconcile of every active project; once a week it looks at every mirrored issue. */
  reconcile: z.strictObject({}),
  /** Reads and commits pages of a reconcile for a moment, then enqueues itself for the rest. */
  reconcile_page: z.strictObject({ run_id: z.uuid() }),
  /** Recomputes the issues that carry a label whose title has changed. */
  reproject_label: z.strictObject({ label_id: z.uuid() }),
  /** Asks GitLab for the label and state events of the issues of a project that changed last. */
  refresh_history: z.strictObject({ project_id: z.uuid() }),
  /** The same for all whose events are still to be read, for a moment; then it enqueues itself for the rest. */
  backfill_page: z.strictObject({ run_id: z.uuid() }),
  /** Compares a project's counts with GitLab's, a step at a time. */
  audit_page: z.strictObject({ run_id: z.uuid() }),
  /** Recomputes the issues that a change of the status rules is about, for a moment; then it enqueues itself for the rest. */
  rules_page: z.strictObject({ run_id: z.uuid() }),
  /** Brings issues that were mirrored before search kept words, those after this id of GitLab's, into it; then enqueues itself. */
  search_page: z.strictObject({ after: z.string().regex(/^\d{1,18}$/) }),
  /** Deletes what is kept for a time only, and closes runs that stand still. */
  tidy: z.strictObject({}),
} as const;

export type JobName = keyof typeof JOBS;
export const JOB_NAMES = z.object(JOBS).keyof().options;
export type JobPayload<N extends JobName> = z.infer<(typeof JOBS)[N]>;

/** `JOBS` in the form that keeps a name and its payload together where the name is not known yet. */
export const PAYLOADS: { readonly [N in JobName]: z.ZodType<JobPayload<N>> } = JOBS;

/** Lower runs first: somebody may be looking at the issue of a hint, nobody waits for one page of a bootstrap. */
export const PRIORITIES: Readonly<Record<JobName, number>> = {
  refresh_issues: -10,
  discover_projects: 0,
  poll: 0,
  poll_project: 0,
  bootstrap_page: 10,
  reconcile: 0,
  reconcile_page: 10,
  reproject_label: 0,
  refresh_history: 0,
  backfill_page: 15,
  audit_page: 10,
  rules_page: 5,
  search_page: 15,
  tidy: 20,
};
