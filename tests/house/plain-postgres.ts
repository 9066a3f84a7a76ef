import {
  ColumnTypeEnum,
  type ColumnType,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
  type Transaction,
} from "@prisma/driver-adapter-utils";
import type { Client } from "pg";

// By the type's number in pg_type. Prisma's own adapter refuses "char" (18), which the catalogue is full of.
const COLUMN_TYPES: Record<number, ColumnType> = {
  16: ColumnTypeEnum.Boolean,
  18: ColumnTypeEnum.Character,
  20: ColumnTypeEnum.Int64,
  21: ColumnTypeEnum.Int32,
  23: ColumnTypeEnum.Int32,
  26: ColumnTypeEnum.Int64,
  1002: ColumnTypeEnum.CharacterArray,
  1003: ColumnTypeEnum.TextArray,
  1005: ColumnTypeEnum.Int32Array,
  1007: ColumnTypeEnum.Int32Array,
  1009: ColumnTypeEnum.TextArray,
};

/** Lets Prisma's engine read the catalogue of a database over a connection that stays ours. It never writes. */
export class PlainPostgres implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = "postgres";
  readonly adapterName = "plain-postgres";
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  connect(): Promise<SqlDriverAdapter> {
    const client = this.#client;
    return Promise.resolve({
      provider: this.provider,
      adapterName: this.adapterName,
      queryRaw: (query) => ask(client, query),
      executeRaw: async (query) => (await client.query(query.sql, query.args)).rowCount ?? 0,
      executeScript: async (script) => void (await client.query(script)),
      startTransaction: () => refuse<Transaction>(),
      getConnectionInfo: () => ({ schemaName: "public", supportsRelationJoins: false }),
      dispose: () => Promise.resolve(),
    });
  }

  connectToShadowDb(): Promise<SqlDriverAdapter> {
    return refuse();
  }
}

async function ask(client: Client, { sql, args }: SqlQuery): Promise<SqlResultSet> {
  const { fields, rows } = await client.query<unknown[]>({ text: sql, values: args, rowMode: "array" });
  return {
    columnNames: fields.map(({ name }) => name),
    columnTypes: fields.map(({ dataTypeID }) => COLUMN_TYPES[dataTypeID] ?? ColumnTypeEnum.Text),
    rows,
  };
}

function refuse<T>(): Promise<T> {
  return Promise.reject(new Error("This connection only compares"));
}
