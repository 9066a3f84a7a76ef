import { z } from "zod";
import { badRequest, Refusal } from "./answers.ts";
import { parseParams, type RawParams } from "./params.ts";

/** From gitlab.com's documentation: beyond this many rows GitLab neither counts nor links to the last page. */
const MAX_COUNTED_ROWS = 10_000;
/** The default `max_offset` of an instance; beyond it keyset paging is asked for. */
const MAX_OFFSET = 50_000;

const pageSchema = z.object({
  page: z.coerce.number().int().default(1),
  per_page: z.coerce.number().int().min(1).default(20),
  pagination: z.string().optional(),
  cursor: z.string().optional(),
});

export type Page<T> = { items: readonly T[]; headers: Record<string, string> };

/** Where a page stands: the address it was asked under, its parameters, and those of its path (`id`, `issue_iid`). */
export type PageRequest = { url: URL; params: RawParams; path: Record<string, string> };

/** A keyset's order: the value a row is sorted by, and its unique id that breaks ties in the same direction. */
export type Keyset<T> = {
  name: string;
  valueOf: (item: T) => SortValue;
  idOf: (item: T) => number;
  descending: boolean;
};
export type SortValue = number | string | null;

/**
 * A numbered page with GitLab's offset headers: `x-next-page` is empty on the last page; totals and `rel="last"` are
 * absent above 10,000 rows (GitLab's REST documentation, "Offset-based pagination").
 */
export function offsetPage<T>(items: readonly T[], request: PageRequest, limited?: { type: string }): Page<T> {
  const { page, perPage } = readPage(request.params);
  if (limited && page * perPage > MAX_OFFSET) throw offsetTooLarge(limited.type);
  const pages = Math.max(1, Math.ceil(items.length / perPage));
  const counted = items.length <= MAX_COUNTED_ROWS;
  const near = { prev: page > 1 && page <= pages ? page - 1 : null, next: page < pages ? page + 1 : null };
  const links = { ...near, first: 1, last: counted ? pages : null };
  return {
    items: items.slice((page - 1) * perPage, page * perPage),
    headers: {
      Link: linkHeader(request, links, perPage),
      "X-Next-Page": String(near.next ?? ""),
      "X-Page": String(page),
      "X-Per-Page": String(perPage),
      "X-Prev-Page": String(near.prev ?? ""),
      ...(counted ? { "X-Total": String(items.length), "X-Total-Pages": String(pages) } : {}),
    },
  };
}

/**
 * The rows after a cursor. There are no totals, and no `Link` after the last row. A row that moves in the order while
 * someone reads is met again or later, never skipped.
 */
export function keysetPage<T>(items: readonly T[], request: PageRequest, keyset: Keyset<T>): Page<T> {
  const { perPage, cursor } = readPage(request.params);
  const start = cursor === undefined ? 0 : firstAfter(items, readCursor(cursor, keyset.name), keyset);
  const rows = items.slice(start, start + perPage);
  const last = rows.at(-1);
  if (last === undefined || start + perPage >= items.length) return { items: rows, headers: {} };
  const next = addressOf(request, perPage);
  next.searchParams.set("cursor", writeCursor({ value: keyset.valueOf(last), id: keyset.idOf(last) }, keyset.name));
  return { items: rows, headers: { Link: `<${next.href}>; rel="next"` } };
}

/** How sorted rows compare: by value with nulls last, then by id, as the keyset says. */
export function compareRows(a: Position, b: Position, descending: boolean): number {
  if (a.value === null || b.value === null) {
    if (a.value !== b.value) return a.value === null ? 1 : -1;
  } else if (a.value !== b.value) return a.value < b.value === descending ? 1 : -1;
  return descending ? b.id - a.id : a.id - b.id;
}

type Position = { value: SortValue; id: number };

function readPage(params: RawParams): { page: number; perPage: number; cursor: string | undefined } {
  const { page, per_page, cursor } = parseParams(pageSchema, params);
  return { page: Math.max(1, page), perPage: Math.min(per_page, 100), cursor };
}

function linkHeader(request: PageRequest, links: Record<string, number | null>, perPage: number): string {
  const parts = Object.entries(links).map(([rel, page]) => {
    if (page === null) return null;
    const target = addressOf(request, perPage);
    target.searchParams.set("page", String(page));
    target.searchParams.sort();
    return `<${target.href}>; rel="${rel}"`;
  });
  return parts.filter((part) => part !== null).join(", ");
}

function addressOf(request: PageRequest, perPage: number): URL {
  const url = new URL(request.url);
  for (const [name, value] of Object.entries(request.path)) url.searchParams.set(name, value);
  url.searchParams.set("per_page", String(perPage));
  return url;
}

function offsetTooLarge(type: string): Refusal {
  const asked = `Offset pagination has a maximum allowed offset of ${MAX_OFFSET} for requests that return objects of type ${type}.`;
  return new Refusal(405, { error: `${asked} Remaining records can be retrieved using keyset pagination.` });
}

function firstAfter<T>(items: readonly T[], after: Position, keyset: Keyset<T>): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareRows(positionOf(items, middle, keyset), after, keyset.descending) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

function positionOf<T>(items: readonly T[], index: number, keyset: Keyset<T>): Position {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no row ${index}`);
  return { value: keyset.valueOf(item), id: keyset.idOf(item) };
}

const cursorSchema = z.object({
  by: z.string(),
  value: z.union([z.number(), z.string(), z.null()]),
  id: z.int(),
  _kd: z.literal("n"),
});

function writeCursor(position: Position, by: string): string {
  return Buffer.from(JSON.stringify({ by, ...position, _kd: "n" })).toString("base64url");
}

function readCursor(cursor: string, by: string): Position {
  const text = Buffer.from(cursor, "base64url").toString();
  const parsed = z.preprocess(parseJson, cursorSchema).safeParse(text);
  if (!parsed.success || parsed.data.by !== by) throw badRequest("cursor is invalid");
  return { value: parsed.data.value, id: parsed.data.id };
}

function parseJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}
