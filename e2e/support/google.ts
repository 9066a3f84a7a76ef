import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { BrowserContext } from "@playwright/test";
import { withClient } from "@/lib/db/connection.ts";
import { freePort } from "@/lib/free-port.ts";
import { CLIENT_SECRET, startFakeGoogle, type FakeGoogle } from "@/tests/support/google/server.ts";
import { nextCommand, nextEnvironment } from "@/worker/launch/web.ts";
import { expect } from "./test.ts";
import type { Facts } from "./facts.ts";

const CLIENT = "client";
const DOMAIN = "acme.test";

export type GoogleSite = {
  url: string;
  google: FakeGoogle;
  meet(context: BrowserContext): Promise<void>;
  stop(): Promise<void>;
};

/** Another web process of the same build over the same database, as in production: Google's sign-in and no demo's. */
export async function startGoogleSite(stack: Facts): Promise<GoogleSite> {
  const port = await freePort(0);
  const url = `http://127.0.0.1:${port}`;
  const redirectUri = `${url}/api/auth/callback/google`;
  const google = await startFakeGoogle({ id: CLIENT, secret: CLIENT_SECRET, redirectUri });
  const web = startWeb(port, {
    DATABASE_URL: stack.database,
    BETTER_AUTH_URL: url,
    BETTER_AUTH_SECRET: "another secret than the demo's own",
    GOOGLE_CLIENT_ID: CLIENT,
    GOOGLE_CLIENT_SECRET: CLIENT_SECRET,
    ALLOWED_EMAIL_DOMAINS: DOMAIN,
    FAKE_GOOGLE: google.origin,
    LOG_LEVEL: "warn",
  });
  const isAlive = () =>
    fetch(`${url}/api/health`).then(
      ({ status }) => status,
      () => 0,
    );
  await expect.poll(isAlive, { timeout: 120_000 }).toBe(200);
  /** The browser too takes the fake for Google. */
  const meet = async (context: BrowserContext) => {
    await context.route("https://accounts.google.com/**", (route) => {
      const { pathname, search } = new URL(route.request().url());
      return route.fulfill({ status: 302, headers: { location: google.origin + pathname + search } });
    });
  };
  const stop = async () => {
    await end(web);
    await google.close();
    await withClient(stack.database, (client) =>
      client.query("delete from app_users where email like '%@' || $1", [DOMAIN]),
    );
  };
  return { url, google, meet, stop };
}

function startWeb(port: number | null, settings: Record<string, string>): ChildProcess {
  const [node = "node", ...args] = nextCommand(["start", "-p", String(port), "-H", "127.0.0.1"]);
  const env = { NODE_ENV: "production" as const, ...nextEnvironment("start"), ...settings };
  return spawn(node, ["--import", "./e2e/support/google-names.ts", ...args], {
    env,
    stdio: ["pipe", "inherit", "inherit"],
  });
}

async function end(web: ChildProcess): Promise<void> {
  if (web.exitCode !== null || web.signalCode !== null) return;
  const ended = once(web, "exit");
  web.kill("SIGTERM");
  await ended;
}
