import { z } from "zod";
import type { Tx } from "@/lib/db/transaction.ts";
import { SYNC_MODES, SYNC_RUN_STATUSES, type SyncRunDto } from "../schema.ts";

const MAX_RUNS = 50;

/** A row of `sync_runs` with its project's path and the seconds it has run by the database's clock. */
const runRow = z.object({
  id: z.uuid(),
  mode: z.enum(SYNC_MODES),
  status: z.enum(SYNC_RUN_STATUSES),
  project_id: z.uuid().nullable(),
  path: z.string().nullable(),
  started_at: z.date(),
  finished_at: z.date().nullable(),
  progress_at: z.date(),
  records_read: z.int(),
  records_total: z.int().nullable(),
  records_upserted: z.int(),
  requested_by: z.string().nullable(),
  error_message: z.string().nullable(),
});
type RunRow = z.infer<typeof runRow>;

/** The latest runs of every kind, those under way first. */
export async function readRecentRuns(db: Pick<Tx, "$queryRaw">): Promise<SyncRunDto[]> {
  const rows = await db.$queryRaw`
    select sync_runs.*, path_with_namespace as path
    from sync_runs left join projects on projects.id = project_id
    order by (sync_runs.status = 'running') desc, started_at desc
    limit ${MAX_RUNS}`;
  return z.array(runRow).parse(rows).map(toRunDto);
}

/** The latest bootstrap of each project, by the project's id. */
export async function readLatestBootstraps(db: Pick<Tx, "$queryRaw">): Promise<Map<string, SyncRunDto>> {
  const rows = await db.$queryRaw`
    select distinct on (project_id) sync_runs.*, path_with_namespace as path
    from sync_runs join projects on projects.id = project_id
    where mode = 'bootstrap'
    order by project_id, started_at desc`;
  const runs = z.array(runRow).parse(rows).map(toRunDto);
  return new Map(runs.flatMap((run) => (run.project === null ? [] : [[run.project.id, run]])));
}

/** Rate and time left are those of a run under way: records a second from its start to its last progress. */
function toRunDto({ project_id, path, ...row }: RunRow): SyncRunDto {
  const seconds = (row.progress_at.getTime() - row.started_at.getTime()) / 1000;
  const rate = seconds > 0 && row.records_read > 0 ? row.records_read / seconds : null;
  return {
    ...row,
    project: project_id === null || path === null ? null : { id: project_id, path },
    started_at: row.started_at.toISOString(),
    finished_at: row.finished_at?.toISOString() ?? null,
    progress_at: row.progress_at.toISOString(),
    rate,
    seconds_left: secondsLeft(row, rate),
  };
}

type Progress = Pick<RunRow, "status" | "records_total" | "records_read">;

function secondsLeft({ status, records_total, records_read }: Progress, rate: number | null): number | null {
  if (status !== "running" || rate === null || records_total === null) return null;
  return Math.ceil(Math.max(0, records_total - records_read) / rate);
}
