import type { Pool } from "pg";
import { pickCount } from "../soak/part.ts";
import { percentile } from "./percentile.ts";
import { askApi, askSql, compareAnswers, type Asker } from "./reads-ask.ts";
import type { Question } from "./reads-goals.ts";
import type { Way } from "./reads-sql.ts";

const SAMPLES = pickCount(20, 40);
const FEWEST = 5;
/** A question that takes long is asked less often. */
const BUDGET_MS = 6_000;
const WARM_UP = 3;

/** Milliseconds: of the API half and 95 of 100 answers, of SQL half. */
export type Measured = {
  name: string;
  path: string;
  /** Issues, or values of facets. */
  total: number;
  p50: number;
  p95: number;
  sql: number;
  ratio: number;
  goal: number | null;
  samples: number;
  /** The statements that were the fastest. */
  way: Way;
};

/** Asks both sides the same until both are warm, then in turn; answers what was measured and where they differ. */
export async function measure(
  question: Question,
  asker: Asker,
  pool: Pool,
): Promise<{ measured: Measured; faults: string[] }> {
  const { total, faults } = await compareAnswers(question, asker, pool);
  const way = await fastest(question.ways, pool);
  const taken = await takeTurns({ api: () => askApi(question, asker), sql: () => askSql(way, pool) });
  const { name, path, goal } = question;
  return { measured: { name, path, total, ...taken, goal, way }, faults };
}

type Sides = Record<"api" | "sql", () => Promise<unknown>>;
type Turns = Pick<Measured, "p50" | "p95" | "sql" | "ratio" | "samples">;

/** Asks both sides in turn, once the API is warm, often enough to tell. */
export async function takeTurns({ api: askOurs, sql: askTheirs }: Sides): Promise<Turns> {
  for (let round = 0; round < WARM_UP; round++) await askOurs();
  const [api, sql]: [number[], number[]] = [[], []];
  const startedAt = performance.now();
  const isDone = () => api.length >= SAMPLES || (api.length >= FEWEST && performance.now() - startedAt > BUDGET_MS);
  while (!isDone()) {
    api.push(await timed(askOurs));
    sql.push(await timed(askTheirs));
  }
  const [p50, p95, sqlP50] = [shareOf(api, 0.5), shareOf(api, 0.95), shareOf(sql, 0.5)];
  const ratio = Number((p50 / Math.max(0.1, sqlP50)).toFixed(1));
  return { p50, p95, sql: sqlP50, ratio, samples: api.length };
}

/** Whether the goal is met by half of the answers; null where there is none. */
export function isMet({ p50, goal }: Pick<Measured, "p50" | "goal">): boolean | null {
  return goal === null ? null : p50 <= goal;
}

/** The way that is answered soonest, once each of several is warm. */
export async function fastest(ways: readonly Way[], pool: Pool): Promise<Way> {
  const [first, ...others] = ways;
  if (first === undefined) throw new Error("there is no way to ask");
  let best = { way: first, ms: Infinity };
  for (const way of others.length === 0 ? [] : ways) {
    const times: number[] = [];
    for (let round = 0; round < WARM_UP; round++) times.push(await timed(() => askSql(way, pool)));
    const ms = Math.min(...times);
    if (ms < best.ms) best = { way, ms };
  }
  return best.way;
}

/** Milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function shareOf(times: readonly number[], share: number): number {
  return percentile(times, share, 1) ?? 0;
}
