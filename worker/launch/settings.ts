import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { z } from "zod";
import { parseEnv, type Env } from "@/lib/env.ts";
import { AppError } from "@/lib/errors.ts";

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];
const DEFAULT_ISSUES = 5_000;
const DEFAULT_SEED = 1;

/** What `bun run demo` is asked to show: `databaseUrl` and `gitlab` are null where it brings its own. */
export type LaunchSettings = {
  env: Env;
  databaseUrl: string | null;
  gitlab: { url: string; token: string } | null;
  /** `activity`: whether people keep editing in the demo GitLab; recordings are shown as they are. */
  demo: { issues: number; seed: number; recorded: string | null; activity: boolean };
};

/**
 * The settings of demo and dev, checked.
 * @throws AppError `bad_environment` with one line that names what is wrong.
 */
export function readLaunchSettings(source: Record<string, string | undefined>): LaunchSettings {
  const databaseUrl = presentText(source.DATABASE_URL);
  const env = parseEnv({ ...source, DATABASE_URL: databaseUrl ?? "postgresql://embedded" });
  const recorded = presentText(source.DEMO_RECORDED);
  refuseRealSignIn(env);
  return {
    env,
    databaseUrl,
    gitlab: readGitLab(env),
    demo: {
      issues: wholeNumber(source, "DEMO_ISSUES", DEFAULT_ISSUES),
      seed: wholeNumber(source, "DEMO_SEED", DEFAULT_SEED),
      recorded: recorded === null ? null : resolve(recorded),
      activity: recorded === null && presentText(source.DEMO_ACTIVITY) !== "0",
    },
  };
}

/**
 * The name of the folder under `.data/` for these settings. A database remembers which GitLab it mirrors, so another
 * source of issues (or another database) has a folder of its own and nothing mixes.
 */
export function dataFolderName(settings: LaunchSettings): string {
  const database = settings.databaseUrl === null ? [] : [`db-${digest(settings.databaseUrl)}`];
  return [sourceName(settings), ...database].join("-");
}

// As in `parseEnv`, an empty variable counts as unset.
function presentText(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? "";
  return trimmed === "" ? null : trimmed;
}

// Demo sign-in lets anyone be admin: it never stands beside a real sign-in, or where others could reach it.
function refuseRealSignIn(env: Env): void {
  if (env.GOOGLE_CLIENT_ID || env.GOOGLE_CLIENT_SECRET) {
    throw new AppError(
      "bad_environment",
      "GOOGLE_CLIENT_ID is set: demo sign-in never runs beside Google sign-in, unset it",
    );
  }
  const host = env.BETTER_AUTH_URL ? new URL(env.BETTER_AUTH_URL).hostname : "localhost";
  if (LOOPBACK.includes(host)) return;
  throw new AppError(
    "bad_environment",
    `BETTER_AUTH_URL is public (${host}): demo sign-in runs on this machine only, unset it`,
  );
}

function readGitLab(env: Env): LaunchSettings["gitlab"] {
  if (!env.GITLAB_URL) return null;
  if (!env.GITLAB_TOKEN)
    throw new AppError("bad_environment", "GITLAB_TOKEN is not set: GITLAB_URL needs a token with read_api");
  if (env.GITLAB_PROJECTS.length + env.GITLAB_GROUPS.length === 0) {
    throw new AppError(
      "bad_environment",
      "GITLAB_PROJECTS or GITLAB_GROUPS is not set: nothing of GITLAB_URL would be mirrored",
    );
  }
  return { url: env.GITLAB_URL, token: env.GITLAB_TOKEN };
}

function wholeNumber(source: Record<string, string | undefined>, name: string, fallback: number): number {
  const text = presentText(source[name]);
  if (text === null) return fallback;
  const parsed = z.coerce.number().int().min(0).max(10_000_000).safeParse(text);
  if (parsed.success) return parsed.data;
  throw new AppError("bad_environment", `${name} is wrong: a whole number from 0 to 10,000,000`);
}

function sourceName({ gitlab, demo }: LaunchSettings): string {
  if (gitlab) return `gitlab-${new URL(gitlab.url).hostname}-${digest(gitlab.url)}`;
  if (demo.recorded !== null) return `recorded-${digest(demo.recorded)}`;
  if (demo.issues === DEFAULT_ISSUES && demo.seed === DEFAULT_SEED) return "demo";
  return `demo-${demo.issues}-issues-seed-${demo.seed}`;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
