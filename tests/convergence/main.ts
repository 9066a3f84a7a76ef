/**
 * Seeds outside of the tests, one line each, and the report at the end:
 *
 *   bun tests/convergence/main.ts --from=1 --seeds=100 [--workers=2] [--stop] [--log] [--json]
 *
 * `--stop` ends at the first difference, with exit code 1. `--json` writes a line of JSON a seed and nothing else. Postgres is the one of BACKTRAK_TEST_POSTGRES, or an embedded one.
 */
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { withDatabase } from "@/lib/db/connection.ts";
import { migrate } from "@/lib/db/migrate.ts";
import { createLog } from "@/lib/log.ts";
import { query } from "../support/postgres.ts";
import { startPostgres } from "../support/postgres-server.ts";
import { createMould } from "./database.ts";
import { createReport } from "./report.ts";
import { runSeeds, seedsFrom } from "./seeds.ts";

const { values } = parseArgs({
  options: {
    from: { type: "string", default: "1" },
    seeds: { type: "string", default: "100" },
    workers: { type: "string" },
    stop: { type: "boolean", default: false },
    log: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});

const server = await startPostgres();
const template = `backtrak_test_template_${randomBytes(6).toString("hex")}`;
await migrate(withDatabase(server.url, template), { createDatabase: true, log: createLog("migrate", "warn") });
const mould = await createMould({ adminUrl: server.url, template });
const report = createReport();
try {
  await runSeeds(mould, {
    seeds: seedsFrom(Number(values.from), Number(values.seeds)),
    workers: values.workers === undefined ? undefined : Number(values.workers),
    onReport: (result) => {
      report.add(result);
      if (values.json) {
        console.log(JSON.stringify({ ...result, log: [] }));
        return false;
      }
      const { seed, workers, seconds, differences } = result;
      console.log(`seed ${seed}, ${workers} workers, ${seconds.toFixed(1)} s: ${differences.length} differences`);
      if (values.log) console.log(result.log.join("\n"));
      for (const line of differences) console.log(`  ${line}`);
      return values.stop && differences.length > 0;
    },
  });
  if (!values.json) console.log(report.text());
} finally {
  await mould.close();
  await query(server.url, `drop database if exists "${template}" with (force)`);
  await server.stop();
}
process.exit(report.differences() > 0 ? 1 : 0);
