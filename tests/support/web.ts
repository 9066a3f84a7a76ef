import { startWebContext, type WebContext } from "@/lib/api/context.ts";
import type { Route } from "@/lib/api/route.ts";
import type { Role } from "@/lib/auth/access.ts";
import { POST as signInDemo } from "@/app/api/demo/sign-in/route.ts";
import { createTestDatabase } from "./database.ts";

export const ORIGIN = "http://localhost:3000";

export type Web = WebContext & {
  /** The same database under other settings, as after a restart; without any it is the demo again. */
  restart(settings?: Record<string, string>): void;
  close(): Promise<void>;
};

type CallOptions = {
  method?: string;
  cookie?: string;
  headers?: Record<string, string>;
  json?: unknown;
  params?: Record<string, string>;
};

const SETTINGS = {
  BETTER_AUTH_SECRET: "a secret of thirty-two characters",
  BETTER_AUTH_URL: ORIGIN,
  BACKTRAK_DEMO: "1",
  LOG_LEVEL: "silent",
};

/** The web process's context over a database of its own, as a demo unless the settings say otherwise. */
export async function openWeb(settings: Record<string, string> = {}): Promise<Web> {
  const database = await createTestDatabase();
  const started: WebContext[] = [];
  const start = (changed: Record<string, string>) => {
    const context = startWebContext({ DATABASE_URL: database.url, ...SETTINGS, ...settings, ...changed });
    started.push(context);
    return context;
  };
  const close = async () => {
    await Promise.all(started.flatMap(({ db, deliveryDb }) => [db.$disconnect(), deliveryDb.$disconnect()]));
    await database.close();
  };
  return { ...start({}), restart: (changed = {}) => void start(changed), close };
}

/** Calls a route as Next would. A change comes from our own origin, with a JSON body. */
export async function call(route: Route, path: string, options: CallOptions = {}): Promise<Response> {
  const headers = new Headers(options.headers);
  if (options.cookie !== undefined) headers.set("cookie", options.cookie);
  const init: RequestInit = { method: options.method ?? "GET", headers };
  if (options.json !== undefined) {
    headers.set("content-type", "application/json");
    if (!headers.has("origin")) headers.set("origin", ORIGIN);
    init.body = JSON.stringify(options.json);
  }
  return route(new Request(`${ORIGIN}${path}`, init), { params: Promise.resolve(options.params ?? {}) });
}

/** Signs in as the demo's person of a role; the cookie that a browser would send from then on. */
export async function signIn(role: Role): Promise<string> {
  const response = await call(signInDemo, "/api/demo/sign-in", { method: "POST", json: { role } });
  if (!response.ok) throw new Error(await response.text());
  return cookieOf(response);
}

export function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}
