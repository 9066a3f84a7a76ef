import type { Db } from "@/lib/db/client.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import type { Env } from "@/lib/env.ts";
import type { GitLab } from "@/lib/gitlab/client.ts";
import type { Found } from "./audit-compare.ts";
import type { Place } from "./reconcile-place.ts";

/**
 * A reconcile or audit under way, and what its project says of how much of it is mirrored, and when it was last polled
 * completely.
 */
export type ReconcileRun = {
  id: string;
  mode: "reconcile" | "audit";
  project_id: string;
  gitlab_project_id: bigint;
  next_page: string | null;
  is_sweep: boolean;
  history_from: Date | null;
  bootstrapped: boolean;
  last_success_at: Date | null;
};

export type Around = {
  db: Db;
  gitlab: GitLab;
  env: Pick<Env, "BOOTSTRAP_CLOSED_DAYS" | "BETTER_AUTH_URL">;
  signal: AbortSignal;
};

/**
 * What a step came to. `seen` and `older` are GitLab's ids of the issues it read, and of those of them to be confirmed; `found`
 * is what it put right; `next` is null at the end, and `failed` says why that is none to be glad of.
 */
export type Done = {
  next: Place | null;
  read?: number;
  written?: number;
  seen?: { page: number; issues: readonly string[]; older: readonly string[] };
  found?: Found;
  failed?: string;
};

/**
 * A step whose questions GitLab has answered, and which is still to be written, in one transaction with the run's place.
 * `ahead`: the next place, where it does not depend on what is written. `waitMs`: how long the next step has to wait.
 */
export type Step = { ahead?: Place; waitMs?: number; write(tx: Tx): Promise<Done> };
