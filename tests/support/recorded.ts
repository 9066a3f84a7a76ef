import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const FOLDER = resolve(import.meta.dirname, "../..", process.env.BACKTRAK_SHARED ?? "../shared", "gitlab");

const PRESENT = existsSync(FOLDER);
const suiteOf = PRESENT ? describe : describe.skip;

/**
 * Runs a suite that needs real GitLab payloads. They are not part of this repository: without them the suite is
 * skipped, unread, and says why.
 */
export function describeWithRecordings(name: string, suite: () => void): void {
  if (!PRESENT)
    process.stdout.write(`skipped "${name}": no payloads in ${FOLDER}; set BACKTRAK_SHARED to their place\n`);
  suiteOf(name, PRESENT ? suite : () => it("needs recorded payloads", () => expect.unreachable()));
}

/** A file or folder among the recorded payloads, such as `recordedPath("recorded", "issues.jsonl")`; null when absent. */
export function recordedPath(...parts: string[]): string | null {
  const path = resolve(FOLDER, ...parts);
  return existsSync(path) ? path : null;
}

/** Every line of a recorded `.jsonl` file. */
export function readJsonLines(...parts: string[]): unknown[] {
  return readText(parts)
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map(parseJson);
}

/** One recorded `.json` file. */
export function readJson(...parts: string[]): unknown {
  return parseJson(readText(parts));
}

function readText(parts: string[]): string {
  const path = recordedPath(...parts);
  if (path === null) throw new Error(`No recorded payload ${parts.join("/")} in ${FOLDER}`);
  return readFileSync(path, "utf8");
}

function parseJson(text: string): unknown {
  return z.unknown().parse(JSON.parse(text));
}
