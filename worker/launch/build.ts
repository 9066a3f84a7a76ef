import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { AppError } from "@/lib/errors.ts";
import { SUCCESS } from "./child.ts";
import { begin, type Stage } from "./stage.ts";
import { nextCommand, nextEnvironment } from "./web.ts";

const STAMP = ".next/backtrak-sources";
const FOLDERS = ["app", "components", "lib", "public"];
// Not tsconfig.json: `next build` itself may rewrite it, and every build would look outdated.
const FILES = /^(.*\.(ts|tsx|mjs|js)|package\.json|bun\.lock)$/;
const NOT_SOURCES = /^next-env\.d\.ts$|^(vitest|playwright|oxlint|oxfmt)\.config\./;

/** Whether the last `next build` was of the sources as they are now. */
export function buildIsCurrent(): boolean {
  return existsSync(".next/BUILD_ID") && existsSync(STAMP) && readFileSync(STAMP, "utf8") === hashSources(".");
}

/** Builds the pages for production. @throws AppError `internal` naming the log when the build fails. */
export async function buildWeb(stage: Stage): Promise<void> {
  const hash = hashSources(".");
  const build = await begin(stage, { name: "build", command: nextCommand(["build"]), env: nextEnvironment("build") });
  const ending = await build.ended;
  if (ending !== SUCCESS) {
    throw new AppError("internal", `the build failed (${ending}): see ${stage.folder.logFile("build")}`);
  }
  writeFileSync(STAMP, hash);
}

/** One hash over everything the build reads: a change of content, name or place changes it, a new date does not. */
export function hashSources(root: string): string {
  const rootFiles = readdirSync(root).filter((name) => FILES.test(name) && !NOT_SOURCES.test(name));
  const inFolders = FOLDERS.flatMap((folder) => filesBelow(root, folder));
  const hash = createHash("sha256");
  for (const path of [...rootFiles, ...inFolders, join("prisma", "schema.prisma")].toSorted()) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesBelow(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(root, join(entry.parentPath, entry.name)));
}
