import { z } from "zod";
import { AppError, messageOf } from "@/lib/errors.ts";
import { startDemoGitLab, type DemoGitLabOptions } from "@/lib/gitlab/demo/server.ts";
import { createLog } from "@/lib/log.ts";

const settingsSchema = z.object({
  DEMO_GITLAB_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  GITLAB_TOKEN: z.string().min(1),
  DEMO_ISSUES: z.coerce.number().int().min(0).max(2_000_000).default(5_000),
  DEMO_SEED: z.coerce.number().int().default(1),
  DEMO_RECORDED: z.string().optional(),
  DEMO_DATA_DIR: z.string().optional(),
  DEMO_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
  GITLAB_WEBHOOK_SECRET: z.string().default(""),
  DEMO_ACTIVITY: z.stringbool().default(false),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("warn"),
  BACKTRAK_TETHER: z.string().optional(),
});
type Settings = z.output<typeof settingsSchema>;

try {
  await run(readSettings({ ...process.env, ...readArguments(process.argv.slice(2)) }));
} catch (error) {
  process.stderr.write(`demo GitLab: ${messageOf(error)}\n`);
  process.exit(1);
}

/** Runs the demo GitLab until SIGTERM or SIGINT, or, tethered, until whoever started it is gone. */
async function run(settings: Settings): Promise<void> {
  const gitlab = await startDemoGitLab(optionsOf(settings));
  process.stdout.write(`${JSON.stringify({ ready: true, url: gitlab.url })}\n`);
  const stop = () => void gitlab.close().then(() => process.exit(0));
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  if (settings.BACKTRAK_TETHER === "1") process.stdin.on("end", stop).on("error", stop).resume();
}

function optionsOf(settings: Settings): DemoGitLabOptions {
  const { DEMO_WEBHOOK_URL: url, GITLAB_WEBHOOK_SECRET: secret } = settings;
  return {
    port: settings.DEMO_GITLAB_PORT,
    token: settings.GITLAB_TOKEN,
    seed: settings.DEMO_SEED,
    issues: settings.DEMO_ISSUES,
    recorded: settings.DEMO_RECORDED,
    dataDir: settings.DEMO_DATA_DIR,
    webhook: url === undefined ? undefined : { url, secret },
    activity: settings.DEMO_ACTIVITY,
    log: createLog("demo-gitlab", settings.LOG_LEVEL),
  };
}

/** An empty variable counts as unset. @throws AppError `bad_environment`, one line that names each wrong one. */
function readSettings(source: Record<string, string | undefined>): Settings {
  const parsed = settingsSchema.safeParse(
    Object.fromEntries(Object.entries(source).filter(([, value]) => value !== "")),
  );
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return source[name] ? `${name} is wrong: ${issue.message}` : `${name} is not set`;
  });
  throw new AppError("bad_environment", faults.join("; "));
}

/** `NAME=value` arguments stand above the environment. */
function readArguments(args: readonly string[]): Record<string, string> {
  const pairs = args.map((argument): [string, string] => {
    const [name = "", ...value] = argument.split("=");
    if (!(name in settingsSchema.shape))
      throw new AppError("bad_environment", `${name} is no setting of the demo GitLab`);
    return [name, value.join("=")];
  });
  return Object.fromEntries(pairs);
}
