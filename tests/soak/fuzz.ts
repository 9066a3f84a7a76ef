/**
 * Wrong, odd and nearly right requests to every operation that the web process declares in its own OpenAPI document, byte for byte
 * over HTTP: never a 5xx, every answer as declared, nothing written that was refused, and the next good request served.
 *
 *   bun tests/soak/fuzz.ts [--full]
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDb } from "@/lib/db/client.ts";
import { withDatabase } from "@/lib/db/connection.ts";
import { startEmbeddedPostgres } from "@/lib/db/embedded.ts";
import { migrate } from "@/lib/db/migrate.ts";
import { freePort } from "@/lib/free-port.ts";
import { createLog } from "@/lib/log.ts";
import { hasEnded, stopProcess } from "../bench/processes.ts";
import { fuzzAddresses } from "../fuzz/addresses.ts";
import { fuzz, type Field } from "../fuzz/campaign.ts";
import { readOperations } from "../fuzz/document.ts";
import { openLedger } from "../fuzz/ledger.ts";
import { sendOverHttp } from "../fuzz/over-http.ts";
import { makeWorld, WEBHOOK_SECRET } from "../fuzz/world.ts";
import { pickCount, runPart, type Findings } from "./part.ts";
import { signIn, startWebProcess, type Web } from "./web.ts";

const INPUTS = pickCount(200, 5_000);
/** Another than that of the tests. */
const SEED = 10_001;

await runPart("soak-fuzz", onOwnPostgres);

async function onOwnPostgres(): Promise<Findings> {
  const folder = mkdtempSync(join(tmpdir(), "backtrak-soak-"));
  const log = createLog("soak", "warn");
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, "postgres"), log, durable: false });
  const databaseUrl = withDatabase(postgres.url, "soak");
  await migrate(databaseUrl, { log, createDatabase: true });
  const web = startWebProcess({
    port: (await freePort(0)) ?? 0,
    env: settings(databaseUrl),
    logFile: join(folder, "web.log"),
  });
  const give = () => void stopProcess(web.child).finally(() => process.exit(130));
  process.once("SIGINT", give).once("SIGTERM", give);
  try {
    await web.answers;
    return await soak(web, databaseUrl);
  } finally {
    process.off("SIGINT", give).off("SIGTERM", give);
    await stopProcess(web.child);
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function soak(web: Web, databaseUrl: string): Promise<Findings> {
  const db = createDb(databaseUrl);
  const world = await makeWorld(db);
  const { url } = web;
  const cookies = {
    viewer: await signIn(url, "viewer"),
    manager: await signIn(url, "manager"),
    admin: await signIn(url, "admin"),
  };
  const ledger = await openLedger(databaseUrl);
  const found = await fuzzAll(url, { send: sendOverHttp(url, cookies), ledger, world });
  const addresses = await fuzzAddresses(url, cookies);
  await ledger.close();
  await db.$disconnect();
  return {
    figures: {
      ...found.figures,
      "odd addresses": addresses.inputs,
      faults: found.faults.length + addresses.faults.length,
    },
    faults: [...found.faults, ...addresses.faults, ...(hasEnded(web.child) ? ["the web process has ended"] : [])],
    details: found.details,
  };
}

async function fuzzAll(url: string, field: Field): Promise<Findings> {
  const document: unknown = await (await fetch(`${url}/api/openapi.json`)).json();
  const operations = readOperations(document);
  const faults: string[] = [];
  const statuses: Record<string, Record<number, number>> = {};
  let [inputs, accepted] = [0, 0];
  for (const operation of operations) {
    const outcome = await fuzz(operation, { inputs: INPUTS, seed: SEED }, field);
    inputs += outcome.inputs;
    accepted += outcome.accepted;
    statuses[operation.id] = outcome.statuses;
    faults.push(...outcome.faults);
  }
  return {
    figures: { operations: operations.length, inputs, "of them accepted": accepted },
    faults,
    details: { statuses },
  };
}

function settings(databaseUrl: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    GITLAB_URL: "http://127.0.0.1:1",
    GITLAB_TOKEN: "glpat-soak",
    GITLAB_WEBHOOK_SECRET: WEBHOOK_SECRET,
    BETTER_AUTH_SECRET: "auth-secret-of-the-soak-fuzzer-32",
    BACKTRAK_DEMO: "1",
    LOG_LEVEL: "error",
  };
}
