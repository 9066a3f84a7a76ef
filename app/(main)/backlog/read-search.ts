import { isColumn } from "@/components/backlog/column-choice.ts";
import { type IgnoredParam, refusedParams } from "@/components/backlog/ignored-params.ts";
import { validate } from "@/lib/api/input.ts";
import { AppError, type Fault } from "@/lib/errors.ts";
import { BACKLOG_PARAMS, type BacklogParams, ISSUE_PARAMS, readParams } from "@/lib/issues/filters.ts";
import { type IssueQuery, issueQuerySchema } from "@/lib/issues/filter-schema.ts";

export type PageSearch = Record<string, string | string[] | undefined>;

/** The URL of the page: what of it holds, as text and as the question it asks, and what was left out because it is wrong. */
export type ReadSearch = { params: BacklogParams; query: IssueQuery; ignored: IgnoredParam[] };

/** Reads the backlog's URL. One wrong value costs that value only: a link from a chat still shows the rest. */
export function readSearch(search: PageSearch): ReadSearch {
  const given = Object.entries(search).flatMap(([name, value]) => [value ?? []].flat().map((text) => ({ name, text })));
  const params = readParams({ get: (name) => given.find((param) => param.name === name)?.text ?? null });
  const ignored: IgnoredParam[] = [];
  for (const [index, { name, text }] of given.entries()) {
    const message = whyUnread(name, given.findIndex((param) => param.name === name) === index);
    if (message !== null) ignored.push({ name, value: text, message });
  }
  if (params.columns && !params.columns.split(",").every(isColumn)) {
    ignored.push({ name: "columns", value: params.columns, message: "names a column that does not exist" });
    delete params.columns;
  }
  return { params, query: readQuery(params, ignored), ignored };
}

/**
 * What is left to ask when the question itself was refused, such as `assignee=me` by someone who has not said who that is. Null where
 * the error is about something else.
 */
export function withoutRefused({ params, ignored }: ReadSearch, error: unknown): ReadSearch | null {
  const refused = error instanceof AppError ? refusedParams(params, error.faults) : [];
  if (refused.length === 0) return null;
  const names = refused.map(({ name }) => name);
  const rest: BacklogParams = Object.fromEntries(Object.entries(params).filter(([name]) => !names.includes(name)));
  const all = [...ignored, ...refused];
  return { params: rest, query: readQuery(rest, all), ignored: all };
}

function whyUnread(name: string, first: boolean): string | null {
  if (!isBacklogParam(name)) return "is not a filter of this page";
  return first ? null : "is given more than once";
}

/** The question; takes what is wrong out of `params` and names it in `ignored`, until what is left is right. */
function readQuery(params: BacklogParams, ignored: IgnoredParam[]): IssueQuery {
  for (;;) {
    const answer = ask(params);
    if (!Array.isArray(answer)) return answer;
    for (const { field, message } of answer) {
      const name = field.replace(/^query\./, "");
      if (!isBacklogParam(name)) continue;
      ignored.push({ name, value: params[name] ?? "", message });
      delete params[name];
    }
  }
}

function ask(params: BacklogParams): IssueQuery | Fault[] {
  const asked = ISSUE_PARAMS.flatMap((name) => (params[name] === undefined ? [] : [[name, params[name]]]));
  try {
    return validate("query", issueQuerySchema, Object.fromEntries(asked));
  } catch (error) {
    if (error instanceof AppError && error.faults.length > 0) return error.faults;
    throw error;
  }
}

function isBacklogParam(name: string): name is (typeof BACKLOG_PARAMS)[number] {
  return BACKLOG_PARAMS.some((known) => known === name);
}
