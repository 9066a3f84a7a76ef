import type { LimitFunction } from "p-limit";
import type { Db } from "@/lib/db/client.ts";
import type { Env } from "@/lib/env.ts";
import type { GitLab } from "@/lib/gitlab/client.ts";
import type { JobRun } from "@/lib/jobs/run.ts";

/** What the worker has one of. `paced`: the work of which only so much is done at a time, so that hints are not kept waiting. */
export type WorkerContext = { db: Db; gitlab: GitLab; env: Env; workerId: string; paced: LimitFunction };

/** What a handler is given: the worker's own, and what belongs to this run of the job. */
export type JobContext = WorkerContext & JobRun;
