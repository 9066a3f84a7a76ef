import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { AppError } from "@/lib/errors.ts";
import { giveTo, runAs, type Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";

const connectionSchema = z.object({ password: z.string().min(1), port: z.int().min(1).max(65_535).nullable() });

/** What must be known to reach the server of a data folder; the port is null until it has run once. */
export type Connection = z.infer<typeof connectionSchema>;

/** The folders and files of one data folder. */
export type Layout = { dataDir: string; cluster: string; connection: string; log: string };

/** Where things lie in a data folder. */
export function layoutOf(dataDir: string): Layout {
  const inside = (name: string) => join(dataDir, name);
  return { dataDir, cluster: inside("cluster"), connection: inside("connection.json"), log: inside("postgres.log") };
}

/** Creates the cluster when there is none; a creation that was interrupted is begun anew. */
export async function prepareCluster(layout: Layout, server: { account: Account; binaries: Binaries }): Promise<void> {
  if (existsSync(layout.cluster)) return;
  const unfinished = join(layout.dataDir, "cluster.new");
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  giveTo(server.account, unfinished);
  const password = randomBytes(24).toString("base64url");
  await initialise(layout, { ...server, password, cluster: unfinished });
  writeConnection(layout, { password, port: null });
  renameSync(unfinished, layout.cluster);
}

/**
 * The password and port of a data folder.
 * @throws AppError `unavailable` when its file is missing or damaged.
 */
export function readConnection(layout: Layout): Connection {
  try {
    return connectionSchema.parse(JSON.parse(readFileSync(layout.connection, "utf8")));
  } catch (error) {
    throw new AppError("unavailable", `${layout.connection} cannot be read: delete ${layout.dataDir} to start over`, {
      cause: error,
    });
  }
}

/** Keeps the password and port, readable by the present user alone. */
export function writeConnection(layout: Layout, connection: Connection): void {
  writeFileSync(`${layout.connection}.new`, JSON.stringify(connection), { mode: 0o600 });
  renameSync(`${layout.connection}.new`, layout.connection);
}

/** How the server is told its folder: as root's parents may be closed to it, by the folder it was started in. */
export function dataArgument(account: Account, cluster: string): string {
  return account ? "/proc/self/cwd" : cluster;
}

type Creation = { account: Account; binaries: Binaries; password: string; cluster: string };

// The built-in C.UTF-8 knows Unicode's letters without any locale of the machine: the same order everywhere.
async function initialise(layout: Layout, { account, binaries, password, cluster }: Creation): Promise<void> {
  const passwordFile = join(layout.dataDir, "password.new");
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveTo(account, passwordFile);
  const args = [
    "-D",
    dataArgument(account, cluster),
    "-U",
    "postgres",
    "-A",
    "scram-sha-256",
    "--pwfile=../password.new",
  ];
  args.push("-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-sync");
  const { code, output } = await runAs(account, { path: binaries.initdb, args, cwd: cluster });
  rmSync(passwordFile, { force: true });
  if (code === 0) return;
  throw new AppError(
    "unavailable",
    `the embedded Postgres could not be created in ${layout.dataDir}: ${lastLine(output)}`,
  );
}

function lastLine(text: string): string {
  return (
    text
      .trim()
      .split("\n")
      .findLast((line) => /error|fatal|could not/i.test(line)) ?? text.trim().slice(-300)
  );
}
