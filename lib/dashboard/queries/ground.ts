import { z } from "zod";
import type { Reader } from "@/lib/auth/access.ts";
import type { Db } from "@/lib/db/client.ts";
import { allOf, joinSql, sql, type Sql } from "@/lib/db/sql.ts";
import { issueFilterFields, type IssueFilter } from "@/lib/issues/filter-schema.ts";
import { canonicalQuery, type IssueParams } from "@/lib/issues/filters.ts";
import { narrow, paramsOf } from "@/lib/issues/narrow.ts";
import { readNamed } from "@/lib/issues/queries/named.ts";
import { where, type NamedFilter } from "@/lib/issues/where.ts";
import { ISSUE_STATUSES } from "@/lib/status/schema.ts";
import type { Clock } from "@/lib/time.ts";
import { figureSchema, type Figure } from "../schema.ts";

export type Reading = Pick<Db, "$queryRaw">;

const numberRows = z.tuple([z.object({ numbers: z.array(z.number()) })]);

/** What all figures of one answer stand on: the issues of a filter, for this reader, at this moment. */
export type Ground = { params: IssueParams; named: NamedFilter; reader: Reader; clock: Clock };

/** @throws AppError `invalid_request` where `me` is not known */
export async function readGround(
  db: Reading,
  { filter, reader, clock }: { filter: IssueFilter; reader: Reader; clock: Clock },
): Promise<Ground> {
  return { params: paramsOf(filter), named: await readNamed(db, filter, reader), reader, clock };
}

/** The issues of the ground, as a condition over `issues i`. */
export function isOnGround({ named, reader, clock }: Ground): Sql {
  return where(named, reader, clock);
}

/** Parameters that name nobody and nothing: they mean the same without asking the database. */
const plainFilterSchema = z
  .object(issueFilterFields)
  .omit({ assignee: true, author: true, completed_by: true, project: true, label: true, q: true })
  .strict();
export type FigureParams = z.input<typeof plainFilterSchema>;

/**
 * What a figure counts, as a condition over `issues i`: its parameters by the same schema and predicate as its list's. Of two things
 * it takes what the filter says with its own, since a list can only ask for them once: an issue may be reopened twice, in either's
 * days; and gone issues are out where nothing is said of status.
 */
export function counts(ground: Pick<Ground, "params" | "reader" | "clock">, params: FigureParams): Sql {
  return where(plainFilter(ground, params), ground.reader, ground.clock);
}

/**
 * The same of issues of the ground, without saying again that they are not gone: the indexes that leave gone issues out do not have the
 * column, so that a number which asks for it would be counted from the table.
 */
export function countsOnGround(ground: Ground, params: FigureParams): Sql {
  const filter = plainFilter(ground, params);
  const { any = [], ...values } = filter.status ?? { not: [], none: false, some: false };
  const isOfGone = ground.named.status?.any.includes("gone") === true;
  const statuses = [...(any.length === 0 ? ISSUE_STATUSES : any), "gone"];
  const status = isOfGone ? filter.status : { ...values, any: [...new Set(statuses)] };
  return where({ ...filter, status }, ground.reader, ground.clock);
}

function plainFilter(
  { params: asked, clock }: Pick<Ground, "params" | "clock">,
  params: FigureParams,
): z.output<typeof plainFilterSchema> {
  const { status, reopened_from, reopened_to } = asked;
  const isOfReopening = params.reopened_from !== undefined || params.reopened_to !== undefined;
  const own = isOfReopening ? { status, reopened_from, reopened_to } : { status };
  return plainFilterSchema.parse(narrow(own, params, clock.zone));
}

/** The figure with the query that lists its issues. */
export function figure({ params, clock }: Pick<Ground, "params" | "clock">, more: IssueParams, value: number): Figure {
  return { value, query: canonicalQuery(narrow(params, more, clock.zone)) };
}

/**
 * Several figures by looking once at the issues that meet `within`, which each figure must imply: it is what finds them by an index.
 */
export async function countFigures<K extends string>(
  db: Reading,
  ground: Ground,
  { within, figures }: { within: FigureParams; figures: Readonly<Record<K, FigureParams>> },
): Promise<Record<K, Figure>> {
  const entries = Object.entries<FigureParams>(figures);
  const counted = await countEach(db, ground, { within, each: entries.map(([, params]) => params) });
  const made = entries.map(([name], place) => [name, counted[place]]);
  return z.record(z.custom<K>(), figureSchema).parse(Object.fromEntries(made));
}

/** The same for figures that stand in a row, such as bars. */
export async function countEach(
  db: Reading,
  ground: Ground,
  { within, each }: { within: FigureParams; each: readonly FigureParams[] },
): Promise<Figure[]> {
  const counted = each.map((params) => sql`count(*) filter (where ${countsOnGround(ground, params)})::int`);
  const numbers = await readNumbers(
    db,
    sql`select array[${joinSql(counted)}] as numbers
      from issues i where ${allOf([isOnGround(ground), counts(ground, within)])}`,
  );
  return each.map((params, place) => figure(ground, params, at(numbers, place)));
}

/** The one row of a statement that answers an array of `numbers`. */
export async function readNumbers(db: Reading, statement: Sql): Promise<number[]> {
  const [{ numbers }] = numberRows.parse(await db.$queryRaw(statement));
  return numbers;
}

/** What stands at a place of a row that has one for each place. */
export function at<T>(row: readonly T[], place: number): T {
  const one = row[place];
  if (one === undefined) throw new Error("a row that is shorter than what it was asked for");
  return one;
}
