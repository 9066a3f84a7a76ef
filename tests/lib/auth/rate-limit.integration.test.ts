import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { POST as start } from "@/app/api/auth/sign-in/social/route.ts";
import { takeTurn } from "@/lib/auth/rate-limit.ts";
import { createDb } from "@/lib/db/client.ts";
import { setStage } from "@/tests/support/google/stage.ts";
import { call } from "@/tests/support/web.ts";

const OFFICE = 300;
const RULE = { window: 60, max: 10 };
/** Early in one of the clock's minutes. */
const NINE = Date.parse("2026-11-24T09:00:05Z");

const stage = setStage();
const ask = (forwardedFor: string) => {
  const headers = { "x-forwarded-for": forwardedFor };
  return call(start, "/api/auth/sign-in/social", { method: "POST", json: { provider: "google" }, headers });
};
/** As if so many had been there in this minute already, each with an address of their own. */
const fill = () => stage().web.db.rateLimit.updateMany({ data: { count: OFFICE } });

describe("sign-ins", () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: NINE }));
  afterEach(() => vi.useRealTimers());

  test("are open to a whole office behind one address within a minute, but not to a flood", async () => {
    const statuses = new Map<number, number>();
    for (let person = 0; person <= OFFICE; person++) {
      const { status } = await ask("198.51.100.7");
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    expect(Object.fromEntries(statuses)).toEqual({ 200: OFFICE, 429: 1 });
    const refused = await ask("198.51.100.7");
    expect(refused.headers.get("retry-after")).toBe("55");
    expect(await refused.json()).toMatchObject({ code: "too_many_requests" });
    vi.setSystemTime(NINE + 55_000);
    expect((await ask("198.51.100.7")).status).toBe(200);
  });

  test("that never pause for a minute lock nobody out: each minute has turns of its own", async () => {
    for (let minute = 0; minute < 3; minute++) {
      vi.setSystemTime(NINE + minute * 60_000);
      expect((await ask("198.51.100.7")).status).toBe(200);
      await fill();
      vi.setSystemTime(NINE + minute * 60_000 + 50_000);
      expect((await ask("198.51.100.7")).status).toBe(429);
    }
  });

  test("of another address go on while one is refused", async () => {
    await ask("198.51.100.7");
    await fill();
    expect((await ask("198.51.100.7")).status).toBe(429);
    expect((await ask("203.0.113.9")).status).toBe(200);
  });

  test.each([
    ["an address put before the own one", "203.0.113.9, 198.51.100.7, 10.0.0.1"],
    ["a proxy's address put before the own one", "10.0.0.9, 198.51.100.7, 10.0.0.1"],
    ["rubbish before the own one", "unknown, 198.51.100.7, 10.0.0.1"],
  ])("through trusted proxies are counted by the address that came to them: %s does not help", async (_, chain) => {
    stage().web.restart({ TRUSTED_PROXIES: "10.0.0.0/8" });
    await ask("198.51.100.7, 10.0.0.1");
    await fill();
    expect((await ask(chain)).status).toBe(429);
    expect((await ask("198.51.100.8, 10.0.0.1")).status).toBe(200);
    stage().web.restart();
  });

  test("that come through several addresses of one IPv6 network are counted as one", async () => {
    await ask("2001:db8:1:2::1");
    await fill();
    expect((await ask("2001:db8:1:2:ffff::9")).status).toBe(429);
    expect((await ask("2001:db8:1:3::1")).status).toBe(200);
  });
});

test("two processes share the turns, also where all come at once", async () => {
  const { db, env } = stage().web;
  const other = createDb(env.DATABASE_URL);
  const turns = await Promise.all(
    Array.from({ length: 40 }, (_, at) => takeTurn(at % 2 === 0 ? db : other, "a key", RULE, NINE)),
  );
  await other.$disconnect();
  expect(turns.filter(({ allowed }) => allowed)).toHaveLength(RULE.max);
});

test("what was counted an hour ago is forgotten", async () => {
  const { db } = stage().web;
  await takeTurn(db, "a key", RULE, NINE);
  await takeTurn(db, "another key", RULE, NINE + 3_600_001);
  expect((await db.rateLimit.findMany()).map(({ key }) => key.split("|")[0])).toEqual(["another key"]);
});
