/**
 * The backlog's URL: which parameters it has, how they are read from it and written back. Browser-safe and free of zod; what a
 * value means and whether it is right is said by `filter-schema`'s `issueQuerySchema` alone.
 */
export const FILTER_PARAMS = [
  "assignee",
  "status",
  "project",
  "label",
  "author",
  "milestone",
  "priority",
  "confidential",
  "overdue",
  "due",
  "due_from",
  "due_to",
  "overdue_since",
  "redated_since",
  "late",
  "in_progress_days_gt",
  "wip_days_from",
  "wip_days_to",
  "has_start",
  "has_cycle",
  "created_from",
  "created_to",
  "updated_from",
  "updated_to",
  "changed_since",
  "started_from",
  "started_to",
  "completed_from",
  "completed_to",
  "completed_by",
  "closed_from",
  "closed_to",
  "has_close",
  "reopened_from",
  "reopened_to",
  "as_of",
  "q",
] as const;
/** What can be asked of a day in the past: what an issue was then in anything else is not known. */
export const GOES_WITH_AS_OF: readonly (typeof FILTER_PARAMS)[number][] = [
  "as_of",
  "project",
  "status",
  "created_from",
  "created_to",
];
export const VIEW_PARAMS = ["sort", "page", "page_size"] as const;
export const ISSUE_PARAMS = [...FILTER_PARAMS, ...VIEW_PARAMS] as const;
/** What the backlog's page has in its URL besides: it changes how issues are shown, not which, so the API never sees it. */
export const SCREEN_PARAMS = ["columns", "view"] as const;
export const BACKLOG_PARAMS = [...ISSUE_PARAMS, ...SCREEN_PARAMS] as const;

/** The filters whose values can be counted, in the order of their chips. */
export const FACET_NAMES = ["status", "assignee", "project", "label", "author", "milestone", "priority"] as const;
export type FacetName = (typeof FACET_NAMES)[number];

export type FilterParam = (typeof FILTER_PARAMS)[number];
export type IssueParam = (typeof ISSUE_PARAMS)[number];
export type BacklogParam = (typeof BACKLOG_PARAMS)[number];
/** The parameters as they stand in the URL, in words: nothing parsed, nothing defaulted. */
export type IssueParams = Partial<Record<IssueParam, string>>;
export type BacklogParams = Partial<Record<BacklogParam, string>>;

export const DEFAULT_SORT = "-updated_at";
export const DEFAULT_PAGE_SIZE = 50;

const DEFAULTS: BacklogParams = { sort: DEFAULT_SORT, page: "1", page_size: String(DEFAULT_PAGE_SIZE) };

/** What a column is called in `sort`; `-` before it means descending, a comma separates up to three. */
export const SORT_KEYS = [
  "updated_at",
  "created_at",
  "started_at",
  "completed_at",
  "closed_at",
  "synced_at",
  "title",
  "iid",
  "reference",
  "project",
  "state",
  "status",
  "status_since",
  "wip_since",
  "due",
  "due_date",
  "target_date",
  "priority",
  "author",
  "milestone",
  "weight",
  "issue_type",
  "confidential",
  "cycle_seconds",
] as const;
export type SortKey = (typeof SORT_KEYS)[number];
export const MAX_SORT_KEYS = 3;

/** The known parameters of a URL; empty and unknown ones are left out. */
export function readParams(search: Pick<URLSearchParams, "get">): BacklogParams {
  return readKnown(search, BACKLOG_PARAMS);
}

/** Of a URL the parameters of these names that say something. */
export function readKnown<N extends string>(
  search: Pick<URLSearchParams, "get">,
  names: readonly N[],
): Partial<Record<N, string>> {
  const params: Partial<Record<N, string>> = {};
  for (const name of names) {
    const value = search.get(name);
    if (value !== null && value !== "") params[name] = value;
  }
  return params;
}

/** The one way to write these parameters: fixed order, defaults left out. Also the cache key of a question. */
export function canonicalQuery(params: IssueParams): string {
  return writeParams(params, ISSUE_PARAMS);
}

/** The canonical URL of the backlog's page: its question and how the answer is shown. */
export function backlogPath(params: BacklogParams): string {
  const search = backlogSearch(params);
  return search === "" ? "/backlog" : `/backlog?${search}`;
}

/** The query of that URL. */
export function backlogSearch(params: BacklogParams): string {
  return writeParams(params, BACKLOG_PARAMS);
}

/** The page of an issue, which knows the list one comes from by that list's query. */
export function issuePath(id: string, search: string): string {
  return `/issues/${id}?from=${encodeURIComponent(search)}`;
}

/** What a saved view keeps of the backlog's URL: all but the page, and which view it is. */
export function viewQuery(params: BacklogParams): string {
  return writeParams({ ...params, page: "", view: "" }, BACKLOG_PARAMS);
}

function writeParams(params: BacklogParams, names: readonly BacklogParam[]): string {
  const told = names.filter((name) => params[name] !== DEFAULTS[name]);
  return writeKnown(params, told);
}

/** The parameters of these names as a query, in their order. */
export function writeKnown<N extends string>(params: Partial<Record<N, string>>, names: readonly N[]): string {
  const search = new URLSearchParams();
  for (const name of names) {
    const value = params[name];
    if (value !== undefined && value !== "") search.set(name, value);
  }
  return search.toString().replaceAll("%2C", ","); // a comma may stand in a query, and a link in a chat is read by people
}

export type BacklogChange = Partial<Record<BacklogParam, string | null>>;

/** The parameters after one change; null removes one. A change of what is listed goes back to the first page. */
export function withChange(params: BacklogParams, change: BacklogChange): BacklogParams {
  const next: BacklogParams = { ...params };
  if (ISSUE_PARAMS.some((name) => name in change) && !("page" in change)) delete next.page;
  for (const name of BACKLOG_PARAMS) {
    const value = change[name];
    if (value === null) delete next[name];
    else if (value !== undefined) next[name] = value;
  }
  return next;
}

/** The parameters that say which issues are listed, without order, page and columns. */
export function filterParams(params: BacklogParams): IssueParams {
  return Object.fromEntries(FILTER_PARAMS.flatMap((name) => (params[name] ? [[name, params[name]]] : [])));
}

/** Whether any filter is set: then there is something to clear. */
export function hasFilters(params: BacklogParams): boolean {
  return FILTER_PARAMS.some((name) => params[name] !== undefined);
}

/** Several values taken apart: any of these, none of those, without any (`none`), or with one at least (`!none`). */
export type ValueList = { any: string[]; not: string[]; none: boolean; some: boolean };

const NO_VALUES: Readonly<ValueList> = { any: [], not: [], none: false, some: false };
const NONE = "none";

/**
 * Reads `a,!b,none`. A backslash takes the character after it as it is: `Q1\, 2026` is one value, `\!x` begins with an exclamation
 * mark, `\none` is a value of that name.
 */
export function parseValues(text: string | undefined): ValueList {
  const list = { ...NO_VALUES, any: [] as string[], not: [] as string[] };
  for (const part of (text ?? "").match(/(?:\\[^]|[^,\\])+/g) ?? []) {
    const written = part.trim();
    const isNot = written.startsWith("!");
    const value = isNot ? written.slice(1) : written;
    if (value === "") continue;
    if (value === NONE) list[isNot ? "some" : "none"] = true;
    else list[isNot ? "not" : "any"].push(value.replace(/\\([^])/g, "$1"));
  }
  return list;
}

/** The reverse of `parseValues`; null where nothing is left, so that it can be handed to `withChange`. */
export function formatValues({ any, not, none, some }: ValueList): string | null {
  const parts = [...any.map(escapeValue), ...not.map((value) => `!${escapeValue(value)}`)];
  if (none) parts.push(NONE);
  if (some) parts.push(`!${NONE}`);
  return parts.length === 0 ? null : parts.join(",");
}

function escapeValue(value: string): string {
  const text = value.replace(/[\\,]/g, "\\$&");
  return text.startsWith("!") || text === NONE ? `\\${text}` : text;
}
