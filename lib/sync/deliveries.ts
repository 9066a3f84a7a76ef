import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Db } from "@/lib/db/client.ts";
import { transaction, type Tx } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import type { Hint } from "@/lib/gitlab/webhook.ts";
import { enqueue } from "@/lib/jobs/enqueue.ts";
import { findProjectByGitlabId } from "@/lib/projects/queries.ts";
import type { DeliveryAnswer } from "./schema.ts";

/** A delivery as it is kept: never its body. One that is not `isWhole` was too large to be read. */
export type Delivery = { key: string; bodyHash: string; hint: Hint; isWhole: boolean };

/** An issue to look at again, by GitLab's numbers. */
export type IssueHint = { gitlabProjectId: string; iid: number };

type Outcome = Exclude<DeliveryAnswer["outcome"], "repeated">;

/** GitLab waits 10 s, and does not send again: it must know soon that a delivery was not kept. */
const STORE_WITHIN_MS = 3_000;
/** A statement that takes longer is ended by the database, so that what is refused frees its connection and is not stored. */
const STATEMENT_WITHIN_MS = 2_500;
/** Edits come in twos and threes: what arrives within this time after the first is one fetch. */
const MERGE_MS = 500;
const KEPT_DAYS = 30;
/** So many rows are deleted in one transaction: none is long. */
const DELETED_AT_ONCE = 10_000;

/**
 * Keeps a delivery and enqueues what it hints at, both or neither. One that came before is `repeated` and does nothing.
 * @throws AppError `unavailable` when it could not be stored within 3 s: the poll must find the change
 */
export async function storeDelivery(db: Db, delivery: Delivery): Promise<DeliveryAnswer["outcome"]> {
  const late = new AbortController();
  const tooLate = async () => {
    await sleep(STORE_WITHIN_MS, undefined, { signal: late.signal, ref: false });
    throw new Error(`not stored within ${STORE_WITHIN_MS} ms`);
  };
  try {
    const storing = transaction(db, async (tx) => {
      const outcome = await store(tx, delivery);
      late.signal.throwIfAborted();
      return outcome;
    });
    return await Promise.race([storing, tooLate()]);
  } catch (cause) {
    throw new AppError("unavailable", "The delivery could not be stored.", { cause, retryAfterSeconds: 5 });
  } finally {
    late.abort();
  }
}

/** Fetches an issue soon; hints for one issue that come close together are one fetch. */
export async function enqueueRefresh(tx: Pick<Tx, "$executeRaw">, { gitlabProjectId, iid }: IssueHint): Promise<void> {
  const key = `refresh:${gitlabProjectId}:${iid}`;
  await enqueue(tx, "refresh_issue", { gitlab_project_id: gitlabProjectId, iid }, { key, delayMs: MERGE_MS });
}

/** Looks for projects to track; however many ask, it is one search. */
export async function enqueueDiscovery(tx: Pick<Tx, "$executeRaw">): Promise<void> {
  await enqueue(tx, "discover_projects", {}, { key: "discover_projects" });
}

/** Marks the deliveries whose hint a fetch that started at `fetchStartedAt` has answered, and says how many they are. */
export async function markHandled(tx: Pick<Tx, "$executeRaw">, hint: IssueHint, fetchStartedAt: Date): Promise<number> {
  return tx.$executeRaw`
    update webhook_deliveries set handled_at = now()
    where gitlab_project_id = ${hint.gitlabProjectId}::bigint and iid = ${hint.iid}::int
      and received_at <= ${fetchStartedAt.toISOString()}::timestamptz and outcome = 'enqueued' and handled_at is null`;
}

/** Deletes deliveries older than 30 days, 10,000 at most; answers whether there may be more. */
export async function deleteOldDeliveries(tx: Pick<Tx, "$executeRaw">): Promise<boolean> {
  const deleted = await tx.$executeRaw`
    delete from webhook_deliveries where id in (
      select id from webhook_deliveries
      where received_at < now() - ${KEPT_DAYS}::int * interval '1 day'
      order by received_at limit ${DELETED_AT_ONCE}
    )`;
  return deleted === DELETED_AT_ONCE;
}

async function store(tx: Tx, { key, bodyHash, hint, isWhole }: Delivery): Promise<DeliveryAnswer["outcome"]> {
  await tx.$executeRaw`select set_config('statement_timeout', ${String(STATEMENT_WITHIN_MS)}, true)`;
  const outcome = await judge(tx, hint);
  const stored = await tx.$executeRaw`
    insert into webhook_deliveries (delivery_key, body_hash, kind, gitlab_project_id, iid, outcome)
    values (${key}, ${bodyHash}, ${hint.kind}, ${hint.gitlabProjectId}::bigint, ${hint.iid}::int,
      ${outcome}::delivery_outcome)
    on conflict (delivery_key) do nothing`;
  if (stored === 0) return "repeated";
  if (!isWhole) await enqueue(tx, "poll", {}, { key: "poll" });
  if (outcome === "unknown_project") await enqueueDiscovery(tx);
  if (outcome === "enqueued") await enqueueRefresh(tx, hintedIssue.parse(hint));
  return outcome;
}

const hintedIssue = z.object({ gitlabProjectId: z.bigint().transform(String), iid: z.int() });

async function judge(tx: Tx, hint: Hint): Promise<Outcome> {
  if (hint.malformed) return "malformed";
  if (!hint.wanted || hint.gitlabProjectId === null) return "ignored";
  const project = await findProjectByGitlabId(tx, String(hint.gitlabProjectId));
  if (project === null) return "unknown_project";
  return project.active ? "enqueued" : "ignored";
}
