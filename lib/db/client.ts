import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@/prisma/generated/client.ts";

export type Db = PrismaClient;

/** The adapter sends and reads instants without an offset: in a session of any other zone they would be hours off. */
const UTC = "-c TimeZone=UTC";
const CONNECT_TIMEOUT_MS = 5_000;

/**
 * `max`: the connection budget of this process. `prepared`: each connection keeps the plan of every statement it has seen, for a
 * process whose statements are few and come again and again, as the worker's. `name`: how Postgres lists the connections.
 * `idleSeconds`: a transaction in which nothing happens for so long is ended by Postgres, and its locks go with it: those of a
 * process that stands still (stopped, swapped out, cut off) would stay as long as it does.
 * `statementMs`: a statement that takes longer is ended by Postgres.
 */
export type DbOptions = {
  max?: number;
  prepared?: boolean;
  name?: string;
  idleSeconds?: number;
  statementMs?: number;
};

/** A pool of connections to one Postgres. */
export function createDb(url: string, options: DbOptions = {}): Db {
  const connection = {
    connectionString: url,
    max: options.max ?? 10,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    options: sessionOptions(options),
    ...(options.name === undefined ? {} : { application_name: options.name }),
  };
  const statementNameGenerator = options.prepared === true ? nameOf : undefined;
  return new PrismaClient({ adapter: new PrismaPg(connection, { statementNameGenerator }) });
}

function sessionOptions({ idleSeconds, statementMs }: DbOptions): string {
  const idle = idleSeconds === undefined ? "" : ` -c idle_in_transaction_session_timeout=${idleSeconds}s`;
  const statement = statementMs === undefined ? "" : ` -c statement_timeout=${statementMs}`;
  return `${UTC}${idle}${statement}`;
}

function nameOf({ sql }: { sql: string }): string {
  return createHash("sha256").update(sql).digest("base64url");
}
