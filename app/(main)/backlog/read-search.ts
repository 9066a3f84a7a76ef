import { isColumn } from "@/components/backlog/column-choice.ts";
import type { IgnoredParam } from "@/components/backlog/ignored-params.ts";
import { validate } from "@/lib/api/input.ts";
import { BACKLOG_PARAMS, type BacklogParams, ISSUE_PARAMS, readParams } from "@/lib/issues/filters.ts";
import { type IssueQuery, issueQuerySchema } from "@/lib/issues/filter-schema.ts";
import { type PageSearch, readRight, takeParams, takeRefused } from "../page-search.ts";

/** The URL of the page: what of it holds, as text and as the question it asks, and what was left out because it is wrong. */
export type ReadSearch = { params: BacklogParams; query: IssueQuery; ignored: IgnoredParam[] };

/** Reads the backlog's URL. One wrong value costs that value only: a link from a chat still shows the rest. */
export function readSearch(search: PageSearch): ReadSearch {
  const { params, ignored } = takeParams(search, { names: BACKLOG_PARAMS, read: readParams });
  if (params.columns && !params.columns.split(",").every(isColumn)) {
    ignored.push({ name: "columns", value: params.columns, message: "names a column that does not exist" });
    delete params.columns;
  }
  return { params, query: readRight({ params, ignored }, readQuery), ignored };
}

/**
 * What is left to ask when the question itself was refused, such as `assignee=me` by someone who has not said who that is. Null where
 * the error is about something else.
 */
export function withoutRefused(search: ReadSearch, error: unknown): ReadSearch | null {
  const rest = takeRefused<BacklogParams>(search, error);
  return rest && { ...rest, query: readRight(rest, readQuery) };
}

function readQuery(params: BacklogParams): IssueQuery {
  const asked = ISSUE_PARAMS.flatMap((name) => (params[name] === undefined ? [] : [[name, params[name]]]));
  return validate("query", issueQuerySchema, Object.fromEntries(asked));
}
