import { ROUTES } from "@/app/api/openapi.json/routes.ts";
import { GET as getDocument } from "@/app/api/openapi.json/route.ts";
import type { Role } from "@/lib/auth/access.ts";
import type { Route } from "@/lib/api/route.ts";
import { ORIGIN } from "../support/web.ts";
import type { Send } from "./campaign.ts";
import { addressOf } from "./address.ts";

/** Hands attempts to the handlers as Next would. */
export function sendInProcess(cookies: Record<Role, string>): Send {
  return async ({ operation, reader, params, search, headers: given, body }) => {
    const headers = new Headers(Object.entries(given).map(([name, value]) => [name, value]));
    if (reader !== null) headers.set("cookie", cookies[reader]);
    const address = `${ORIGIN}${addressOf(operation.path, params)}${search}`;
    const route = routeOf(operation.method, operation.path);
    const startedAt = performance.now();
    const request = new Request(address, { method: operation.method, headers, body });
    const response = await route(request, { params: Promise.resolve(params) });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, ms: performance.now() - startedAt };
  };
}

function routeOf(method: string, path: string): Route {
  const all: typeof ROUTES = { ...ROUTES, "/api/openapi.json": { GET: getDocument } };
  const route = all[path]?.[method];
  if (route === undefined) throw new Error(`there is no ${method} ${path}`);
  return route;
}
