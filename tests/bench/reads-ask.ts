import type { Pool } from "pg";
import { z } from "zod";
import type { Question } from "./reads-goals.ts";
import type { Way } from "./reads-sql.ts";

/** Where to ask, and as whom. */
export type Asker = { url: string; cookie: string };

/** What must be equal on both sides: how many, and which, in their order. */
type Answer = { total: number; shown: string[] };

const listSchema = z.object({ data: z.array(z.object({ id: z.string() })), total: z.int() });
const searchSchema = z.object({ total: z.int(), more: z.boolean() });
const facetsSchema = z.record(
  z.string(),
  z.object({
    values: z.array(z.object({ value: z.string(), count: z.int() })),
    none: z.int().nullable(),
    more: z.boolean(),
  }),
);

const totalRow = z.object({ total: z.int() });
const idRow = z.object({ id: z.string() });
const facetRow = z.object({ facet: z.string(), value: z.string().nullable(), count: z.int() });

const CAPPED = 1_000;
const SHOWN_DIFFERENCES = 3;

/** Asks the API once. @throws Error when it is not answered with 200 */
export async function askApi({ path }: Pick<Question, "path">, { url, cookie }: Asker): Promise<string> {
  const answer = await fetch(`${url}${path}`, { headers: { cookie } });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${path} was answered ${answer.status}: ${text.slice(0, 500)}`);
  return text;
}

/** Sends the statements of one way side by side. */
export function askSql(way: Way, pool: Pool): Promise<unknown[][]> {
  return Promise.all(way.map(async (text) => (await pool.query<Record<string, unknown>>(text)).rows));
}

type Compared = { total: number; faults: string[] };

/**
 * How many the API says there are, and where Postgres does not answer the same, one line each: then they would be measured over
 * different questions. The clock goes on between the two answers, and an age with it: where they differ both are asked once more.
 */
export async function compareAnswers(question: Question, asker: Asker, pool: Pool): Promise<Compared> {
  const first = await compareOnce(question, asker, pool);
  return first.faults.length === 0 ? first : compareOnce(question, asker, pool);
}

async function compareOnce(question: Question, asker: Asker, pool: Pool): Promise<Compared> {
  const text = await askApi(question, asker);
  const found: string[] = [];
  for (const way of question.ways) {
    const sql = await askSql(way, pool);
    found.push(...compare(question, text, sql));
  }
  if (question.check !== undefined) {
    const [row] = (await pool.query(question.check)).rows;
    const { total } = totalRow.parse(row);
    const capped = question.kind === "search" ? Math.min(total, CAPPED + 1) : total;
    found.push(...unlike("a look at every text", ours(question, text).total, capped));
  }
  const faults = [...new Set(found)].map((line) => `${question.name} (${question.path}): ${line}`);
  return { total: ours(question, text).total, faults };
}

function compare(question: Question, text: string, sql: unknown[][]): string[] {
  const [api, postgres] = [ours(question, text), theirs(question, sql)];
  const totals = unlike("total", api.total, postgres.total);
  if (totals.length > 0) return totals;
  if (question.kind === "facets") return listUnlike(api.shown, postgres.shown);
  const index = api.shown.findIndex((id, place) => id !== postgres.shown[place]);
  return question.kind === "search" || index < 0
    ? []
    : [`row ${index + 1} is ${api.shown[index]}, in SQL ${postgres.shown[index]}`];
}

function ours({ kind }: Question, text: string): Answer {
  const json: unknown = JSON.parse(text);
  switch (kind) {
    case "list": {
      const { data, total } = listSchema.parse(json);
      return { total, shown: data.map(({ id }) => id) };
    }
    case "search": {
      const { total, more } = searchSchema.parse(json);
      return { total: more ? total + 1 : total, shown: [] };
    }
    case "facets": {
      const facets = Object.entries(facetsSchema.parse(json));
      const rows = facets.flatMap(([facet, { values, none }]) => [
        ...values.map(({ value, count }) => rowOf({ facet, value, count })),
        ...(none === null || none === 0 ? [] : [rowOf({ facet, value: null, count: none })]),
      ]);
      // Where there are more values than are shown, those that are must be among those that SQL counts.
      const isWhole = facets.every(([, { more }]) => !more);
      return { total: isWhole ? rows.length : -1, shown: rows };
    }
  }
}

function theirs({ kind, ways }: Question, sql: unknown[][]): Answer {
  if (kind === "facets") {
    const rows = z.array(facetRow).parse(sql.flat()).map(rowOf);
    return { total: rows.length, shown: rows };
  }
  const [page = [], total = []] = sql;
  const [first] = z.array(totalRow).parse(total);
  if (first === undefined) throw new Error(`there is no total: ${ways.flat().join("\n")}`);
  return {
    total: first.total,
    shown: z
      .array(idRow)
      .parse(page)
      .map(({ id }) => id),
  };
}

function rowOf({ facet, value, count }: z.infer<typeof facetRow>): string {
  return `${facet}=${value?.toLowerCase() ?? "(none)"}: ${count}`;
}

function unlike(what: string, api: number, sql: number): string[] {
  return api === -1 || api === sql ? [] : [`${what} is ${api}, in SQL ${sql}`];
}

function listUnlike(api: readonly string[], sql: readonly string[]): string[] {
  const known = new Set(sql);
  const missing = api.filter((row) => !known.has(row));
  return missing.slice(0, SHOWN_DIFFERENCES).map((row) => `${row} is not what SQL counts`);
}
