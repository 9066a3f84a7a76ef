import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@/prisma/generated/client.ts";

export type Db = PrismaClient;

/** The adapter sends and reads instants without an offset: in a session of any other zone they would be hours off. */
const UTC = "-c TimeZone=UTC";
const CONNECT_TIMEOUT_MS = 5_000;

/** A pool of connections to one Postgres. `max` is the connection budget of this process. */
export function createDb(url: string, options: { max?: number } = {}): Db {
  const adapter = new PrismaPg({
    connectionString: url,
    max: options.max ?? 10,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    options: UTC,
  });
  return new PrismaClient({ adapter });
}
