import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@/prisma/generated/client.ts";

export type Db = PrismaClient;

/** The adapter sends and reads instants without an offset: in a session of any other zone they would be hours off. */
const UTC = "-c TimeZone=UTC";
const CONNECT_TIMEOUT_MS = 5_000;

/**
 * A pool of connections to one Postgres. `max` is the connection budget of this process. With `prepared` each connection keeps
 * the plan of every statement it has seen: for a process whose statements are few and come again and again, as the worker's.
 */
export function createDb(url: string, options: { max?: number; prepared?: boolean } = {}): Db {
  const connection = {
    connectionString: url,
    max: options.max ?? 10,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    options: UTC,
  };
  const statementNameGenerator = options.prepared === true ? nameOf : undefined;
  return new PrismaClient({ adapter: new PrismaPg(connection, { statementNameGenerator }) });
}

function nameOf({ sql }: { sql: string }): string {
  return createHash("sha256").update(sql).digest("base64url");
}
