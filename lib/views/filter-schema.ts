import type { z } from "zod";
import { dashboardQuerySchema } from "@/lib/dashboard/filter-schema.ts";
import {
  DASHBOARD_PARAMS,
  readParams as readDashboard,
  viewQuery as dashboardViewQuery,
} from "@/lib/dashboard/filters.ts";
import { AppError, type Fault } from "@/lib/errors.ts";
import { type IssueQuery, issueQuerySchema } from "@/lib/issues/filter-schema.ts";
import { BACKLOG_PARAMS, readParams as readBacklog, SCREEN_PARAMS, viewQuery } from "@/lib/issues/filters.ts";
import type { ViewPage } from "./filters.ts";

type Params = Partial<Record<string, string>>;
type PageRules = {
  names: readonly string[];
  /** Known, but nothing that the API is asked. */
  unasked: readonly string[];
  schema: z.ZodType;
  write: (search: URLSearchParams) => string;
};

const PAGES: Record<ViewPage, PageRules> = {
  backlog: {
    names: BACKLOG_PARAMS,
    unasked: SCREEN_PARAMS,
    schema: issueQuerySchema,
    write: (search) => viewQuery(readBacklog(search)),
  },
  dashboard: {
    names: DASHBOARD_PARAMS,
    unasked: ["view"],
    schema: dashboardQuerySchema,
    write: (search) => dashboardViewQuery(readDashboard(search)),
  },
};

/**
 * The query of a page in its canonical form, without the page of the list and the view it came from.
 * @throws AppError `invalid_request` that names each parameter which the page does not know or could not read
 */
export function canonicalViewQuery(page: ViewPage, text: string): string {
  const { names, unasked, schema, write } = PAGES[page];
  const search = new URLSearchParams(text);
  const faults = [...new Set(search.keys())].flatMap((name) => faultsOfName(search, name, names));
  if (faults.length > 0) throw refused(faults);
  const parsed = schema.safeParse(askedOf(search, unasked));
  if (parsed.success) return write(search);
  throw refused(parsed.error.issues.map(({ path, message }) => ({ field: path.join("."), message })));
}

/** The question that a canonical query of the backlog asks. */
export function issueQueryOf(query: string): IssueQuery {
  return issueQuerySchema.parse(askedOf(new URLSearchParams(query), SCREEN_PARAMS));
}

/** Postgres stores no NUL, and the query is asked of it later. */
function faultsOfName(search: URLSearchParams, name: string, names: readonly string[]): Fault[] {
  if (!names.includes(name)) return [{ field: name, message: "is not known here" }];
  const [value, ...more] = search.getAll(name);
  if (more.length > 0) return [{ field: name, message: "is given more than once" }];
  return value?.includes("\0") ? [{ field: name, message: "contains a NUL character" }] : [];
}

function askedOf(search: URLSearchParams, unasked: readonly string[]): Params {
  return Object.fromEntries([...search].filter(([name, value]) => value !== "" && !unasked.includes(name)));
}

function refused(faults: Fault[]): AppError {
  const named = faults.map(({ field, message }) => ({ field: `body.query.${field}`, message }));
  const words = named.slice(0, 3).map(({ field, message }) => `${field} ${message}`);
  return new AppError("invalid_request", words.join("; "), { faults: named });
}
