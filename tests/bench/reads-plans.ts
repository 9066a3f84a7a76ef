import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { layoutOf } from "@/lib/db/embedded/cluster.ts";
import { freePort } from "@/lib/free-port.ts";
import { askPostgres } from "../soak/mirror.ts";
import type { Stage } from "../soak/stage.ts";
import { signIn } from "../soak/web.ts";
import { askApi } from "./reads-ask.ts";
import type { Measured } from "./reads-measure.ts";
import type { Role } from "./reads-sql.ts";

/** Statements of the session and the like are quicker. */
const SHORTEST_MS = 1;
const ASKED = 2;
const WRITTEN_WITHIN_MS = 500;

/** For every new connection to the database: what a statement did, with its plan, in the log of Postgres. */
const EXPLAINING = {
  session_preload_libraries: "auto_explain",
  "auto_explain.log_min_duration": String(SHORTEST_MS),
  "auto_explain.log_analyze": "on",
  "auto_explain.log_buffers": "on",
  "auto_explain.log_timing": "on",
  "auto_explain.log_parameter_max_length": "200",
};

/**
 * How Postgres went about the statements of each question, as a web process that has just started sends them: `explain (analyze,
 * buffers)` of each that takes longer than a millisecond.
 */
export async function readPlans(stage: Stage, missed: readonly { role: Role; measured: Measured }[]) {
  if (missed.length === 0) return {};
  await explainNewConnections(stage.databaseUrl);
  const web = await stage.startWeb((await freePort(0)) ?? 0);
  const plans: Record<string, string> = {};
  for (const { role, measured } of missed) {
    const asker = { url: web.url, cookie: await signIn(web.url, role) };
    plans[`${role}: ${measured.name}`] = await logged(stage.folder, async () => {
      for (let round = 0; round < ASKED; round++) await askApi(measured, asker);
    });
  }
  return plans;
}

export async function explainNewConnections(databaseUrl: string): Promise<void> {
  const database = new URL(databaseUrl).pathname.slice(1);
  await askPostgres(databaseUrl, z.unknown(), "load 'auto_explain'");
  for (const [name, value] of Object.entries(EXPLAINING)) {
    await askPostgres(databaseUrl, z.unknown(), `alter database "${database}" set ${name} = '${value}'`);
  }
}

/** What Postgres writes into its log meanwhile. */
async function logged(folder: string, work: () => Promise<void>): Promise<string> {
  const { log } = layoutOf(join(folder, "postgres"));
  const from = statSync(log).size;
  await work();
  await sleep(WRITTEN_WITHIN_MS);
  return readFileSync(log).subarray(from).toString("utf8");
}
