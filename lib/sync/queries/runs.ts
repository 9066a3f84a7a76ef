import { z } from "zod";
import { allOf, sql, type Sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { projectNamed } from "@/lib/projects/queries.ts";
import { SYNC_MODES, SYNC_RUN_STATUSES, type RunQuery, type SyncRunDto } from "../schema.ts";

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
  is_sweep: z.boolean(),
  error_message: z.string().nullable(),
});
type RunRow = z.infer<typeof runRow>;

/** The latest runs of every kind, those under way first. Those that began together keep their order. */
export async function readRecentRuns(db: Pick<Tx, "$queryRaw">): Promise<SyncRunDto[]> {
  const rows = await db.$queryRaw`
    select sync_runs.*, path_with_namespace as path
    from sync_runs left join projects on projects.id = project_id
    order by (sync_runs.status = 'running') desc, started_at desc, path, sync_runs.id
    limit ${MAX_RUNS}`;
  return z.array(runRow).parse(rows).map(toRunDto);
}

const FROM = sql`sync_runs as r left join projects as p on p.id = r.project_id`;

/** One page of runs, newest first, and how many there are in all. */
export async function listRuns(
  db: Pick<Tx, "$queryRaw">,
  query: RunQuery,
): Promise<{ data: SyncRunDto[]; total: number }> {
  const condition = conditionOf(query);
  const [rows, totals] = await Promise.all([
    db.$queryRaw(sql`
      select r.*, path_with_namespace as path
      from ${FROM} where ${condition}
      order by started_at desc, path, r.id
      limit ${query.page_size} offset ${(query.page - 1) * query.page_size}`),
    db.$queryRaw(sql`select count(*)::int as total from ${FROM} where ${condition}`),
  ]);
  const [{ total }] = z.tuple([z.object({ total: z.int() })]).parse(totals);
  return { data: z.array(runRow).parse(rows).map(toRunDto), total };
}

function conditionOf({ mode, status, project }: RunQuery): Sql {
  const conditions: Sql[] = [];
  if (mode !== undefined) conditions.push(sql`mode = ${mode}::sync_mode`);
  if (status !== undefined) conditions.push(sql`status = ${status}::sync_run_status`);
  if (project !== undefined) conditions.push(projectNamed(project));
  return allOf(conditions);
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
