import { AppError } from "@/lib/errors.ts";
import type { Answer } from "./request.ts";

/** GitLab's maximum; its default of 20 is what most clients forget. */
export const MAX_PER_PAGE = 100;

/**
 * The query of the next page as the `Link` header has it, null on the last one. Only the query is taken: the next
 * request goes where the last one went, so that the token cannot be led elsewhere. GitLab writes its own outside
 * address there, which need not be the one we reach it by, so the host is not compared; the path must be the same.
 * @throws AppError `gitlab_malformed` for an address that cannot be read or is another resource's.
 */
export function nextQuery({ headers, url }: Answer): URLSearchParams | null {
  const target = linkTo("next", headers.get("link"));
  if (target === null) return null;
  const next = URL.parse(target, url);
  if (next === null || apiPath(next) !== apiPath(url))
    throw new AppError("gitlab_malformed", `GitLab's next page after ${apiPath(url)} is not of the same list`);
  return next.searchParams;
}

/**
 * Whether more rows follow in a numbered listing. `x-next-page` is empty on the last page and decides when it is
 * there; without it the Link does, and without both a full page means that one more has to be asked for.
 * `x-total` and `x-total-pages` are absent beyond 10,000 rows and never asked (apache/devlake#8201).
 */
export function hasMore(answer: Answer, rows: number, perPage: number): boolean {
  if (rows === 0) return false;
  const nextPage = answer.headers.get("x-next-page");
  if (nextPage !== null) return nextPage.trim() !== "";
  if (answer.headers.has("link")) return linkTo("next", answer.headers.get("link")) !== null;
  return rows >= perPage;
}

/** Whether the answer is a page with a number and more behind it, though a cursor was asked for: a server before 18.3. */
export function isNumbered(answer: Answer): boolean {
  const next = nextQuery(answer);
  return (answer.headers.get("x-next-page") ?? "") !== "" || (next !== null && !next.has("cursor"));
}

/** Reads `<address>; rel="next"` out of a Link header (RFC 8288). */
function linkTo(relation: string, header: string | null): string | null {
  for (const [, address, parameters] of (header ?? "").matchAll(/<([^>]*)>([^<]*)/g)) {
    const relations = /;\s*rel="?([^";,]*)"?/i.exec(parameters ?? "")?.[1] ?? "";
    if (relations.split(/\s+/).includes(relation)) return address ?? null;
  }
  return null;
}

/** From `/api/v4` on: what stands before it differs between GitLab's outside address and an inside one. */
function apiPath(url: URL): string {
  const at = url.pathname.indexOf("/api/v4/");
  return url.pathname.slice(Math.max(at, 0)).toLowerCase();
}
