import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createDb, type Db } from "@/lib/db/client.ts";
import type { Gate } from "@/lib/gitlab/gate.ts";
import { createGitLab, type GitLab } from "@/lib/gitlab/client.ts";
import { createLog } from "@/lib/log.ts";
import { createGate, readGitlabState } from "@/lib/sync/gitlab-state.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";

const LIMITED = { code: "gitlab_rate_limited", retry: "later" };
const REFUSED = { code: "gitlab_unauthorized", retry: "later" };
const RATE = { "ratelimit-limit": "2000", "ratelimit-remaining": "12", "ratelimit-reset": "1772971260" };

let database: TestDatabase;
let peerDb: Db;
let gate: Gate;
/** The gate of another process: it shares nothing with ours but the database. */
let peer: Gate;
beforeEach(async () => {
  database = await createTestDatabase();
  peerDb = createDb(database.url, { max: 5 });
  gate = createGate(database.db);
  peer = createGate(peerDb);
});
afterEach(async () => {
  await peerDb.$disconnect();
  await database.close();
});

const enter = (which: Gate) => which.enter(undefined);
const state = () => readGitlabState(database.db);
const secondsUntil = async () => {
  const { pause } = await state();
  return (Date.parse(pause?.until ?? "") - Date.now()) / 1_000;
};

/** Lets the database's clock run on, for the pause. */
async function passTime(seconds: number): Promise<void> {
  await database.db.$executeRaw`
    update gitlab_state set paused_until = paused_until - ${seconds}::int * interval '1 second'`;
}

/** What another process changed is known to a gate half a second later. */
const untilKnown = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 5_000, interval: 50 });

describe("a rate limit", () => {
  test("of one process holds for it at once and for the others soon, as long as GitLab asked", async () => {
    await enter(peer);
    await gate.limited(90, "GitLab asked to wait at /projects/1");
    await expect(enter(gate)).rejects.toMatchObject({ ...LIMITED, retryAfterSeconds: 90 });
    await untilKnown(() => expect(enter(peer)).rejects.toMatchObject(LIMITED));
    expect((await state()).pause).toMatchObject({
      kind: "rate_limited",
      message: "GitLab asked to wait at /projects/1",
    });
    expect(await secondsUntil()).toBeGreaterThan(80);
    expect(await secondsUntil()).toBeLessThan(95);
  });

  test.each([
    [undefined, 60],
    [99_999, 900],
    [1, 1],
  ])("of %s s pauses for %i s", async (asked, seconds) => {
    await gate.limited(asked, "wait");
    const [row] = await database.db.gitlabState.findMany();
    const pausedMs = (row?.pausedUntil?.getTime() ?? 0) - (row?.pausedSince?.getTime() ?? 0);
    expect(Math.round(pausedMs / 1_000)).toBe(seconds);
  });

  test("only ever gets longer", async () => {
    await gate.limited(600, "long");
    const since = (await state()).pause?.since;
    await peer.limited(5, "short");
    expect(await secondsUntil()).toBeGreaterThan(590);
    await peer.limited(800, "longer");
    expect(await secondsUntil()).toBeGreaterThan(790);
    expect((await state()).pause?.since).toBe(since);
  });

  test("that has run out lets requests through, is not shown, and is forgotten with the next answer", async () => {
    await gate.limited(90, "wait");
    await passTime(91);
    expect((await state()).pause).toBeNull();
    await enter(peer);
    await peer.answered(new Headers());
    expect(await database.db.gitlabState.findFirst()).toMatchObject({ pause: null, pausedUntil: null });
  });

  test("is not ended by answers to what was sent before it", async () => {
    await Promise.all([enter(gate), enter(peer)]);
    await gate.limited(90, "wait");
    await Promise.all([gate.answered(new Headers()), peer.answered(new Headers())]);
    expect((await state()).pause).toMatchObject({ kind: "rate_limited" });
  });

  test("of which less than a second is left is waited for, and no longer than the caller wants", async () => {
    await gate.limited(0.3, "wait");
    const startedAt = performance.now();
    await enter(gate);
    expect(performance.now() - startedAt).toBeGreaterThan(250);
    await gate.limited(0.9, "wait");
    await expect(gate.enter(AbortSignal.timeout(20))).rejects.toThrow(/abort/i);
  });

  test("is kept to by the process itself when it cannot be written", async () => {
    const alone = createGate(peerDb, createLog("test", "silent"));
    await enter(alone);
    await peerDb.$executeRaw`alter table gitlab_state rename to gitlab_state_away`;
    await alone.limited(90, "wait");
    await expect(enter(alone)).rejects.toMatchObject(LIMITED);
    await peerDb.$executeRaw`alter table gitlab_state_away rename to gitlab_state`;
    await enter(gate);
  });
});

describe("a refused token", () => {
  test("stops every process for five minutes", async () => {
    await gate.refused("GitLab refused the token at /projects/1: 401 Unauthorized");
    await expect(enter(gate)).rejects.toMatchObject({ ...REFUSED, retryAfterSeconds: 300 });
    await untilKnown(() => expect(enter(peer)).rejects.toMatchObject(REFUSED));
    await passTime(295);
    const fresh = createGate(peerDb);
    await expect(enter(fresh)).rejects.toMatchObject({ ...REFUSED, retryAfterSeconds: 5 });
  });

  test("is tried again by one request of all processes, and that is answered: everyone goes on", async () => {
    await gate.refused("refused");
    await passTime(300);
    const gates = [peer, ...[peerDb, peerDb, database.db].map((db) => createGate(db))];
    const callers = gates.flatMap((each) => Array.from({ length: 10 }, () => each));
    const results = await Promise.allSettled(callers.map(enter));
    const through = callers.filter((_, index) => results[index]?.status === "fulfilled");
    expect(through).toHaveLength(1);
    const reasons = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
    for (const reason of reasons) expect(reason).toMatchObject(REFUSED);
    await through[0]?.answered(new Headers());
    expect((await state()).pause).toBeNull();
    for (const each of gates) await untilKnown(() => enter(each));
  });

  test("that is refused again stays stopped, since the first time, and shown although the time is over", async () => {
    await gate.refused("refused");
    const since = (await state()).pause?.since;
    for (const _ of [1, 2]) {
      await passTime(301);
      expect((await state()).pause).toMatchObject({ kind: "unauthorized", since });
      const prober = createGate(peerDb);
      await enter(prober);
      await prober.refused("refused again");
      await expect(enter(prober)).rejects.toMatchObject({ ...REFUSED, retryAfterSeconds: 300 });
    }
    expect((await state()).pause).toMatchObject({ since, message: "refused again" });
    expect(await secondsUntil()).toBeGreaterThan(290);
  });

  test("whose probe is lost is tried again after five more minutes", async () => {
    await gate.refused("refused");
    await passTime(301);
    await enter(createGate(peerDb));
    await expect(enter(createGate(peerDb))).rejects.toMatchObject(REFUSED);
    await passTime(301);
    await enter(createGate(peerDb));
  });

  test("makes those who miss the probe wait for its answer, not for the next one", async () => {
    await gate.refused("refused");
    await passTime(301);
    const both = createGate(peerDb);
    const results = await Promise.allSettled([enter(both), enter(both)]);
    const [missed] = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
    expect(missed).toMatchObject({ ...REFUSED, retryAfterSeconds: 30 });
  });

  test("is not taken for accepted because of an answer to what was sent before", async () => {
    await Promise.all([enter(gate), enter(peer)]);
    await gate.refused("refused");
    await Promise.all([gate.answered(new Headers()), peer.answered(new Headers())]);
    expect((await state()).pause).toMatchObject({ kind: "unauthorized" });
  });

  test("is not hidden by a rate limit, and a rate limit not cut short by it", async () => {
    await gate.refused("refused");
    await peer.limited(800, "wait");
    expect((await state()).pause).toMatchObject({ kind: "unauthorized", message: "refused" });
    expect(await secondsUntil()).toBeGreaterThan(790);
  });
});

describe("what GitLab tells of its limit", () => {
  test("is kept, but not with each answer", async () => {
    await enter(gate);
    await gate.answered(new Headers(RATE));
    await gate.answered(new Headers({ ...RATE, "ratelimit-remaining": "11" }));
    const { rate, pause } = await state();
    expect(rate).toMatchObject({ limit: 2_000, remaining: 12, reset_at: "2026-03-08T12:01:00.000Z" });
    expect(Math.abs(Date.parse(rate?.seen_at ?? "") - Date.now())).toBeLessThan(10_000);
    expect(pause).toBeNull();
  });

  test("is nothing where it tells nothing", async () => {
    await gate.answered(new Headers());
    expect(await state()).toEqual({ pause: null, rate: null });
  });

  test.each([
    [20, 20],
    [3_600, 60],
  ])("pauses everyone when nothing is left for %i s, for %i s", async (seconds, paused) => {
    const date = new Date(1_772_971_260_000 - seconds * 1_000).toUTCString();
    await gate.answered(new Headers({ ...RATE, "ratelimit-remaining": "0", date }));
    await expect(enter(gate)).rejects.toMatchObject({ ...LIMITED, retryAfterSeconds: paused });
    await expect(enter(createGate(peerDb))).rejects.toMatchObject(LIMITED);
  });

  test("does not break the request that was answered when it cannot be kept", async () => {
    const quiet = createGate(peerDb, createLog("test", "silent"));
    await peerDb.$executeRaw`alter table gitlab_state rename to gitlab_state_away`;
    await quiet.answered(new Headers(RATE));
    await quiet.refused("refused");
    await expect(enter(quiet)).rejects.toMatchObject(REFUSED);
  });
});

test("two processes that ask one GitLab keep to its words together, and the token's probe is one request", async () => {
  let answer = () => new Response("Retry later", { status: 429, headers: { "retry-after": "600" } });
  let held = Promise.resolve();
  let asked = 0;
  const fetchOnce = async () => {
    asked += 1;
    await held;
    return answer();
  };
  const settings = { baseUrl: "https://gitlab.test", token: "glpat-test", concurrency: 4, fetch: fetchOnce };
  const log = createLog("test", "silent");
  const clientOf = (db: Db) => createGitLab({ ...settings, log, gate: createGate(db) });
  const askThrice = (gitlab: GitLab) => [1, 2, 3].map((id) => gitlab.project(id));
  const askAll = () => [database.db, peerDb].flatMap((db) => askThrice(clientOf(db)));

  await expect(clientOf(database.db).project(1)).rejects.toMatchObject({ ...LIMITED, retryAfterSeconds: 600 });
  for (const result of await Promise.allSettled(askAll()))
    expect(result).toMatchObject({ status: "rejected", reason: LIMITED });
  expect(asked).toBe(1);

  answer = () => Response.json({ message: "401 Unauthorized" }, { status: 401 });
  await passTime(601);
  await expect(clientOf(peerDb).project(1)).rejects.toMatchObject(REFUSED);
  for (const result of await Promise.allSettled(askAll()))
    expect(result).toMatchObject({ status: "rejected", reason: REFUSED });
  expect(asked).toBe(2);

  answer = () => Response.json({ message: "404 Project Not Found" }, { status: 404 });
  const { promise, resolve: letGo } = Promise.withResolvers<void>();
  held = promise;
  await passTime(301);
  const codes: unknown[] = [];
  const all = askAll().map((one) => one.catch((error: unknown) => codes.push(Reflect.get(Object(error), "code"))));
  await vi.waitFor(() => expect(codes).toHaveLength(5));
  expect(asked).toBe(3);
  letGo();
  await Promise.all(all);
  expect(new Set(codes.slice(0, 5))).toEqual(new Set(["gitlab_unauthorized"]));
  expect(codes.at(5)).toBe("gitlab_not_found");
  expect((await state()).pause).toBeNull();
});

test("a gate asks the database about twice a second, however many requests go through it", async () => {
  const reads = vi.spyOn(peerDb, "$queryRaw");
  const startedAt = performance.now();
  for (let count = 0; count < 200; count += 1) await enter(peer);
  await Promise.all(Array.from({ length: 200 }, () => enter(peer)));
  const seconds = (performance.now() - startedAt) / 1_000;
  expect(reads.mock.calls.length).toBeLessThanOrEqual(1 + Math.ceil(seconds * 2));
});
