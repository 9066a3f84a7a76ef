import { z } from "zod";
import { AppError } from "./errors.ts";
import { isPlainDate } from "./time.ts";

const MIN_SIGNING_KEY_BYTES = 24;
const MOST_QUOTED_CHARACTERS = 20;

const list = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  );

const addressList = list.refine(
  (parts) => z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])).safeParse(parts).success,
  "must be addresses or ranges such as 10.0.0.0/8, separated by commas",
);
const lowerCaseList = list.transform((parts) => parts.map((part) => part.toLowerCase()));
const optionalText = z.string().trim().min(1).optional();
const count = (fallback: number, min: number, max: number) =>
  z.coerce.number().int().min(min).max(max).default(fallback);

const timeZone = z
  .string()
  .default("UTC")
  .refine((zone) => isTimeZone(zone), "is not an IANA time zone such as Europe/Berlin");

/** Plain dates in order, each once. A date is no secret: the line says which is wrong, cut short and quoted. */
const plainDates = list.transform((parts, context) => {
  const wrong = parts.find((part) => !isPlainDate(part));
  if (wrong === undefined) return [...new Set(parts)].sort();
  const quoted = JSON.stringify(wrong.slice(0, MOST_QUOTED_CHARACTERS));
  context.addIssue({ code: "custom", message: `has ${quoted}, which is not a day such as 2026-12-25` });
  return z.NEVER;
});

const httpUrl = z
  .string()
  .refine((text) => isPlainHttpUrl(text), "must be an http(s) address without user or password")
  .transform((text) => text.replace(/\/+$/, ""));

/** As GitLab shows it: `whsec_` and the key in base64 (standardwebhooks.com asks for 24 bytes or more). */
const signingToken = z
  .string()
  .trim()
  .refine((text) => isSigningToken(text), "must be whsec_ and at least 24 bytes in base64");

/** Every setting of both processes, with its default (README, "Settings"). */
const envSchema = z.object({
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, "must start with postgresql://"),
  PORT: count(3000, 0, 65_535),
  GITLAB_URL: httpUrl.optional(),
  GITLAB_TOKEN: optionalText,
  GITLAB_PROJECTS: list,
  GITLAB_GROUPS: list,
  GITLAB_WEBHOOK_SECRET: z.string().trim().min(1, "must not be empty").optional(),
  GITLAB_WEBHOOK_SECRET_PREVIOUS: optionalText,
  GITLAB_WEBHOOK_SIGNING_TOKEN: signingToken.optional(),
  GITLAB_WEBHOOK_SIGNING_TOKEN_PREVIOUS: signingToken.optional(),
  BOOTSTRAP_CLOSED_DAYS: z.union([z.literal("all"), z.coerce.number().int().min(0).max(36_500)]).default(200),
  POLL_INTERVAL_MINUTES: count(5, 1, 1_440),
  RECONCILE_CRON: z
    .string()
    .trim()
    .regex(/^\S+(\s+\S+){4}$/, "must be five fields, such as 0 3 * * *")
    .default("0 3 * * *"),
  GITLAB_CONCURRENCY: count(4, 1, 32),
  WORKER_HEARTBEAT_SECONDS: count(15, 1, 600),
  BETTER_AUTH_SECRET: z.string().min(16, "must have at least 16 characters").optional(),
  BETTER_AUTH_URL: httpUrl.optional(),
  TRUSTED_PROXIES: addressList,
  GOOGLE_CLIENT_ID: optionalText,
  GOOGLE_CLIENT_SECRET: optionalText,
  ALLOWED_EMAIL_DOMAINS: lowerCaseList,
  ADMIN_EMAILS: lowerCaseList,
  ORG_TIMEZONE: timeZone,
  HOLIDAYS: plainDates,
  METRICS_TOKEN: optionalText,
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  BACKTRAK_DEMO: z.stringbool().default(false),
});

export type Env = z.infer<typeof envSchema>;

/** Who names one of these means to be protected by it: empty, it is a mistake. */
const NEVER_EMPTY = ["GITLAB_WEBHOOK_SECRET", "GITLAB_WEBHOOK_SIGNING_TOKEN"];

/**
 * The settings, checked. An empty variable counts as unset, but for the secrets of the webhook.
 * @throws AppError `bad_environment` with one line that names each wrong variable, never a secret's value.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const present = Object.fromEntries(
    Object.entries(source).filter(
      ([name, value]) => value !== undefined && (value.trim() !== "" || NEVER_EMPTY.includes(name)),
    ),
  );
  const parsed = envSchema.safeParse(present);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => ({
    field: issue.path.join("."),
    message: faultWords(issue, present),
  }));
  throw new AppError("bad_environment", faults.map((fault) => `${fault.field} ${fault.message}`).join("; "), {
    faults,
  });
}

function faultWords(issue: z.core.$ZodIssue, present: Record<string, string | undefined>): string {
  if (present[String(issue.path[0])] === undefined) return "is not set";
  return issue.message.replace(/^Invalid input: /, "is wrong: ").replace(/^Too (small|big): /, "is wrong: ");
}

type With<K extends keyof Env> = Env & { [P in K]-?: NonNullable<Env[P]> };

/**
 * The settings, with those that a process cannot do without no longer optional.
 * @throws AppError `bad_environment` naming those that are missing.
 */
export function requireEnv<K extends keyof Env>(env: Env, names: readonly K[]): With<K> {
  if (hasAll(env, names)) return env;
  const missing = names.filter((name) => env[name] === undefined);
  throw new AppError("bad_environment", missing.map((name) => `${name} is not set`).join("; "));
}

function hasAll<K extends keyof Env>(env: Env, names: readonly K[]): env is With<K> {
  return names.every((name) => env[name] !== undefined);
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function isSigningToken(text: string): boolean {
  const [, key] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  return key !== undefined && Buffer.from(key, "base64").length >= MIN_SIGNING_KEY_BYTES;
}

function isPlainHttpUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
}
