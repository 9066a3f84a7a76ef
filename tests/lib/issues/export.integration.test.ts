import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { createDb } from "@/lib/db/client.ts";
import { isDatabaseUnreachable } from "@/lib/db/unreachable.ts";
import { AppError } from "@/lib/errors.ts";
import { exportIssues, type ExportLimits } from "@/lib/issues/export.ts";
import { issueQuerySchema } from "@/lib/issues/filter-schema.ts";
import { createLog } from "@/lib/log.ts";
import { createTurns } from "@/lib/turns.ts";
import { columnOf, parseCsv } from "@/tests/support/csv.ts";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database.ts";
import { applyAll, MANAGER, storeProject } from "@/tests/support/mirror.ts";
import { wireIssue } from "@/tests/support/wire-issue.ts";

const ISSUES = 5_000;
const LIMITS: ExportLimits = { patienceMs: 200, stallMs: 30_000, longestMs: 60_000 };

const log = createLog("test", "silent");
let database: TestDatabase;
let exporting: TestDatabase["db"];
let projectId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  exporting = createDb(database.url, { max: 3, name: "export-test" });
  projectId = await storeProject(database.db);
  await applyAll(database.db, projectId, [wireIssue({ iid: 1, title: "x".repeat(1_000) })]);
  await database.db.$executeRaw`
    insert into issues select (i).* from (
      select jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid(), 'iid', n, 'gitlab_issue_id', 900000 + n)) i
      from issues i, generate_series(2, ${ISSUES}::int) n) more`;
  await database.db.$executeRaw`analyze issues`;
});
beforeEach(() => ended());
afterAll(async () => {
  await exporting.$disconnect();
  await database.close();
});

type Changes = {
  signal?: AbortSignal;
  limits?: Partial<ExportLimits>;
  turns?: ReturnType<typeof createTurns>;
  sort?: string;
};

const start = ({ signal, limits, turns, sort = "iid" }: Changes = {}) =>
  exportIssues(
    exporting,
    {
      query: issueQuerySchema.parse({ sort }),
      reader: MANAGER,
      clock: { now: new Date("2026-03-10T11:00:00Z"), zone: "UTC" },
      signal: signal ?? new AbortController().signal,
    },
    { turns: turns ?? createTurns(2), log, requestId: "the-request", limits: { ...LIMITS, ...limits } },
  );

/** What the connections are doing that have a transaction open: Postgres says `active` only while it works for one. */
const open = async () => {
  const rows = await database.db.$queryRaw`
    select state from pg_stat_activity
    where application_name = 'export-test' and datname = current_database() and xact_start is not null`;
  return z
    .array(z.object({ state: z.string() }))
    .parse(rows)
    .map(({ state }) => state);
};
const ended = () => vi.waitFor(async () => expect(await open()).toEqual([]));
const referencesOf = (text: string) => columnOf(parseCsv(text), "reference");
const everyReference = Array.from({ length: ISSUES }, (_, n) => `acme/shop#${n + 1}`);
const decoded = (chunks: Uint8Array[]) => new TextDecoder().decode(Buffer.concat(chunks));

async function restOf(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return chunks;
    chunks.push(value);
  }
}

async function firstOf(stream: ReadableStream<Uint8Array>) {
  const reader = stream.getReader();
  const { value = new Uint8Array() } = await reader.read();
  return { reader, first: value };
}

describe("what is sent", () => {
  test("is every issue once as it stood at the beginning, whatever changes meanwhile", async () => {
    const { reader, first } = await firstOf(await start({ sort: "iid" }));
    await database.db.$executeRaw`update issues set iid = iid + 100000 where iid between 1 and 20`; // would come again at the end
    await database.db.$executeRaw`update issues set iid = iid - 3990 where iid between 4000 and 4010`; // would be lost
    await database.db.$executeRaw`update issues set gone_at = now(), status = 'gone' where iid = 4500`;
    await database.db.$executeRaw`update issues set title = 'changed' where iid between 3000 and 3010`;
    const rest = await restOf(reader);
    await database.db.$executeRaw`update issues set title = repeat('x', 1000)`;
    await database.db.$executeRaw`update issues set gone_at = null, status = 'not_started' where iid = 4500`;
    await database.db.$executeRaw`update issues set iid = iid + 3990 where iid between 10 and 20`;
    await database.db.$executeRaw`update issues set iid = iid - 100000 where iid > 100000`;
    expect(rest.length).toBeGreaterThan(5);
    const text = decoded([first, ...rest]);
    expect(referencesOf(text)).toEqual(everyReference);
    expect(text).not.toContain("changed");
  });

  test("is read as it is taken: a reader who takes nothing stops the reading", async () => {
    const { reader } = await firstOf(await start());
    await vi.waitFor(async () => expect(await open()).toEqual(["idle in transaction"]));
    await sleep(300);
    expect(await open()).toEqual(["idle in transaction"]);
    await restOf(reader);
    await ended();
  });

  test("does not grow in memory with what has been sent", async () => {
    setFlagsFromString("--expose-gc");
    const collect = z.custom<() => void>((value) => typeof value === "function").parse(runInNewContext("gc"));
    const used = () => {
      collect();
      const { heapUsed, external } = process.memoryUsage();
      return heapUsed + external;
    };
    const reader = (await start()).getReader();
    const samples: number[] = [];
    let sent = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      sent += value.byteLength;
      samples.push(used());
    }
    const [, early = 0, ...later] = samples;
    expect(sent).toBeGreaterThan(5_000_000);
    expect(Math.max(...later) - early).toBeLessThan(1_500_000);
  });
});

describe("the transaction ends", () => {
  test("when the reader goes away after the first lines", async () => {
    const info = vi.spyOn(log, "info");
    const { reader } = await firstOf(await start());
    expect(await open()).toHaveLength(1);
    await reader.cancel();
    await ended();
    expect(info.mock.calls.at(-1)).toMatchObject([{ request_id: "the-request" }, "export not read to its end"]);
  });

  test("when the request is broken off before anybody reads", async () => {
    const gone = new AbortController();
    const stream = await start({ signal: gone.signal });
    expect(await open()).toHaveLength(1);
    gone.abort();
    await ended();
    await expect(stream.getReader().read()).rejects.toBeUndefined();
  });

  test("when the request was broken off before it began", async () => {
    const stream = await start({ signal: AbortSignal.abort() });
    await ended();
    await expect(stream.getReader().read()).rejects.toBeUndefined();
  });

  test("when the reader takes nothing for too long, and what they have is no whole file", async () => {
    const { reader } = await firstOf(await start({ limits: { stallMs: 100 } }));
    await ended();
    await expect(restOf(reader)).rejects.toThrow("takes too long");
  });

  test("when it has lasted too long, however steadily it is read", async () => {
    const reader = (await start({ limits: { longestMs: 150 } })).getReader();
    const slowly = async () => {
      for (let read = await reader.read(); !read.done; read = await reader.read()) await sleep(60);
    };
    await expect(slowly()).rejects.toThrow("takes too long");
    await ended();
  });

  test("with a broken stream and a line in the log when Postgres ends it", async () => {
    const error = vi.spyOn(log, "error");
    const { reader } = await firstOf(await start());
    await database.db.$queryRaw`
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'export-test' and datname = current_database() and xact_start is not null`;
    await expect(restOf(reader)).rejects.toThrow(/terminat|connection error/i);
    expect(error.mock.calls).toMatchObject([[{ request_id: "the-request" }, "export broke off"]]);
    expect(referencesOf(decoded(await restOf((await start()).getReader())))).toEqual(everyReference);
  });
});

test("two are sent at a time; the next waits until one has ended, or is told to come again", async () => {
  const turns = createTurns(2);
  const held = [await firstOf(await start({ turns })), await firstOf(await start({ turns }))];
  const refused = await start({ turns }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(AppError);
  expect(refused).toMatchObject({ code: "busy", http: 503, retryAfterSeconds: 30 });
  const waiting = start({ turns, limits: { patienceMs: 10_000 } });
  await held[0]?.reader.cancel();
  expect(referencesOf(decoded(await restOf((await waiting).getReader())))).toEqual(everyReference);
  await held[1]?.reader.cancel();
});

test("what goes wrong before the first line is thrown, and takes no turn away", async () => {
  const nowhere = createDb("postgresql://postgres@127.0.0.1:1/nothing");
  const turns = createTurns(1);
  const asked = {
    query: issueQuerySchema.parse({}),
    reader: MANAGER,
    clock: { now: new Date(), zone: "UTC" },
    signal: new AbortController().signal,
  };
  const failed = await exportIssues(nowhere, asked, { turns, log, requestId: "x" }).catch((error: unknown) => error);
  expect(isDatabaseUnreachable(failed)).toBe(true);
  await nowhere.$disconnect();
  const { reader } = await firstOf(await start({ turns }));
  await reader.cancel();
});
