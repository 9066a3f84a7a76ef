import { z } from "zod";
import type { Tx } from "@/lib/db/transaction.ts";
import { listParked, type ParkedJob } from "@/lib/jobs/parked.ts";
import { JOB_NAMES } from "@/lib/jobs/schema.ts";
import type { ParkedJobDto } from "../schema.ts";

type Reading = Pick<Tx, "$queryRaw">;
type Subject = Pick<ParkedJobDto, "project" | "iid" | "label">;

const OF_ISSUES = /refresh:(\d{1,18})(?::(\d{1,9}))?$/;
const OF_ROW = /:([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/;
const NOTHING: Subject = { project: null, iid: null, label: null };

/** The parked jobs of this version, each with what it was about as far as that is still here; the last parked first. */
export async function readParkedJobs(db: Reading): Promise<ParkedJobDto[]> {
  const parked = await listParked(db);
  const [rows, projects] = await Promise.all([
    readRows(
      db,
      parked.flatMap(({ key }) => OF_ROW.exec(key ?? "")?.[1] ?? []),
    ),
    readProjects(
      db,
      parked.flatMap(({ key }) => OF_ISSUES.exec(key ?? "")?.[1] ?? []),
    ),
  ]);
  const subjectOf = ({ key }: ParkedJob): Subject => {
    const [, gitlabId, iid] = OF_ISSUES.exec(key ?? "") ?? [];
    if (gitlabId !== undefined)
      return { project: projects.get(gitlabId) ?? null, iid: iid === undefined ? null : Number(iid), label: null };
    return rows.get(OF_ROW.exec(key ?? "")?.[1] ?? "") ?? NOTHING;
  };
  return parked.flatMap((job) => toDto(job, subjectOf(job)));
}

/** A job that an older or newer version has parked is not ours to show. */
function toDto({ id, name, attempts, last_error: error, since }: ParkedJob, subject: Subject): ParkedJobDto[] {
  const job = JOB_NAMES.find((known) => known === name);
  return job === undefined ? [] : [{ id, job, ...subject, attempts, error, parked_at: since.toISOString() }];
}

const foundRows = z.array(
  z.object({
    id: z.uuid(),
    project_id: z.uuid().nullable(),
    path: z.string().nullable(),
    label: z.string().nullable(),
  }),
);

/** The projects, runs and labels that keys name by our own ids. */
async function readRows(db: Reading, ids: string[]): Promise<Map<string, Subject>> {
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw`
    select asked.id, projects.id as project_id, path_with_namespace as path, labels.title as label
    from unnest(${ids}::uuid[]) as asked(id)
      left join sync_runs on sync_runs.id = asked.id
      left join labels on labels.id = asked.id
      left join projects on projects.id = coalesce(sync_runs.project_id, labels.project_id, asked.id)`;
  return new Map(
    foundRows.parse(rows).map(({ id, project_id, path, label }) => {
      const project = project_id === null || path === null ? null : { id: project_id, path };
      return [id, { project, iid: null, label }];
    }),
  );
}

const projectRows = z.array(z.object({ gitlab_id: z.string(), id: z.uuid(), path: z.string() }));

async function readProjects(db: Reading, gitlabIds: string[]): Promise<Map<string, { id: string; path: string }>> {
  if (gitlabIds.length === 0) return new Map();
  const rows = await db.$queryRaw`
    select gitlab_project_id::text as gitlab_id, id, path_with_namespace as path
    from projects where gitlab_project_id = any(${gitlabIds}::bigint[])`;
  return new Map(projectRows.parse(rows).map(({ gitlab_id, id, path }) => [gitlab_id, { id, path }]));
}
