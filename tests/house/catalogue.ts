import { readFileSync, writeFileSync } from "node:fs";
import { withClient, withDatabase } from "@/lib/db/connection.ts";
import { migrate } from "@/lib/db/migrate.ts";
import { createLog } from "@/lib/log.ts";
import { startPostgres } from "@/tests/support/postgres-server.ts";
import { catalogueText, differences } from "./catalogue-text.ts";
import { driftBetween } from "./drift.ts";

const SNAPSHOT = "prisma/catalogue.txt";
const DATABASE = `backtrak_catalogue_${process.pid}`;

const server = await startPostgres();
try {
  const url = withDatabase(server.url, DATABASE);
  await migrate(url, { createDatabase: true, log: createLog("migrate", "warn") });
  const schema = readFileSync("prisma/schema.prisma", "utf8");
  const drift = await withClient(url, (client) => driftBetween(client, schema));
  const present = await withClient(url, catalogueText);
  if (process.argv.includes("--write")) writeFileSync(SNAPSHOT, present);
  report(differences(readFileSync(SNAPSHOT, "utf8"), present), drift);
} finally {
  await withClient(server.url, (client) => client.query(`drop database if exists ${DATABASE} with (force)`));
  await server.stop();
}

function report(changes: string[], drift: string): void {
  for (const line of changes) console.error(line);
  if (changes.length > 0) console.error(`${SNAPSHOT} is not what the migrations build: bun run catalogue --write`);
  if (drift !== "") console.error(`The migrations and prisma/schema.prisma have parted. What is missing:\n${drift}`);
  const good = changes.length === 0 && drift === "";
  if (good) console.log("Migrations, Prisma schema and committed catalogue agree.");
  process.exitCode = good ? 0 : 1;
}
