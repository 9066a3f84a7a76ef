import { Client, DatabaseError, escapeIdentifier } from "pg";
import { AppError, messageOf } from "@/lib/errors.ts";

const CONNECT_TIMEOUT_MS = 10_000;
const OLDEST_VERSION = 15;
const ALREADY_THERE = ["42P04", "23505"]; // duplicate_database, or another process was creating it at the same moment

/** Runs `work` on a connection of its own. @throws AppError `unavailable` when the database cannot be reached. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await connect(url);
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/** The same server, another database. */
export function withDatabase(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${encodeURIComponent(database)}`;
  return other.href;
}

/** Creates the database that the address names when the server does not have it. */
export async function createDatabase(url: string): Promise<void> {
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  await withClient(withDatabase(url, "postgres"), async (client) => {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (rowCount) return;
    await client.query(`create database ${escapeIdentifier(name)}`).catch((error: unknown) => {
      if (!(error instanceof DatabaseError && ALREADY_THERE.includes(error.code ?? ""))) throw error;
    });
  });
}

/** @throws AppError `bad_environment` when the server is older than the product supports. */
export async function checkVersion(client: Client): Promise<void> {
  const { rows } = await client.query<{ major: number }>(
    "select current_setting('server_version_num')::int / 10000 as major",
  );
  const major = rows[0]?.major ?? 0;
  if (major >= OLDEST_VERSION) return;
  throw new AppError("bad_environment", `DATABASE_URL is a Postgres ${major}: ${OLDEST_VERSION} or newer is needed`);
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  client.on("error", () => {}); // whatever is running on it fails too, and says so
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw new AppError("unavailable", `Postgres at ${new URL(url).host} cannot be used: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
