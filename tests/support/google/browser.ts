import { http, passthrough, bypass } from "msw";
import { setupServer, type SetupServer } from "msw/node";
import { z } from "zod";
import { GET as callback } from "@/app/api/auth/callback/google/route.ts";
import { POST as start } from "@/app/api/auth/sign-in/social/route.ts";
import type { Route } from "@/lib/api/route.ts";
import { call, ORIGIN } from "@/tests/support/web.ts";
import type { FakeGoogle } from "./server.ts";

const GOOGLES_HOSTS = ["https://accounts.google.com", "https://oauth2.googleapis.com", "https://www.googleapis.com"];

/** Whoever asks for one of Google's hosts in this process gets to the fake: the product itself knows of no other Google. */
export function nameServer(google: FakeGoogle): SetupServer {
  const toFake = async ({ request }: { request: Request }) =>
    fetch(bypass(new Request(atFake(google, request.url), request)), { redirect: "manual" });
  return setupServer(
    http.all(`${google.origin}/*`, () => passthrough()),
    ...GOOGLES_HOSTS.map((host) => http.all(`${host}/*`, toFake)),
  );
}

export type Browser = {
  /** Calls a route with the cookies of this browser, and keeps those of the answer. */
  ask(
    route: Route,
    path: string,
    options?: { method?: string; json?: unknown; headers?: Record<string, string>; params?: Record<string, string> },
  ): Promise<Response>;
  /** Asks us for the way to Google. */
  begin(callbackURL?: string, headers?: Record<string, string>): Promise<URL>;
  /** Chooses the account at Google; where Google then sends the browser. */
  choose(way: URL): Promise<URL>;
  comeBack(from: URL): Promise<Response>;
  /** All of it. */
  signIn(callbackURL?: string): Promise<Response>;
  cookies(): string;
};

/** A browser with cookies of its own, that follows each step from our sign-in to Google and back. */
export function openBrowser(google: FakeGoogle): Browser {
  const jar = new Map<string, string>();
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const ask: Browser["ask"] = async (route, path, options = {}) => {
    const response = await call(route, path, { ...options, ...(jar.size > 0 ? { cookie: cookies() } : {}) });
    for (const line of response.headers.getSetCookie()) keep(jar, line);
    return response;
  };
  const begin: Browser["begin"] = async (callbackURL = "/", headers = {}) => {
    const json = { provider: "google", callbackURL, errorCallbackURL: "/sign-in", disableRedirect: true };
    const response = await ask(start, "/api/auth/sign-in/social", { method: "POST", json, headers });
    return new URL(z.object({ url: z.string() }).parse(await response.json()).url);
  };
  const choose: Browser["choose"] = async (way) => {
    const response = await fetch(atFake(google, way.href), { redirect: "manual" });
    if (response.status !== 302) throw new Error(await response.text());
    return new URL(response.headers.get("location") ?? "");
  };
  const comeBack: Browser["comeBack"] = async (from) => {
    if (from.origin !== ORIGIN) throw new Error(`Google was asked to send the browser to ${from.origin}`);
    return ask(callback, from.pathname + from.search);
  };
  const signIn: Browser["signIn"] = async (callbackURL) => comeBack(await choose(await begin(callbackURL)));
  return { ask, begin, choose, comeBack, signIn, cookies };
}

function atFake(google: FakeGoogle, address: string): string {
  const { pathname, search } = new URL(address);
  return google.origin + pathname + search;
}

function keep(jar: Map<string, string>, line: string): void {
  const [, name = "", value = "", rest = ""] = /^([^=]+)=([^;]*)(.*)$/.exec(line) ?? [];
  if (/max-age=0/i.test(rest)) jar.delete(name);
  else jar.set(name, value);
}
