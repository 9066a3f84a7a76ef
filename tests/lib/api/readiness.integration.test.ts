import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { GET as getReady } from "@/app/api/health/ready/route.ts";
import { webContext } from "@/lib/api/context.ts";
import { startWeb } from "@/lib/api/start.ts";
import { call, openWeb, ORIGIN, type Web } from "@/tests/support/web.ts";

const NOWHERE = "postgresql://postgres@127.0.0.1:1/nothing";
let web: Web;
beforeAll(async () => {
  web = await openWeb({ WORKER_HEARTBEAT_SECONDS: "10" });
});
afterEach(() => web.restart());
afterAll(() => web.close());

const ask = (headers: Record<string, string> = {}) => call(getReady, "/api/health/ready", { headers });

describe("the web process is ready", () => {
  beforeEach(() => web.db.worker.deleteMany());

  const beat = (secondsAgo: number, revokedAt: Date | null = null) =>
    web.db.$executeRaw`
      insert into workers (id, host, pid, heartbeat_at, revoked_at)
      values (gen_random_uuid(), 'test', 1, now() - make_interval(secs => ${secondsAgo}), ${revokedAt})`;

  test("when the database is migrated and a worker was heard within three heartbeats", async () => {
    await beat(29);
    const response = await ask();
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ ready: true, database: "reachable", migrations: "done", worker: "alive" });
  });

  test("not without a worker, with a silent one or with a revoked one", async () => {
    const silent = { ready: false, database: "reachable", migrations: "done", worker: "silent" };
    expect(await (await ask()).json()).toEqual(silent);
    await beat(31);
    expect(await (await ask()).json()).toEqual(silent);
    await beat(0, new Date());
    expect(await (await ask()).json()).toEqual(silent);
  });

  test("not while migrations are pending", async () => {
    const finished = await withoutNewestMigration();
    const response = await ask();
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ ready: false, migrations: "pending", worker: "unknown" });
    await finished();
  });

  test("not while the database is away, which is an answer and no failure", async () => {
    web.restart({ DATABASE_URL: NOWHERE });
    const response = await ask();
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ ready: false, database: "unreachable" });
  });
});

describe("who may ask", () => {
  test("needs the token where one is set", async () => {
    web.restart({ METRICS_TOKEN: "a-token-of-the-monitor" });
    expect((await ask()).status).toBe(401);
    expect((await ask({ authorization: "Bearer a-token-of-the-monitoR" })).status).toBe(401);
    expect((await ask({ authorization: "Bearer a-token-of-the-monitor" })).status).toBe(503);
  });

  test("is nobody where none is set and the product is public", async () => {
    web.restart({ BACKTRAK_DEMO: "0", BETTER_AUTH_URL: "https://backtrak.example" });
    expect((await ask()).status).toBe(401);
    expect((await ask({ authorization: "Bearer " })).status).toBe(401);
  });
});

describe("at its start the web process", () => {
  const settings = (changed: Record<string, string> = {}) => ({
    DATABASE_URL: web.env.DATABASE_URL,
    BETTER_AUTH_SECRET: "a secret of thirty-two characters",
    BETTER_AUTH_URL: ORIGIN,
    LOG_LEVEL: "silent",
    ...changed,
  });

  /** What it wrote before it ended, null when it started. */
  async function start(changed: Record<string, string>): Promise<string | null> {
    const exit = vi.spyOn(process, "exit").mockImplementation(() => undefined as never);
    const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    await startWeb(settings(changed));
    await webContext().db.$disconnect();
    const written = write.mock.calls.map(([text]) => String(text)).join("");
    const ended = exit.mock.calls.length > 0;
    vi.restoreAllMocks();
    return ended ? written : null;
  }

  test("ends with one line when the database mirrors another GitLab", async () => {
    expect(await start({ GITLAB_URL: "https://gitlab.one" })).toBeNull();
    expect(await start({ GITLAB_URL: "https://gitlab.one/" })).toBeNull();
    expect(await start({ GITLAB_URL: "https://gitlab.two" })).toMatch(
      /^Backtrak \(web\) cannot start: .*gitlab\.one.*gitlab\.two.*\n$/,
    );
  });

  test("ends with one line that names a wrong setting", async () => {
    expect(await start({ PORT: "many" })).toMatch(/^Backtrak \(web\) cannot start: PORT .*\n$/);
    expect(await start({ BETTER_AUTH_SECRET: "" })).toBe(
      "Backtrak (web) cannot start: BETTER_AUTH_SECRET is not set\n",
    );
  });

  test("goes on while the database is away or not migrated", async () => {
    expect(await start({ DATABASE_URL: NOWHERE, GITLAB_URL: "https://gitlab.one" })).toBeNull();
    const finished = await withoutNewestMigration();
    expect(await start({ GITLAB_URL: "https://gitlab.two" })).toBeNull();
    await finished();
  });
});

/** Makes the database look as if its newest migration were still to be run; what it answers makes it whole again. */
async function withoutNewestMigration(): Promise<() => Promise<unknown>> {
  await web.db.$executeRaw`
    update _prisma_migrations set finished_at = null
    where migration_name = (select max(migration_name) from _prisma_migrations)`;
  return () => web.db.$executeRaw`update _prisma_migrations set finished_at = now() where finished_at is null`;
}
