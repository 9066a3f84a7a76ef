import { z } from "zod";
import type { Db } from "@/lib/db/client.ts";
import { transaction, type Tx } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import { enqueue } from "@/lib/jobs/enqueue.ts";
import { findProject, listActiveProjects, type TrackedProject } from "@/lib/projects/queries.ts";
import type { bootstrapAnswerSchema } from "./schema.ts";

type BootstrapAnswer = z.infer<typeof bootstrapAnswerSchema>;
type BootstrapRequest = { project?: string; requestedBy: string };

/**
 * Starts the bootstrap of all active projects, or of the one named by id, path or GitLab id. A project whose bootstrap is under
 * way keeps it: `joined` says so, and nothing new is started.
 * @throws AppError `not_found` for a project that is not mirrored, `invalid_request` for one that is paused
 */
export async function requestBootstrap(db: Db, { project, requestedBy }: BootstrapRequest): Promise<BootstrapAnswer> {
  return transaction(db, async (tx) => {
    const projects = project === undefined ? await listActiveProjects(tx) : [await namedProject(tx, project)];
    const runs: BootstrapAnswer["runs"] = [];
    for (const tracked of projects) {
      const run = await startBootstrap(tx, tracked.id, requestedBy);
      runs.push({ ...run, project: tracked.path_with_namespace });
    }
    return { runs };
  });
}

/** One running bootstrap a project: the database's own rule decides who starts it, whoever else asks joins. */
export async function startBootstrap(
  tx: Tx,
  projectId: string,
  requestedBy: string,
): Promise<{ id: string; joined: boolean }> {
  const started = await insertRun(tx, projectId, requestedBy);
  if (started === null) return { id: await latestBootstrap(tx, projectId), joined: true };
  await enqueueBootstrapPage(tx, started);
  return { id: started, joined: false };
}

/** Waiting jobs of one run are one job. */
export async function enqueueBootstrapPage(tx: Pick<Tx, "$executeRaw">, runId: string): Promise<void> {
  await enqueue(tx, "bootstrap_page", { run_id: runId }, { key: `bootstrap:${runId}` });
}

/**
 * Enqueues the next page of bootstraps that stand still although none of their jobs waits or runs: those whose job was given up
 * after its last try. Answers how many.
 */
export async function wakeBootstraps(tx: Tx): Promise<number> {
  const rows = await tx.$queryRaw`
    select id from sync_runs
    where mode = 'bootstrap' and status = 'running'
      and not exists (
        select from graphile_worker.jobs
        where task_identifier = 'bootstrap_page' and (attempts < max_attempts or locked_at is not null)
          and key = 'bootstrap:' || sync_runs.id
      )`;
  const stalled = idRows.parse(rows);
  for (const { id } of stalled) await enqueueBootstrapPage(tx, id);
  return stalled.length;
}

const idRows = z.array(z.object({ id: z.uuid() }));
const oneId = z.tuple([z.object({ id: z.uuid() })]);

async function insertRun(tx: Tx, projectId: string, requestedBy: string): Promise<string | null> {
  const rows = await tx.$queryRaw`
    insert into sync_runs (mode, status, project_id, requested_by)
    values ('bootstrap', 'running', ${projectId}::uuid, ${requestedBy})
    on conflict (mode, project_id) where status = 'running' and mode <> 'webhook' do nothing
    returning id`;
  return idRows.parse(rows)[0]?.id ?? null;
}

/** The one that stood in the way, also when it has ended since. */
async function latestBootstrap(tx: Tx, projectId: string): Promise<string> {
  const rows = await tx.$queryRaw`
    select id from sync_runs
    where project_id = ${projectId}::uuid and mode = 'bootstrap'
    order by started_at desc limit 1`;
  return oneId.parse(rows)[0].id;
}

async function namedProject(tx: Tx, name: string): Promise<TrackedProject> {
  const project = await findProject(tx, name);
  if (project === null) throw new AppError("not_found", "No mirrored project has this id or path.");
  if (project.active) return project;
  throw new AppError("invalid_request", "This project is paused: resume it first.", {
    faults: [{ field: "body.project", message: "is paused" }],
  });
}
