import { spawn } from "node:child_process";
import { chownSync, statSync } from "node:fs";
import { AppError, messageOf } from "@/lib/errors.ts";

/** Who the server runs as: null is the present user; Postgres refuses to be root. */
export type Account = { uid: number; gid: number } | null;

const NOBODY = { uid: 65534, gid: 65534 };

/** The account for a cluster: root hands it to whoever owns it already, or to nobody; anyone else keeps their own. */
export function chooseAccount(cluster: string): Account {
  if (process.getuid?.() !== 0) return null;
  if (process.platform !== "linux") {
    throw new AppError(
      "unavailable",
      "the embedded Postgres does not run as root here: use a normal user or set DATABASE_URL",
    );
  }
  const owner = statSync(cluster, { throwIfNoEntry: false });
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : NOBODY;
}

/** Gives a file or folder to the account. */
export function giveTo(account: Account, path: string): void {
  if (!account) return;
  try {
    chownSync(path, account.uid, account.gid);
  } catch (error) {
    throw new AppError(
      "unavailable",
      `Postgres cannot run as root and ${path} cannot be given to another user: set DATABASE_URL`,
      {
        cause: error,
      },
    );
  }
}

/** Runs a program to its end as the account; its exit code (null when it could not start) and what it wrote. */
export function runAs(
  account: Account,
  program: { path: string; args: string[]; cwd: string },
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(program.path, program.args, { cwd: program.cwd, env: serverEnvironment(), ...account });
    let output = "";
    const collect = (chunk: Buffer) => (output += chunk.toString());
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", (error) => resolve({ code: null, output: messageOf(error) }));
    child.on("close", (code) => resolve({ code, output }));
  });
}

/** Nothing of our own environment reaches the server: it may hold secrets, and PG* variables would change its mind. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const windows = process.env.SystemRoot ? { SystemRoot: process.env.SystemRoot } : {};
  return { NODE_ENV: "production", PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC", ...windows };
}
