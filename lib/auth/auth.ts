import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { webContext, type WebContext } from "@/lib/api/context.ts";
import { ownOrigins } from "@/lib/api/origin.ts";
import { requireEnv } from "@/lib/env.ts";
import type { Log } from "@/lib/log.ts";
import { demoSignIn } from "./demo.ts";
import { admitIdentity, googleProvider } from "./google.ts";
import { databaseHooks } from "./hooks.ts";
import { rateLimitStorage } from "./rate-limit.ts";

const DAY_SECONDS = 86_400;
const IDLE_SECONDS = 7 * DAY_SECONDS;
/** An office signs in from one address, all at nine o'clock. There is no password to guess: this only spares the database. */
const OFFICE = { window: 60, max: 300 };

/** Not used, so not there. Only the doors under `app/api/auth` reach better-auth; this is the lock behind them. */
const DISABLED_PATHS = [
  "/account-info",
  "/change-email",
  "/change-password",
  "/delete-user",
  "/delete-user/callback",
  "/error",
  "/get-access-token",
  "/get-session",
  "/link-social",
  "/list-accounts",
  "/list-sessions",
  "/ok",
  "/refresh-token",
  "/request-password-reset",
  "/reset-password",
  "/revoke-other-sessions",
  "/revoke-session",
  "/revoke-sessions",
  "/send-verification-email",
  "/sign-in/email",
  "/sign-up/email",
  "/unlink-account",
  "/update-session",
  "/update-user",
  "/verify-email",
  "/verify-password",
];

export type Auth = ReturnType<typeof createAuth>;

const made = new WeakMap<WebContext, Auth>();

/** The web process's better-auth, made when first asked for. */
export function webAuth(): Auth {
  const context = webContext();
  const auth = made.get(context) ?? createAuth(context);
  made.set(context, auth);
  return auth;
}

/**
 * better-auth over our tables: Google only, sessions in Postgres, read afresh on each request.
 * @throws AppError `bad_environment` without a secret or a public address
 */
export function createAuth({ env, db, log }: WebContext) {
  const { BETTER_AUTH_SECRET, BETTER_AUTH_URL } = requireEnv(env, ["BETTER_AUTH_SECRET", "BETTER_AUTH_URL"]);
  return betterAuth({
    appName: "Backtrak",
    secret: BETTER_AUTH_SECRET,
    baseURL: BETTER_AUTH_URL,
    trustedOrigins: ownOrigins(env),
    database: prismaAdapter(db, { provider: "postgresql", transaction: true }),
    user: {
      modelName: "appUser",
      validateUserInfo: admitIdentity(env, db),
      additionalFields: {
        role: { type: "string", input: false, required: false },
        deactivatedAt: { type: "date", input: false, required: false },
      },
    },
    session: {
      expiresIn: IDLE_SECONDS,
      updateAge: DAY_SECONDS,
      cookieCache: { enabled: false },
      additionalFields: { hostedDomain: { type: "string", input: false, required: false } },
    },
    account: { updateAccountOnSignIn: false, accountLinking: { trustedProviders: [] } },
    socialProviders: googleProvider(env),
    plugins: [demoSignIn(env.BACKTRAK_DEMO)],
    databaseHooks: databaseHooks(env, db),
    disabledPaths: DISABLED_PATHS,
    onAPIError: {
      errorURL: "/sign-in",
      onError: (error) => log.warn({ from: "better-auth", err: error }, "a sign-in or sign-out was refused"),
    },
    rateLimit: { enabled: true, ...OFFICE, customRules: { "/sign-in/*": OFFICE }, customStorage: rateLimitStorage(db) },
    telemetry: { enabled: false },
    advanced: {
      cookiePrefix: "backtrak",
      useSecureCookies: BETTER_AUTH_URL.startsWith("https:"),
      database: { generateId: "uuid" },
      ipAddress: { trustedProxies: env.TRUSTED_PROXIES },
    },
    logger: loggerOf(log),
  });
}

function loggerOf(log: Log) {
  return {
    level: "warn" as const,
    log: (level: "debug" | "info" | "success" | "warn" | "error", message: string) =>
      log[level === "success" ? "info" : level]({ from: "better-auth" }, message),
  };
}
