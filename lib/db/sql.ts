import { Prisma } from "@/prisma/generated/client.ts";

/** Tagged SQL: every `${value}` becomes a bound parameter, fragments nest. The only way SQL is put together here. */
export const sql = Prisma.sql;
export const joinSql = Prisma.join;
export type Sql = Prisma.Sql;

/** Conditions joined by `and`; none at all is true. */
export function allOf(conditions: Sql[]): Sql {
  return conditions.length === 0 ? sql`true` : joinSql(conditions, " and ");
}

/** Conditions joined by `or` in brackets; none at all is false. */
export function anyOf(conditions: Sql[]): Sql {
  return conditions.length === 0 ? sql`false` : sql`(${joinSql(conditions, " or ")})`;
}

/** A list of column names as SQL. Only for constants of ours: a value is never passed this way. */
export function columns(names: readonly string[], alias?: string): Sql {
  return Prisma.raw(names.map((name) => (alias === undefined ? name : `${alias}.${name}`)).join(", "));
}

/** Rows as one bound parameter, to be unfolded by `jsonb_to_recordset` or `jsonb_populate_recordset`. */
export function jsonRows(rows: readonly unknown[]): Sql {
  return sql`${JSON.stringify(rows)}::jsonb`;
}
