import { readdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { z } from "zod";
import type { Route } from "@/lib/api/route.ts";

// Whether it really is a route is for the tests to say.
const moduleSchema = z.record(z.string(), z.custom<Route>());

export type FoundRoute = { path: string; method: string; route: Route };

/** Answers what is no address of the API. */
const ANYTHING_ELSE = "[...path]/route.ts";

/** Everything that `app/api` exports for Next, by its path as OpenAPI writes it; `route` is whatever stands there. */
export async function routesOnDisk(): Promise<FoundRoute[]> {
  const files = (await readdir("app/api", { recursive: true })).filter((file) => /(^|\/)route\.tsx?$/.test(file));
  const operations = files.filter((file) => file !== ANYTHING_ELSE).toSorted();
  const found = await Promise.all(operations.map(readRoutes));
  return found.flat();
}

async function readRoutes(file: string): Promise<FoundRoute[]> {
  const exported = moduleSchema.parse(await import(/* @vite-ignore */ resolve("app/api", file)));
  const path = `/api/${dirname(file)}`.replaceAll(/\[(\w+)\]/g, "{$1}");
  return Object.entries(exported).map(([method, route]) => ({ path, method, route }));
}
