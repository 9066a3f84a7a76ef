import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Worker } from "./stage.ts";

/** One run of a job, from a worker's own log. `to` is infinite where no end was logged. */
export type JobRun = { worker: number; job: string; task: string; from: number; to: number };

const lineSchema = z.object({ time: z.number(), msg: z.string() });

/** Every run of every job of these workers, which log all (LOG_LEVEL=trace). */
export function readJobRuns(workers: readonly Worker[]): JobRun[] {
  return workers.flatMap(({ logFile }, worker) => runsIn(readFileSync(logFile, "utf8"), worker));
}

function runsIn(log: string, worker: number): JobRun[] {
  const runs: JobRun[] = [];
  for (const text of log.split("\n")) {
    const line = lineSchema.safeParse(parseJson(text)).data;
    const [, verb, job, task] = /^(Found|Completed|Failed) task (\d+) \((\w+)/.exec(line?.msg ?? "") ?? [];
    if (line === undefined || job === undefined || task === undefined) continue;
    const open = runs.findLast((run) => run.job === job && run.to === Infinity);
    if (verb === "Found") runs.push({ worker, job, task, from: line.time, to: Infinity });
    else if (open) open.to = line.time;
  }
  return runs;
}

/** The pairs of runs of one job that were under way at the same time. */
export function findOverlaps(runs: readonly JobRun[]): string[] {
  const byJob = new Map<string, JobRun[]>();
  for (const run of runs) byJob.set(run.job, [...(byJob.get(run.job) ?? []), run]);
  return [...byJob.values()].flatMap((ofJob) => {
    const sorted = ofJob.toSorted((a, b) => a.from - b.from);
    return sorted
      .filter((run, index) => index > 0 && run.from < (sorted[index - 1]?.to ?? 0))
      .map(({ job, task, worker }) => `job ${job} (${task}) ran twice at once, also in worker ${worker + 1}`);
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
