import type { Tx } from "@/lib/db/transaction.ts";
import type { Found } from "./audit-compare.ts";
import type { Counts } from "./audit-counts.ts";
import type { ReconcileRun } from "./reconcile-step.ts";
import type { AUDIT_OUTCOMES } from "./audit-schema.ts";

type Outcome = (typeof AUDIT_OUTCOMES)[number];
type Run = Pick<ReconcileRun, "id" | "project_id">;
type Compared = { since: Date | null; theirs: Counts; ours: Counts };

/** An audit that met equal counts and looked no further. */
export async function storeWholeAudit(tx: Tx, run: Run, compared: Compared): Promise<void> {
  await insertAudit(tx, run, { ...compared, outcome: "whole" });
}

/** Begins the row to which is added what the audit finds. It counts once its run has ended well; until then it is called wrong. */
export async function openAudit(tx: Tx, run: Run, compared: Compared): Promise<void> {
  await insertAudit(tx, run, { ...compared, outcome: "wrong" });
}

async function insertAudit(
  tx: Tx,
  run: Run,
  { since, theirs, ours, outcome }: Compared & { outcome: Outcome },
): Promise<void> {
  await tx.$executeRaw`
    insert into sync_audits (run_id, project_id, outcome, gitlab_open, gitlab_closed, open, closed, missing_iids,
      extra_iids, stale_iids, closed_since)
    values (${run.id}::uuid, ${run.project_id}::uuid, ${outcome}::audit_outcome, ${theirs.open}::int,
      ${theirs.closed}::int, ${ours.open}::int, ${ours.closed}::int, '{}', '{}', '{}', ${since}::timestamptz)`;
}

/** Adds what a step has found and put right. */
export async function noteFound(tx: Tx, runId: string, { missing, extra, stale }: Found): Promise<void> {
  if (missing.length + extra.length + stale.length === 0) return;
  await tx.$executeRaw`
    update sync_audits
    set missing_iids = missing_iids || ${missing}::int[], extra_iids = extra_iids || ${extra}::int[],
      stale_iids = stale_iids || ${stale}::int[]
    where run_id = ${runId}::uuid`;
}

/** The end of an audit that compared every issue: the last counts, and what they make of it. */
export async function closeAudit(
  tx: Tx,
  runId: string,
  { theirs, ours, isEqual }: Omit<Compared, "since"> & { isEqual: boolean },
): Promise<void> {
  await tx.$executeRaw`
    update sync_audits
    set audited_at = now(), gitlab_open = ${theirs.open}::int, gitlab_closed = ${theirs.closed}::int,
      open = ${ours.open}::int, closed = ${ours.closed}::int,
      outcome = case
        when not ${isEqual} then 'wrong'
        when cardinality(missing_iids || extra_iids || stale_iids) > 0 then 'repaired'
        else 'whole'
      end::audit_outcome
    where run_id = ${runId}::uuid`;
}
