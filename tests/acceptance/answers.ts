/** The product's answers to one question, as a browser or a sheet reads them. Imports nothing of the product. */
import { z } from "zod";
import type { Question, Role } from "../reckoning/filters/plain.ts";
import { columnOf, parseCsv } from "../support/csv.ts";

/** Asks the product as somebody of a role. */
export type Ask = (role: Role, path: string) => Promise<Response>;

const namedSchema = z.object({ id: z.string() });
const rowSchema = z.object({
  id: z.string(),
  reference: z.string(),
  status: z.string(),
  status_since: z.string().nullable(),
  wip_since: z.string().nullable(),
  started_at: z.string().nullable(),
  completed_at: z.string().nullable(),
  cycle_seconds: z.number().nullable(),
  due: z.string().nullable(),
  overdue: z.boolean(),
  priority: z.number().nullable(),
  synced_at: z.string(),
  project: namedSchema.extend({ path: z.string() }),
  author: namedSchema.extend({ username: z.string() }).nullable(),
  assignees: z.array(namedSchema.extend({ username: z.string() })),
  labels: z.array(namedSchema.extend({ title: z.string() })),
});
export type Row = z.infer<typeof rowSchema>;
const listSchema = z.object({ data: z.array(rowSchema), total: z.int() });

const facetsSchema = z.record(
  z.string(),
  z.object({
    values: z.array(z.object({ value: z.string(), name: z.string(), count: z.int() })),
    none: z.int().nullable(),
    more: z.boolean(),
  }),
);
export type Facets = z.infer<typeof facetsSchema>;

/** Every page of a list. `totals` and `lastPages`: as each page says them; null where its Link header names no last page. */
export type Listed = { rows: Row[]; totals: number[]; lastPages: (number | null)[] };

export function pathOf(path: string, question: Question): string {
  const search = new URLSearchParams(Object.entries(question).map(([name, value = ""]) => [name, value]));
  return `${path}?${search}`;
}

/** @throws Error when a page is not answered with 200 */
export async function readList(ask: Ask, role: Role, question: Question, pageSize = 200): Promise<Listed> {
  const listed: Listed = { rows: [], totals: [], lastPages: [] };
  for (let page = 1; ; page++) {
    const path = pathOf("/api/issues", { ...question, page: String(page), page_size: String(pageSize) });
    const answer = await must(ask, role, path);
    const { data, total } = listSchema.parse(await answer.json());
    listed.rows.push(...data);
    listed.totals.push(total);
    listed.lastPages.push(lastPageOf(answer.headers.get("link") ?? ""));
    if (page * pageSize >= total) return listed;
  }
}

export async function readFacets(ask: Ask, role: Role, question: Question): Promise<Facets> {
  const { sort: _, ...filter } = question;
  return facetsSchema.parse(await (await must(ask, role, pathOf("/api/issues/facets", filter))).json());
}

/** The references that the file holds, in its order. */
export async function readCsv(ask: Ask, role: Role, question: Question): Promise<string[]> {
  return columnOf(parseCsv(await (await must(ask, role, pathOf("/api/issues.csv", question))).text()), "reference");
}

async function must(ask: Ask, role: Role, path: string): Promise<Response> {
  const answer = await ask(role, path);
  if (answer.ok) return answer;
  throw new Error(`${path} was answered ${answer.status} to a ${role}: ${await answer.text()}`);
}

function lastPageOf(link: string): number | null {
  const target = /<([^>]*)>; rel="last"/.exec(link)?.[1];
  const page = target === undefined ? null : new URL(target, "http://localhost").searchParams.get("page");
  return page === null ? null : Number(page);
}
