/**
 * How fast the list, its facets and the search answer, through HTTP with a session, one question at a time, beside the best SQL
 * written by hand for the same answer on the same database in the same minutes. Both must answer the same, or the bench fails. For a
 * goal of `targets.md` that is missed, the plans stand in the result.
 *
 *   bun tests/bench/reads.ts [--full] [--issues=20000]
 */
import { Pool } from "pg";
import { z } from "zod";
import { freePort } from "@/lib/free-port.ts";
import { askPostgres } from "../soak/mirror.ts";
import { pickIssues, runPart, type Findings } from "../soak/part.ts";
import { onStage, type Stage } from "../soak/stage.ts";
import { signIn } from "../soak/web.ts";
import { stopProcess } from "./processes.ts";
import { fillMirror, overrideSome } from "./reads-mirror.ts";
import { isMet, measure } from "./reads-measure.ts";
import { readPlans } from "./reads-plans.ts";
import { questionsFor } from "./reads-questions.ts";
import { missedWords, readSmaller, show, summarise, type Taken } from "./reads-report.ts";
import type { Asker } from "./reads-ask.ts";
import type { Role } from "./reads-sql.ts";
import { readTypo } from "./reads-typo.ts";
import { readWorld, type World } from "./reads-world.ts";

const ISSUES = pickIssues(10_000, 100_000);
const ROLES: readonly Role[] = ["manager", "viewer"];
const CONNECTIONS = 4;

const env = { WORKER_HEARTBEAT_SECONDS: "15", LOG_LEVEL: "warn" };
await runPart(`bench-reads-${ISSUES}`, () => onStage({ issues: ISSUES, env }, bench));

async function bench(stage: Stage): Promise<Findings> {
  const { databaseUrl } = stage;
  const web = await stage.startWeb((await freePort(0)) ?? 0);
  const worker = stage.startWorker();
  const minutes = await fillMirror(stage);
  const [clock] = await askPostgres(databaseUrl, z.object({ now: z.date() }), "select now() as now");
  const since = clock?.now.toISOString() ?? "";
  await overrideSome(web, databaseUrl);
  await stopProcess(worker.child);
  await askPostgres(databaseUrl, z.unknown(), "vacuum analyze");
  const world = await readWorld(databaseUrl);
  const taken: Taken[] = [];
  const smaller = readSmaller("bench-reads", ISSUES);
  for (const role of ROLES) {
    const asker = { url: web.url, cookie: await signIn(web.url, role) };
    const measured = await measureAll({ role, asker, world, since, databaseUrl });
    taken.push(...measured);
    show(role, measured, smaller);
  }
  const missed = taken.filter(({ measured }) => isMet(measured) === false);
  return {
    figures: { issues: ISSUES, ...summarise(taken), "minutes until the mirror was full": minutes },
    faults: [...taken.flatMap(({ faults }) => faults), ...missed.map(missedWords), ...stage.lost()],
    details: {
      issues: world.issues,
      taken: taken.map(({ role, measured }) => ({ role, ...measured, met: isMet(measured) })),
      plans: await readPlans(stage, missed),
    },
  };
}

type Plan = { role: Role; asker: Asker; world: World; since: string; databaseUrl: string };

async function measureAll({ role, asker, world, since, databaseUrl }: Plan): Promise<Taken[]> {
  const pool = new Pool({ connectionString: databaseUrl, max: CONNECTIONS });
  try {
    const typo = await readTypo(world, asker);
    const taken: Taken[] = [];
    for (const question of questionsFor({ world, role, since, typo })) {
      taken.push({ role, ...(await measure(question, asker, pool)) });
    }
    return taken;
  } finally {
    await pool.end();
  }
}
