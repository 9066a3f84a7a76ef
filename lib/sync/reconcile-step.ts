import type { Db } from "@/lib/db/client.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import type { Env } from "@/lib/env.ts";
import type { GitLab } from "@/lib/gitlab/client.ts";
import type { Place } from "./reconcile-place.ts";

/** A reconcile under way, and what its project says of how much of it is mirrored. */
export type ReconcileRun = {
  id: string;
  project_id: string;
  gitlab_project_id: bigint;
  next_page: string | null;
  is_sweep: boolean;
  history_from: Date | null;
  bootstrapped: boolean;
};

export type Around = {
  db: Db;
  gitlab: GitLab;
  env: Pick<Env, "BOOTSTRAP_CLOSED_DAYS">;
  signal: AbortSignal;
};

/**
 * What a step came to. `seen` and `older` are GitLab's ids of the issues it read, and of those of them to be confirmed; `next` is
 * null at the end, and `failed` says why that is none to be glad of.
 */
export type Done = {
  next: Place | null;
  read?: number;
  written?: number;
  seen?: { page: number; issues: readonly string[]; older: readonly string[] };
  failed?: string;
};

/**
 * A step whose questions GitLab has answered, and which is still to be written, in one transaction with the run's place.
 * `ahead`: the next place, where it does not depend on what is written. `waitMs`: how long the next step has to wait.
 */
export type Step = { ahead?: Place; waitMs?: number; write(tx: Tx): Promise<Done> };
