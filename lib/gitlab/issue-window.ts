import type { Ask } from "./ask.ts";
import { filterQuery, type IssuePage, type IssueQuestion, listingPath, readPage } from "./issue-listing.ts";
import { larger, shrinking } from "./page-size.ts";
import { type WindowToken, writeToken } from "./page-token.ts";
import { hasMore, MAX_PER_PAGE } from "./pagination.ts";

export const WINDOW_START: WindowToken = { way: "window", perPage: MAX_PER_PAGE, createdAfter: null, offset: 0 };

/**
 * One page of a walk by creation time, for servers that have numbered pages only. Each page is the **first** one of
 * `created_after=<the last created_at read>`, so an issue that leaves the listing behind us shifts nothing that is still
 * ahead. `created_at` never changes, the parameter is inclusive and GitLab cuts microseconds off: the last issues of a
 * page come again and none is stepped over.
 *
 * Page numbers serve only inside one millisecond in which more issues were created than a page holds (an import);
 * GitLab has no stable order there (gitlab-foss#54796), and reconcile finds what that costs.
 */
export async function windowPage(ask: Ask, question: IssueQuestion, token: WindowToken): Promise<IssuePage> {
  const { signal } = question;
  const { answer, perPage } = await shrinking(token.perPage, (size, handOver) =>
    ask(listingPath(question), { query: windowQuery(question, token, size), signal, handOver }),
  );
  const page = readPage(answer, question);
  const last = page.issues.at(-1);
  if (last === undefined || !hasMore(answer, page.issues.length, perPage)) return { ...page, next: null };
  return { ...page, next: writeToken(following(token, last.created_at, perPage)) };
}

function windowQuery(question: IssueQuestion, { createdAfter, offset }: WindowToken, perPage: number) {
  return {
    ...filterQuery(question),
    with_labels_details: true,
    order_by: "created_at",
    sort: "asc",
    per_page: perPage,
    page: offset / perPage + 1,
    ...(createdAfter === null ? {} : { created_after: createdAfter }),
  };
}

function following(token: WindowToken, lastCreatedAt: string, perPage: number): WindowToken {
  const advanced = token.createdAfter === null || Date.parse(lastCreatedAt) > Date.parse(token.createdAfter);
  if (advanced) return { ...token, createdAfter: lastCreatedAt, offset: 0, perPage: larger(perPage, 0) };
  const offset = token.offset + perPage;
  return { ...token, offset, perPage: larger(perPage, offset) };
}
