import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Db } from "@/lib/db/client.ts";
import { type Sql, sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import type { Hint } from "@/lib/gitlab/webhook.ts";
import { addJob } from "@/lib/jobs/enqueue.ts";
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
 * @throws AppError `unavailable` when it could not be stored within 3 s: the poll must find the change. One that only waited
 * too long for its turn may be stored after all, and is handled like any other
 */
export async function storeDelivery(db: Db, delivery: Delivery): Promise<DeliveryAnswer["outcome"]> {
  const late = new AbortController();
  const tooLate = async () => {
    await sleep(STORE_WITHIN_MS, undefined, { signal: late.signal, ref: false });
    throw new Error(`not stored within ${STORE_WITHIN_MS} ms`);
  };
  try {
    return await Promise.race([store(db, delivery), tooLate()]);
  } catch (cause) {
    throw new AppError("unavailable", "The delivery could not be stored.", { cause, retryAfterSeconds: 5 });
  } finally {
    late.abort();
  }
}

/** Fetches an issue soon; hints for one issue that come close together are one fetch. */
export async function enqueueRefresh(tx: Pick<Tx, "$executeRaw">, { gitlabProjectId, iid }: IssueHint): Promise<void> {
  await tx.$executeRaw(sql`select ${addRefresh({ gitlabProjectId, iid })}`);
}

function addRefresh({ gitlabProjectId, iid }: IssueHint): Sql {
  const key = `refresh:${gitlabProjectId}:${iid}`;
  return addJob("refresh_issue", { gitlab_project_id: gitlabProjectId, iid }, { key, delayMs: MERGE_MS });
}

/** Looks for projects to track; however many ask, it is one search. */
export async function enqueueDiscovery(tx: Pick<Tx, "$executeRaw">): Promise<void> {
  await tx.$executeRaw(sql`select ${addDiscovery()}`);
}

function addDiscovery(): Sql {
  return addJob("discover_projects", {}, { key: "discover_projects" });
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

const storedRows = z.array(z.object({ outcome: z.enum(["enqueued", "ignored", "unknown_project", "malformed"]) }));

/** One statement: with several hundred deliveries at once what counts is how long each holds a connection. */
async function store(db: Db, { key, bodyHash, hint, isWhole }: Delivery): Promise<DeliveryAnswer["outcome"]> {
  const { kind, gitlabProjectId, iid } = hint;
  const [, rows] = await db.$transaction([
    db.$executeRaw(sql`select set_config('statement_timeout', ${String(STATEMENT_WITHIN_MS)}, true)`),
    db.$queryRaw(sql`
      with judged as (
        select coalesce(
          ${plainOutcome(hint)},
          (select case when active then 'enqueued' else 'ignored' end
            from projects where gitlab_project_id = ${gitlabProjectId}::bigint),
          'unknown_project') as outcome
      ), stored as (
        insert into webhook_deliveries (delivery_key, body_hash, kind, gitlab_project_id, iid, outcome)
        select ${key}, ${bodyHash}, ${kind}, ${gitlabProjectId}::bigint, ${iid}::int, outcome::delivery_outcome
        from judged
        on conflict (delivery_key) do nothing
        returning outcome
      )
      select outcome::text, ${jobOf(hint)}, ${isWhole ? sql`null` : addJob("poll", {}, { key: "poll" })} is null
      from stored`),
  ]);
  return storedRows.parse(rows)[0]?.outcome ?? "repeated";
}

/** What becomes of a delivery whichever projects are mirrored; null where that is the question. */
function plainOutcome({ malformed, wanted, gitlabProjectId }: Hint): Outcome | null {
  if (malformed) return "malformed";
  return wanted && gitlabProjectId !== null ? null : "ignored";
}

/** Adds what a stored delivery calls for: the fetch of its issue, or the search for its project. */
function jobOf(hint: Hint): Sql {
  if (plainOutcome(hint) !== null) return sql`null`;
  const { gitlabProjectId, iid } = hintedIssue.parse(hint);
  return sql`case outcome
    when 'enqueued' then (select id from ${addRefresh({ gitlabProjectId, iid })})
    when 'unknown_project' then (select id from ${addDiscovery()})
  end as job`;
}

const hintedIssue = z.object({ gitlabProjectId: z.bigint().transform(String), iid: z.int() });
