import { methodNotAllowed, noSuchRoute, badRequest, type Answer } from "./answers.ts";
import type { Demo } from "./demo.ts";
import type { RawParams } from "./params.ts";

/** One request as a route sees it: `path` holds the decoded parts that its pattern names, `params` query and body. */
export type Call = { demo: Demo; url: URL; path: Record<string, string>; params: RawParams };

export type Method = "GET" | "POST" | "PUT" | "DELETE";
export type Route = { method: Method; pattern: string; handle: (call: Call) => Answer };

/** The value of a part that the route's pattern names. */
export function part(call: Call, name: string): string {
  const value = call.path[name];
  if (value === undefined) throw new Error(`the route's pattern names no :${name}`);
  return value;
}

/**
 * Finds the route of a path. A part of the pattern that begins with a colon takes any one segment; `%2F` within a segment
 * is a slash of the value, as in `/projects/group%2Fname`.
 * @throws Refusal 404 or 405.
 */
export function createRouter(routes: readonly Route[]) {
  const compiled = routes.map((route) => ({ route, segments: route.pattern.split("/") }));
  return (method: string, pathname: string): { route: Route; path: Record<string, string> } => {
    const given = pathname.split("/").map(decode);
    const fitting = compiled.flatMap(({ route, segments }) => {
      const path = match(segments, given);
      return path ? [{ route, path }] : [];
    });
    const found = fitting.find(({ route }) => route.method === method);
    if (found) return found;
    throw fitting.length > 0 ? methodNotAllowed() : noSuchRoute();
  };
}

function match(segments: readonly string[], given: readonly string[]): Record<string, string> | null {
  if (segments.length !== given.length) return null;
  const path: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const value = given[index] ?? "";
    if (segment.startsWith(":")) path[segment.slice(1)] = value;
    else if (segment !== value) return null;
  }
  return path;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw badRequest("400 Bad Request");
  }
}
