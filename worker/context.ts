import type { Db } from "@/lib/db/client.ts";
import type { Env } from "@/lib/env.ts";
import type { GitLab } from "@/lib/gitlab/client.ts";
import type { JobRun } from "@/lib/jobs/run.ts";
import type { Pace } from "./pace.ts";

/** What the worker has one of. */
export type WorkerContext = { db: Db; gitlab: GitLab; env: Env; workerId: string; pace: Pace };

/** What a handler is given: the worker's own, and what belongs to this run of the job. */
export type JobContext = WorkerContext & JobRun;
