/**
 * How fast the panels of the dashboard answer, through HTTP with a session, one at a time and all five at once, beside SQL written by
 * hand for the same figures on the same database in the same minutes; then how the page feels in a browser. Both must answer the same,
 * figure by figure, or the bench fails. For a goal of `targets.md` that is missed, the plans stand in the result.
 *
 *   bun tests/bench/dashboard.ts [--full] [--issues=20000]
 */
import { Pool } from "pg";
import { z } from "zod";
import { freePort } from "@/lib/free-port.ts";
import { askPostgres } from "../soak/mirror.ts";
import { pickIssues, runPart, type Findings } from "../soak/part.ts";
import { onStage, type Stage } from "../soak/stage.ts";
import { signIn } from "../soak/web.ts";
import { sitAtDashboard } from "./dashboard-browser.ts";
import { measureLook, type PanelMeasured } from "./dashboard-measure.ts";
import { looksFor } from "./dashboard-questions.ts";
import { stopProcess } from "./processes.ts";
import type { Asker } from "./reads-ask.ts";
import { isMet } from "./reads-measure.ts";
import { fillMirror, overrideSome } from "./reads-mirror.ts";
import { readPlans } from "./reads-plans.ts";
import { missedWords, readSmaller, show, summarise } from "./reads-report.ts";
import type { Role } from "./reads-sql.ts";
import { readBusiest, type Busiest } from "./reads-world.ts";

const ISSUES = pickIssues(10_000, 100_000);
const ROLES: readonly Role[] = ["manager", "viewer"];
const CONNECTIONS = 4;

const env = { WORKER_HEARTBEAT_SECONDS: "15", LOG_LEVEL: "warn" };
await runPart(`bench-dashboard-${ISSUES}`, () => onStage({ issues: ISSUES, env }, bench));

async function bench(stage: Stage): Promise<Findings> {
  const { databaseUrl } = stage;
  const web = await stage.startWeb((await freePort(0)) ?? 0);
  const worker = stage.startWorker();
  const minutes = await fillMirror(stage);
  await overrideSome(web, databaseUrl);
  await stopProcess(worker.child);
  await askPostgres(databaseUrl, z.unknown(), "vacuum analyze");
  const taken: Taken[] = [];
  const smaller = readSmaller("bench-dashboard", ISSUES);
  for (const role of ROLES) {
    const asker = { url: web.url, cookie: await signIn(web.url, role) };
    const measured = await measureAll({ role, asker, world: await readBusiest(databaseUrl), databaseUrl });
    taken.push(...measured);
    show(role, measured, smaller);
  }
  const page = await sitAtDashboard(web.url);
  const missed = taken.filter(({ measured }) => isMet(measured) === false);
  const missedParts = missed.flatMap(({ role, parts }) => parts.map((measured) => ({ role, measured })));
  return {
    figures: { issues: ISSUES, ...summarise(taken), ...page.figures, "minutes until the mirror was full": minutes },
    faults: [...taken.flatMap(({ faults }) => faults), ...missed.map(missedWords), ...page.faults, ...stage.lost()],
    details: {
      taken: taken.map(({ role, measured }) => ({ role, ...measured, met: isMet(measured) })),
      page: page.details,
      plans: await readPlans(stage, missedParts),
    },
  };
}

type Taken = PanelMeasured & { role: Role };
type Plan = { role: Role; asker: Asker; world: Busiest; databaseUrl: string };

async function measureAll({ role, asker, world, databaseUrl }: Plan): Promise<Taken[]> {
  const pool = new Pool({ connectionString: databaseUrl, max: CONNECTIONS });
  try {
    const taken: Taken[] = [];
    for (const look of looksFor({ world, role })) {
      taken.push(...(await measureLook(look, asker, pool)).map((measured) => ({ role, ...measured })));
    }
    return taken;
  } finally {
    await pool.end();
  }
}
