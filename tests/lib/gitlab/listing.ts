import { http } from "msw";
import type { GitLab } from "@/lib/gitlab/client.ts";
import type { IssueQuestion } from "@/lib/gitlab/issue-listing.ts";
import { API, type IssuePayload, issuePayload } from "./wire.ts";

type Listing = {
  /** The issues of project 1. A test changes them while they are read. */
  rows: IssuePayload[];
  /** `cursor`: GitLab 18.3 and later. `numbers`: before. `refused`: before, where keyset is answered with 405. */
  paging: "cursor" | "numbers" | "refused";
  /** What happens before each answer; a Response is answered instead. */
  before?: (query: URLSearchParams) => Response | undefined;
};

/** The issue listing of project 1 as GitLab has it, with as much of its filters and paging as can lose an issue. */
export function listing({ rows, paging, before }: Listing) {
  return http.get(`${API}/projects/1/issues`, ({ request }) => {
    const { searchParams: query } = new URL(request.url);
    const early = before?.(query);
    if (early !== undefined) return early;
    const found = sorted(
      rows.filter((row) => isIn(row, query)),
      query,
    );
    const asksKeyset = query.get("pagination") === "keyset";
    if (asksKeyset && paging === "refused")
      return Response.json(
        { error: "Keyset pagination is not yet available for this type of request" },
        { status: 405 },
      );
    return asksKeyset && paging === "cursor" ? byCursor(found, query) : byNumber(found, query);
  });
}

/** The numbers of project 1's issues in the order they were read, from a page or from the start to the end. */
export async function walk(gitlab: GitLab, changes: Partial<IssueQuestion> = {}): Promise<number[]> {
  const iids: number[] = [];
  let page = changes.page ?? null;
  do {
    if (iids.length > 10_000) throw new Error("the walk does not end");
    const read = await gitlab.issuePage({ projectId: 1, state: "all", ...changes, page });
    iids.push(...read.issues.map(({ iid }) => iid));
    page = read.next;
  } while (page !== null);
  return iids;
}

export function rowsOf(count: number): IssuePayload[] {
  return numbersTo(count).map((iid) => issuePayload(iid));
}

export function numbersTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

function isIn(row: IssuePayload, query: URLSearchParams): boolean {
  const state = query.get("state");
  const since = (name: string) => Date.parse(query.get(name) ?? "1970-01-01T00:00:00Z");
  return (
    (state === "all" || row.state === state) &&
    Date.parse(row.updated_at) >= since("updated_after") &&
    Date.parse(row.created_at) >= since("created_after")
  );
}

function sorted(rows: IssuePayload[], query: URLSearchParams): IssuePayload[] {
  return rows.toSorted((a, b) => keyOf(a, query).localeCompare(keyOf(b, query)));
}

function keyOf(row: IssuePayload, query: URLSearchParams): string {
  const time = query.get("order_by") === "updated_at" ? row.updated_at : row.created_at;
  return `${time} ${String(row.id).padStart(10, "0")}`;
}

function byCursor(found: IssuePayload[], query: URLSearchParams): Response {
  const size = Number(query.get("per_page"));
  const rest = found.filter((row) => keyOf(row, query) > (query.get("cursor") ?? ""));
  const last = rest.length > size ? rest[size - 1] : undefined;
  const next: HeadersInit = last === undefined ? {} : { link: linkTo(query, "cursor", keyOf(last, query)) };
  return Response.json(rest.slice(0, size), { headers: next });
}

function byNumber(found: IssuePayload[], query: URLSearchParams): Response {
  const size = Number(query.get("per_page"));
  const page = Number(query.get("page") ?? "1");
  const more = found.length > page * size;
  const link: Record<string, string> = more ? { link: linkTo(query, "page", String(page + 1)) } : {};
  return Response.json(found.slice((page - 1) * size, page * size), {
    headers: {
      "x-page": String(page),
      "x-per-page": String(size),
      "x-next-page": more ? String(page + 1) : "",
      ...link,
    },
  });
}

function linkTo(query: URLSearchParams, key: string, value: string): string {
  const next = new URLSearchParams(query);
  next.set(key, value);
  const first = new URLSearchParams(query);
  return `<${API}/projects/1/issues?${first.toString()}>; rel="first", <${API}/projects/1/issues?${next.toString()}>; rel="next"`;
}
