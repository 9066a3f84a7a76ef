import type { Reader } from "@/lib/auth/access.ts";
import { BYTE_ORDER_MARK } from "@/lib/csv.ts";
import type { Db } from "@/lib/db/client.ts";
import { longRead } from "@/lib/db/transaction.ts";
import type { Log } from "@/lib/log.ts";
import type { Clock } from "@/lib/time.ts";
import type { GiveBack, Turns } from "@/lib/turns.ts";
import { issueLines } from "./csv.ts";
import type { IssueQuery } from "./filter-schema.ts";
import { readBatches } from "./queries/export.ts";
import { readNamed } from "./queries/named.ts";
import type { NamedFilter } from "./where.ts";

/** `signal`: whoever asked has gone. */
type Asked = { query: IssueQuery; reader: Reader; clock: Clock; signal: AbortSignal };

/** `requestId` is named by what is logged when the answer has long begun. */
type Around = { turns: Turns; log: Log; requestId: string; limits?: ExportLimits };

export type ExportLimits = { patienceMs: number; stallMs: number; longestMs: number };

/** Most exports take a second or two, so waiting for a turn is better than being sent away; a browser gives up after a minute. */
const LIMITS: ExportLimits = { patienceMs: 20_000, stallMs: 60_000, longestMs: 15 * 60_000 };
const RETRY_AFTER_S = 30;
const BUSY = "Other exports are under way. Try again in half a minute.";

type Writer = WritableStreamDefaultWriter<Uint8Array>;
type Sending = { filter: NamedFilter; asked: Asked; writer: Writer; limits: ExportLimits };

/** The reader has gone, or takes nothing any more. */
class Unread extends Error {}

/**
 * All issues of a query as CSV in the order of the list, however many, as they stand now: `page` and `page_size` mean nothing here.
 * It is read as it is taken, in one transaction that ends with the last line, when the reader goes away, takes nothing for a minute,
 * or needs more than a quarter of an hour. What goes wrong before the first line is thrown; after it the stream breaks off.
 * @throws AppError `invalid_request` as `readNamed`; `busy` when no turn came free
 */
export async function exportIssues(db: Db, asked: Asked, around: Around): Promise<ReadableStream<Uint8Array>> {
  const { turns, limits = LIMITS } = around;
  const filter = await readNamed(db, asked.query, asked.reader);
  const patience = {
    signal: asked.signal,
    patienceMs: limits.patienceMs,
    busy: BUSY,
    retryAfterSeconds: RETRY_AFTER_S,
  };
  const giveBack = await turns.take(patience);
  const pipe = new TransformStream<Uint8Array, Uint8Array>();
  const begun = Promise.withResolvers<void>();
  void finish(db, { filter, asked, writer: pipe.writable.getWriter(), limits }, { ...around, giveBack, begun });
  await begun.promise;
  return pipe.readable;
}

type Ending = Around & { giveBack: GiveBack; begun: PromiseWithResolvers<void> };

/** Sends it all, gives the turn back as soon as the transaction has ended, and says how it went. */
async function finish(db: Db, sending: Sending, { giveBack, begun, log, requestId }: Ending): Promise<void> {
  const { writer, asked } = sending;
  const startedAt = performance.now();
  const sent = { batches: 0, rows: 0 };
  const line = () => ({ request_id: requestId, ...sent, duration_ms: Math.round(performance.now() - startedAt) });
  const stopListening = onAbort(asked.signal, () => void writer.abort().catch(() => {}));
  try {
    await sendAll(db, sending, (rows) => {
      sent.batches += 1;
      sent.rows += rows;
      begun.resolve();
    });
    void writer.close().catch(() => {});
    log.info(line(), "export");
  } catch (error) {
    if (error instanceof Unread) log.info({ ...line(), why: error.message }, "export not read to its end");
    else if (sent.batches > 0) log.error({ ...line(), err: error }, "export broke off");
    if (error instanceof Unread) begun.resolve();
    else begun.reject(error); // unless it had begun
    void writer.abort(error).catch(() => {});
  } finally {
    stopListening();
    giveBack();
  }
}

function onAbort(signal: AbortSignal, leave: () => void): () => void {
  if (signal.aborted) leave();
  signal.addEventListener("abort", leave, { once: true });
  return () => signal.removeEventListener("abort", leave);
}

async function sendAll(db: Db, sending: Sending, onSent: (rows: number) => void): Promise<void> {
  const { filter, asked, writer, limits } = sending;
  const { headers, lineOf } = issueLines(asked.reader, asked.clock.zone);
  const encoder = new TextEncoder();
  const latest = performance.now() + limits.longestMs;
  const work = async (tx: Parameters<typeof readBatches>[0]) => {
    let text = BYTE_ORDER_MARK + headers;
    for await (const issues of readBatches(tx, { ...asked, filter, sort: asked.query.sort })) {
      await untilTaken(writer, Math.min(limits.stallMs, latest - performance.now()));
      void writer.write(encoder.encode(text + issues.map(lineOf).join(""))).catch(() => {}); // the next `ready` says so too
      text = "";
      onSent(issues.length);
    }
  };
  await longRead(db, work, { longestMs: limits.longestMs + limits.stallMs, idleMs: limits.stallMs * 2 });
}

/** Until what was written has been taken: nobody reads ahead of the reader. */
async function untilTaken(writer: Writer, patienceMs: number): Promise<void> {
  if (patienceMs <= 0) throw tooSlow();
  const { promise: stalled, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(tooSlow()), patienceMs);
  const taken = writer.ready.catch(() => {
    throw new Unread("the reader has gone");
  });
  await Promise.race([taken, stalled]).finally(() => clearTimeout(timer));
}

function tooSlow(): Unread {
  return new Unread("the reader takes too long");
}
