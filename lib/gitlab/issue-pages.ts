import { AppError } from "@/lib/errors.ts";
import type { Ask } from "./ask.ts";
import { Rejection } from "./errors.ts";
import { filterQuery, type IssuePage, type IssueQuestion, listingPath, readPage } from "./issue-listing.ts";
import { WINDOW_START, windowPage } from "./issue-window.ts";
import { larger, shrinking } from "./page-size.ts";
import { type KeysetToken, readToken, writeToken } from "./page-token.ts";
import { isNumbered, MAX_PER_PAGE, nextQuery } from "./pagination.ts";

/**
 * Reads a project's issues page by page so that a walk from the first token to the last misses no issue that was in
 * the listing all the while; it may see one twice. GitLab 18.3 and later page by a cursor over (`updated_at`, id).
 * Older ones answer in numbered pages or with 405: from then on this client walks by creation time (`windowPage`),
 * a walk under way from its start, since its place in the other order means nothing.
 *
 * A walk by creation time does not see again what is edited behind it: whoever keeps a cursor over `updated_at` must not
 * move it past the `serverTime` of the walk's first page.
 */
export function createIssuePages(ask: Ask): (question: IssueQuestion) => Promise<IssuePage> {
  let hasKeyset = true;
  return async (question) => {
    const token = question.page === null ? null : readToken(question.page);
    if (token?.way === "window") return windowPage(ask, question, token);
    const page = token === null && !hasKeyset ? null : await keysetPage(ask, question, token);
    if (page !== null) return page;
    hasKeyset = false;
    return windowPage(ask, question, WINDOW_START);
  };
}

/** Null where the server does not page by cursor; its rows are dropped, for no next page would fit them. */
async function keysetPage(ask: Ask, question: IssueQuestion, token: KeysetToken | null): Promise<IssuePage | null> {
  const { signal } = question;
  const query = new URLSearchParams(token?.query ?? firstQuery(question));
  const found = await shrinking(token?.perPage ?? MAX_PER_PAGE, (perPage, handOver) => {
    query.set("per_page", String(perPage));
    return ask(listingPath(question), { query, signal, handOver });
  }).catch(nullWithoutKeyset);
  if (found === null || isNumbered(found.answer)) return null;
  const next = nextQuery(found.answer);
  const page = readPage(found.answer, question);
  if (next === null) return { ...page, next: null };
  if (next.get("cursor") === query.get("cursor"))
    throw new AppError("gitlab_malformed", `GitLab's pages of /${listingPath(question)} do not advance`);
  const perPage = larger(found.perPage, 0);
  return { ...page, next: writeToken({ way: "keyset", perPage, query: next.toString() }) };
}

function firstQuery(question: IssueQuestion): Record<string, string> {
  const order = { pagination: "keyset", order_by: "updated_at", sort: "asc" };
  return { ...filterQuery(question), ...order, with_labels_details: "true" };
}

/** Before 18.3: `Keyset pagination is not yet available for this type of request` (pagination_strategies.rb). */
function nullWithoutKeyset(error: unknown): null {
  if (error instanceof Rejection && error.status === 405) return null;
  throw error;
}
