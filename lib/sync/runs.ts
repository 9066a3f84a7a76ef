import { z } from "zod";
import type { Db } from "@/lib/db/client.ts";
import { transaction, type Tx } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import { enqueue } from "@/lib/jobs/enqueue.ts";
import { findProject, listActiveProjects, listTrackedProjects, type TrackedProject } from "@/lib/projects/queries.ts";
import { auditText, BEGIN_AUDIT, BEGIN_DEEP } from "./audit-place.ts";
import type { bootstrapAnswerSchema, pollAnswerSchema, SYNC_MODES } from "./schema.ts";

type RunsAnswer = z.infer<typeof bootstrapAnswerSchema>;
type PollAnswer = z.infer<typeof pollAnswerSchema>;

/** A run that is kept in `sync_runs` from its first page to its last. */
export type RunMode = Exclude<(typeof SYNC_MODES)[number], "poll" | "webhook">;
/** `projectId` is null for what concerns all projects at once. */
export type RunRequest = {
  mode: RunMode;
  projectId: string | null;
  requestedBy: string;
  sweep?: boolean;
  deep?: boolean;
};

/**
 * Starts the bootstrap of all active projects, or of the one named by id, path or GitLab id. A project whose bootstrap is under
 * way keeps it: `joined` says so, and nothing new is started.
 * @throws AppError `not_found` for a project that is not mirrored, `invalid_request` for one that is paused
 */
export async function requestBootstrap(
  db: Db,
  { project, requestedBy }: { project?: string; requestedBy: string },
): Promise<RunsAnswer> {
  return transaction(db, async (tx) => {
    const projects = project === undefined ? await listActiveProjects(tx) : [await namedProject(tx, project)];
    return startRuns(tx, projects, { mode: "bootstrap", requestedBy });
  });
}

/**
 * Starts the reconcile of all projects that are not paused, vanished ones too, or of the one that is named, as `requestBootstrap`
 * does. `sweep` looks at every mirrored issue; without a word for or against it, where the last such look is a week old.
 * @throws AppError as `requestBootstrap`
 */
export async function requestReconcile(
  db: Db,
  request: { project?: string; sweep?: boolean; requestedBy: string },
): Promise<RunsAnswer> {
  return transaction(db, (tx) => startReconciles(tx, request));
}

/** `requestReconcile` in the caller's transaction. */
export async function startReconciles(
  tx: Tx,
  { project, sweep, requestedBy }: { project?: string; sweep?: boolean; requestedBy: string },
): Promise<RunsAnswer> {
  const projects = project === undefined ? await listTrackedProjects(tx) : [await namedProject(tx, project)];
  return startRuns(tx, projects, { mode: "reconcile", requestedBy, sweep });
}

/**
 * Starts the audit of all active projects, or of the one that is named, as `requestBootstrap` does. `deep` compares every issue, also
 * where the counts are equal; an audit under way that has only begun does so too then.
 * @throws AppError as `requestBootstrap`
 */
export async function requestAudit(
  db: Db,
  { project, deep, requestedBy }: { project?: string; deep?: boolean; requestedBy: string },
): Promise<RunsAnswer> {
  return transaction(db, async (tx) => {
    const projects = project === undefined ? await listActiveProjects(tx) : [await namedProject(tx, project)];
    return startRuns(tx, projects, { mode: "audit", requestedBy, deep });
  });
}

/**
 * Enqueues the poll of all active projects or of the one that is named. `joined`: one waits or runs already, and nothing new was
 * enqueued.
 * @throws AppError as `requestBootstrap`
 */
export async function requestPoll(db: Db, { project }: { project?: string }): Promise<PollAnswer> {
  return transaction(db, async (tx) => {
    const named = project === undefined ? await listActiveProjects(tx) : [await namedProject(tx, project)];
    const projects: PollAnswer["projects"] = [];
    for (const { id, path_with_namespace } of named) {
      const joined = await isPolled(tx, id);
      if (!joined) await enqueuePoll(tx, id);
      projects.push({ project: path_with_namespace, joined });
    }
    return { projects };
  });
}

/** Polls a project soon; a poll that waits already is not doubled. */
export async function enqueuePoll(tx: Pick<Tx, "$executeRaw">, projectId: string): Promise<void> {
  await enqueue(tx, "poll_project", { project_id: projectId }, { key: `poll:${projectId}` });
}

async function startRuns(
  tx: Tx,
  projects: readonly TrackedProject[],
  request: Omit<RunRequest, "projectId">,
): Promise<RunsAnswer> {
  const runs: RunsAnswer["runs"] = [];
  for (const { id, path_with_namespace: project } of projects) {
    const run = await startRun(tx, { ...request, projectId: id });
    if (request.deep) await deepen(tx, run.id);
    runs.push({ ...run, project });
  }
  return { runs };
}

/**
 * One running bootstrap, reconcile, ... a project: the database's own rule decides who starts it, whoever else asks joins. A
 * reconcile under way becomes a sweep for who asks for one.
 */
export async function startRun(tx: Tx, request: RunRequest): Promise<{ id: string; joined: boolean }> {
  const sweep = await sweeps(tx, request);
  for (;;) {
    const started = await insertRun(tx, { ...request, sweep });
    if (started !== null) {
      await enqueueRun(tx, { id: started, mode: request.mode });
      return { id: started, joined: false };
    }
    const joined = await joinRun(tx, { ...request, sweep });
    if (joined !== null) return { id: joined, joined: true };
  }
}

/** An audit that has only begun compares every issue. Whoever is at its first step meets another place, and leaves it to this job. */
async function deepen(tx: Tx, id: string): Promise<void> {
  const begin = auditText(BEGIN_AUDIT);
  const deepened = await tx.$executeRaw`
    update sync_runs set next_page = ${auditText(BEGIN_DEEP)}
    where id = ${id}::uuid and status = 'running' and coalesce(next_page, ${begin}) = ${begin}`;
  if (deepened > 0) await enqueueRun(tx, { id, mode: "audit" });
}

/** Waiting jobs of one run are one job. */
export async function enqueueRun(
  tx: Pick<Tx, "$executeRaw">,
  { id, mode }: { id: string; mode: RunMode },
  delayMs = 0,
): Promise<void> {
  await enqueue(tx, `${mode}_page`, { run_id: id }, { key: `${mode}:${id}`, delayMs });
}

const idRows = z.array(z.object({ id: z.uuid() }));

async function insertRun(tx: Tx, { mode, projectId, requestedBy, sweep }: RunRequest): Promise<string | null> {
  const rows = await tx.$queryRaw`
    insert into sync_runs (mode, status, project_id, requested_by, is_sweep)
    values (${mode}::sync_mode, 'running', ${projectId}::uuid, ${requestedBy}, ${sweep})
    on conflict (mode, project_id) where status = 'running' and mode <> 'webhook' do nothing
    returning id`;
  return idRows.parse(rows)[0]?.id ?? null;
}

/** The run that stood in the way; null when it has ended since. */
async function joinRun(tx: Tx, { mode, projectId, sweep }: RunRequest): Promise<string | null> {
  const rows = sweep
    ? await tx.$queryRaw`
        update sync_runs set is_sweep = true
        where mode = ${mode}::sync_mode and project_id is not distinct from ${projectId}::uuid and status = 'running'
        returning id`
    : await tx.$queryRaw`
        select id from sync_runs
        where mode = ${mode}::sync_mode and project_id is not distinct from ${projectId}::uuid and status = 'running'`;
  return idRows.parse(rows)[0]?.id ?? null;
}

async function sweeps(tx: Tx, { mode, projectId, sweep }: RunRequest): Promise<boolean> {
  if (mode !== "reconcile" || projectId === null) return false;
  return sweep ?? (await isSweepDue(tx, projectId));
}

/** Once a week, counted so that a nightly schedule meets it on the seventh night and not on the eighth. */
async function isSweepDue(tx: Tx, projectId: string): Promise<boolean> {
  const recent = await tx.$queryRaw`
    select id from sync_runs
    where project_id = ${projectId}::uuid and mode = 'reconcile' and is_sweep and status = 'success'
      and started_at > now() - interval '6 days 12 hours'
    limit 1`;
  return idRows.parse(recent).length === 0;
}

async function isPolled(tx: Tx, projectId: string): Promise<boolean> {
  const jobs = await tx.$queryRaw`
    select from graphile_worker.jobs
    where key = ${`poll:${projectId}`} and (attempts < max_attempts or locked_at is not null)`;
  return z.array(z.unknown()).parse(jobs).length > 0;
}

async function namedProject(tx: Tx, name: string): Promise<TrackedProject> {
  const project = await findProject(tx, name);
  if (project === null) throw new AppError("not_found", "No mirrored project has this id or path.");
  if (project.active) return project;
  throw new AppError("invalid_request", "This project is paused: resume it first.", {
    faults: [{ field: "body.project", message: "is paused" }],
  });
}
