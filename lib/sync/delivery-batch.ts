import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Db } from "@/lib/db/client.ts";
import { jsonRows, sql } from "@/lib/db/sql.ts";
import { AppError } from "@/lib/errors.ts";
import type { Hint } from "@/lib/gitlab/webhook.ts";
import { addJob } from "@/lib/jobs/enqueue.ts";
import { addRefreshOf, type Delivery, DISCOVERY } from "./deliveries.ts";
import type { DeliveryAnswer } from "./schema.ts";

type Outcome = DeliveryAnswer["outcome"];
type Waiting = { delivery: Delivery } & Pick<PromiseWithResolvers<Outcome>, "resolve" | "reject">;
type Line = { waiting: Waiting[]; isMoving: boolean };

/** GitLab waits 10 s, and does not send again: it must know soon that a delivery cannot be kept. */
const STORE_WITHIN_MS = 3_000;
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
  const ended = new AbortController();
  const storing = store(
    db,
    batch.map(({ delivery }) => delivery),
  );
  try {
    return await Promise.race([storing, tooLate(ended.signal)]);
  } finally {
    ended.abort();
  }
}

/** In a process that was busy for so long the answer may be here and unread: it is read before this says that it is late. */
async function tooLate(signal: AbortSignal): Promise<never> {
  await sleep(STORE_WITHIN_MS, undefined, { signal, ref: false });
  await setImmediate();
  await setImmediate();
  throw new Error(`not stored within ${STORE_WITHIN_MS} ms`);
}

const storedRow = z.tuple([
  z.object({
    stored: z.array(
      z.object({ key: z.string(), outcome: z.enum(["enqueued", "ignored", "unknown_project", "malformed"]) }),
    ),
  }),
]);

/** One statement, hence one transaction: rows and jobs in one order for all processes; a refresh a project, one discovery, one poll. */
async function store(db: Db, deliveries: readonly Delivery[]): Promise<Map<string, Outcome>> {
  const rows = await db.$queryRaw(sql`
    with stored as (
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
      returning delivery_key as key, outcome::text, gitlab_project_id
    ), hinted as (
      select distinct gitlab_project_id from stored where outcome = 'enqueued' order by gitlab_project_id
    )
    select
      coalesce((select jsonb_agg(jsonb_build_object('key', key, 'outcome', outcome)) from stored), '[]') as stored,
      (select count(${addRefreshOf(sql`gitlab_project_id`)}) from hinted),
      case when exists (select from stored where outcome = 'unknown_project')
        then (select id from ${addJob("discover_projects", {}, DISCOVERY)}) end,
      case when exists (select from stored where key = any(${tooLargeOf(deliveries)}::text[]))
        then (select id from ${addJob("poll", {}, { key: "poll" })}) end`);
  const [{ stored }] = storedRow.parse(rows);
  return new Map(stored.map(({ key, outcome }) => [key, outcome]));
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

/** Whatever they said is found by a poll. */
function tooLargeOf(deliveries: readonly Delivery[]): string[] {
  return deliveries.flatMap(({ isWhole, key }) => (isWhole ? [] : [key]));
}
