import { AppError } from "@/lib/errors.ts";
import type { Env } from "@/lib/env.ts";

const LOOPBACK_HOSTS = ["localhost", "127.0.0.1", "[::1]"];
const STATE_CHANGING = ["POST", "PUT", "PATCH", "DELETE"];

/** The origins this product is opened under: its public address, and where that is this machine, its other names. */
export function ownOrigins(env: Pick<Env, "BETTER_AUTH_URL" | "PORT">): string[] {
  const url = new URL(env.BETTER_AUTH_URL ?? `http://localhost:${env.PORT}`);
  if (!isLoopback(url)) return [url.origin];
  const port = url.port === "" ? "" : `:${url.port}`;
  return LOOPBACK_HOSTS.map((host) => `${url.protocol}//${host}${port}`);
}

/** Whether an address leads to this machine only. */
export function isLoopback(url: URL): boolean {
  return LOOPBACK_HOSTS.includes(url.hostname);
}

export function isStateChanging(method: string): boolean {
  return STATE_CHANGING.includes(method);
}

/**
 * Refuses a change that another site made a browser send. Browsers say where a change comes from; what says nothing is no
 * browser, and carries no one's cookie but its own.
 * @throws AppError `forbidden`
 */
export function checkOrigin(request: Request, origins: readonly string[]): void {
  if (!isStateChanging(request.method)) return;
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  const foreign = (site !== null && site !== "same-origin") || (origin !== null && !origins.includes(origin));
  if (foreign) throw new AppError("forbidden", "A change must come from Backtrak's own pages.");
}
