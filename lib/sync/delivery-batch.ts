import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Db } from "@/lib/db/client.ts";
import { joinSql, jsonRows, type Sql, sql } from "@/lib/db/sql.ts";
import { transaction, type Tx } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import type { Hint } from "@/lib/gitlab/webhook.ts";
import { addJob } from "@/lib/jobs/enqueue.ts";
import { addDiscovery, addRefresh, type Delivery } from "./deliveries.ts";
import type { DeliveryAnswer } from "./schema.ts";

type Outcome = DeliveryAnswer["outcome"];
type Waiting = { delivery: Delivery } & Pick<PromiseWithResolvers<Outcome>, "resolve" | "reject">;
type Line = { waiting: Waiting[]; isMoving: boolean };

/** GitLab waits 10 s, and does not send again: it must know soon that a delivery cannot be kept. */
const STORE_WITHIN_MS = 3_000;
/** A statement that takes longer is ended by the database, so that what is refused frees its connection and is not stored. */
const STATEMENT_WITHIN_MS = 2_500;
const MOST_IN_A_BATCH = 100;

const lines = new WeakMap<Db, Line>();

/**
 * Keeps a delivery and enqueues what it hints at, both or neither. One that came before is `repeated` and does nothing.
 *
 * Deliveries that come while others are being stored are stored together: every commit that enqueues announces it, and
 * Postgres lets only one of those be flushed at a time (NOTIFY), so that one by one they would queue for the disk.
 * @throws AppError `unavailable` when the database does not store it within 3 s: the poll must find the change
 */
export function storeDelivery(db: Db, delivery: Delivery): Promise<Outcome> {
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
  const line = lines.get(db) ?? { waiting: [], isMoving: false };
  lines.set(db, line);
  line.waiting.push({ delivery, resolve, reject });
  if (!line.isMoving) void move(db, line);
  return promise;
}

/** Batch after batch, until nobody waits. Where one cannot be stored, neither can those behind it: they are not kept waiting. */
async function move(db: Db, line: Line): Promise<void> {
  line.isMoving = true;
  while (line.waiting.length > 0) {
    const batch = line.waiting.splice(0, MOST_IN_A_BATCH);
    try {
      const outcomes = await storeInTime(db, batch);
      for (const { delivery, resolve } of batch) resolve(takeOutcome(outcomes, delivery.key));
    } catch (cause) {
      const error = new AppError("unavailable", "The delivery could not be stored.", { cause, retryAfterSeconds: 5 });
      for (const { reject } of [...batch, ...line.waiting.splice(0)]) reject(error);
    }
  }
  line.isMoving = false;
}

/** The first of a key is what was stored; whatever else has it came again. */
function takeOutcome(outcomes: Map<string, Outcome>, key: string): Outcome {
  const outcome = outcomes.get(key) ?? "repeated";
  outcomes.delete(key);
  return outcome;
}

async function storeInTime(db: Db, batch: readonly Waiting[]): Promise<Map<string, Outcome>> {
  const late = new AbortController();
  const tooLate = async () => {
    await sleep(STORE_WITHIN_MS, undefined, { signal: late.signal, ref: false });
    throw new Error(`not stored within ${STORE_WITHIN_MS} ms`);
  };
  const deliveries = batch.map(({ delivery }) => delivery);
  const storing = transaction(db, async (tx) => {
    const outcomes = await store(tx, deliveries);
    late.signal.throwIfAborted();
    return outcomes;
  });
  try {
    return await Promise.race([storing, tooLate()]);
  } finally {
    late.abort();
  }
}

const storedRows = z.array(
  z.object({
    delivery_key: z.string(),
    outcome: z.enum(["enqueued", "ignored", "unknown_project", "malformed"]),
    gitlab_project_id: z.bigint().nullable(),
    iid: z.int().nullable(),
  }),
);
type Stored = z.infer<typeof storedRows>[number];

async function store(tx: Tx, deliveries: readonly Delivery[]): Promise<Map<string, Outcome>> {
  await tx.$executeRaw`select set_config('statement_timeout', ${String(STATEMENT_WITHIN_MS)}, true)`;
  const stored = storedRows.parse(
    await tx.$queryRaw(sql`
      insert into webhook_deliveries (delivery_key, body_hash, kind, gitlab_project_id, iid, outcome)
      select n.delivery_key, n.body_hash, n.kind, n.gitlab_project_id, n.iid,
        coalesce(n.outcome, case
          when p.id is null then 'unknown_project' when p.active then 'enqueued' else 'ignored'
        end)::delivery_outcome
      from jsonb_to_recordset(${jsonRows(deliveries.map(toRow))})
        as n (delivery_key text, body_hash text, kind text, gitlab_project_id bigint, iid int, outcome text)
      left join projects p on p.gitlab_project_id = n.gitlab_project_id
      order by n.delivery_key
      on conflict (delivery_key) do nothing
      returning delivery_key, outcome::text, gitlab_project_id, iid`),
  );
  const jobs = jobsOf(stored, deliveries);
  if (jobs.length > 0) await tx.$executeRaw(sql`select ${joinSql(jobs, ", ")}`);
  return new Map(stored.map((row) => [row.delivery_key, row.outcome]));
}

function toRow({ key, bodyHash, hint }: Delivery) {
  return {
    delivery_key: key,
    body_hash: bodyHash,
    kind: hint.kind,
    gitlab_project_id: hint.gitlabProjectId === null ? null : String(hint.gitlabProjectId),
    iid: hint.iid,
    outcome: plainOutcome(hint),
  };
}

/** What becomes of a delivery whichever projects are mirrored; null where that is the question. */
function plainOutcome({ malformed, wanted, gitlabProjectId }: Hint): Outcome | null {
  if (malformed) return "malformed";
  return wanted && gitlabProjectId !== null ? null : "ignored";
}

/** What the stored ones call for, in one order for all processes: a refresh an issue, one discovery, one poll. */
function jobsOf(stored: readonly Stored[], deliveries: readonly Delivery[]): Sql[] {
  const hinted = stored.filter(({ outcome }) => outcome === "enqueued");
  const hints = new Map(hinted.map((row) => [`${row.gitlab_project_id}:${row.iid}`, row]));
  const refreshes = [...hints.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => addRefresh({ gitlabProjectId: String(row.gitlab_project_id), iid: row.iid ?? 0 }));
  const tooLarge = new Set(deliveries.flatMap(({ isWhole, key }) => (isWhole ? [] : [key])));
  return [
    ...refreshes,
    ...(stored.some(({ outcome }) => outcome === "unknown_project") ? [addDiscovery()] : []),
    ...(stored.some(({ delivery_key: key }) => tooLarge.has(key)) ? [addJob("poll", {}, { key: "poll" })] : []),
  ];
}
