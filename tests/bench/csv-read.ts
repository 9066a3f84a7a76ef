import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { z } from "zod";
import { nodePath } from "@/worker/launch/node.ts";
import { pickCount } from "../soak/part.ts";
import type { Web } from "../soak/web.ts";
import { parseCsv } from "../support/csv.ts";
import { firstLine, memoryMb, startCommand } from "./processes.ts";
import { askApi, type Asker } from "./reads-ask.ts";
import { timed } from "./reads-measure.ts";
import type { SlowPlan, SlowResult } from "./slow-reader.ts";

const LOOK_EVERY_MS = 50;
const ASKED = pickCount(30, 100);
export const SLOW_READERS = 2;
const SLOW_SECONDS = pickCount(10, 30);
const SLOW_BYTES_PER_SECOND = 64 * 1024;
const ROWS_AT_ONCE = 1_000;

/** The whole backlog twice: alone, and then beside somebody who keeps asking for the list. */
export async function exportAll({ child }: Web, asker: Asker) {
  await download(asker, "?status=gone"); // its code is read with the first
  const memoryBefore = memoryMb(child) ?? NaN;
  let memoryPeak = memoryBefore;
  const watch = setInterval(() => (memoryPeak = Math.max(memoryPeak, memoryMb(child) ?? 0)), LOOK_EVERY_MS);
  try {
    const first = await download(asker);
    const [, beside] = await Promise.all([download(asker), askOften(asker)]);
    return { ...first, memoryBefore, memoryPeak, beside };
  } finally {
    clearInterval(watch);
  }
}

async function download({ url, cookie }: Asker, query = "") {
  const startedAt = performance.now();
  const answer = await fetch(`${url}/api/issues.csv${query}`, { headers: { cookie } });
  if (answer.status !== 200 || answer.body === null) throw new Error(`the export was answered ${answer.status}`);
  const chunks: Uint8Array[] = [];
  let firstByteMs: number | null = null;
  for await (const chunk of answer.body) {
    firstByteMs ??= Math.round(performance.now() - startedAt);
    chunks.push(chunk);
  }
  const seconds = Number(((performance.now() - startedAt) / 1000).toFixed(2));
  const bytes = Buffer.concat(chunks);
  const megabytes = Number((bytes.length / 1024 / 1024).toFixed(1));
  return { firstByteMs, seconds, megabytes, csv: parseCsv(bytes.toString("utf8")) };
}

const YARDSTICK = `
  declare rows cursor for
  select i.*, p.path_with_namespace, a.username, o.internal_notes,
    (select string_agg(u.username, ', ' order by u.username) from gitlab_users u where u.id = any(i.assignee_ids)),
    (select string_agg(l.title, ', ' order by l.title) from labels l where l.id = any(i.label_ids))
  from (select * from issues where gone_at is null order by updated_at_gitlab desc, id desc) i
  join projects p on p.id = i.project_id left join gitlab_users a on a.id = i.author_id
  left join issue_overrides o on o.issue_id = i.id`;

/** The same rows by a client of Postgres that throws them away; milliseconds. */
export async function readAndThrowAway(databaseUrl: string): Promise<number> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const startedAt = performance.now();
  try {
    await client.query("begin");
    await client.query(YARDSTICK);
    for (let read = 1; read > 0;) read = (await client.query(`fetch ${ROWS_AT_ONCE} from rows`)).rows.length;
    return performance.now() - startedAt;
  } finally {
    await client.end();
  }
}

/** Slow readers of the whole, and beside them somebody who keeps asking for the list. */
export async function readSlowly({ port }: Web, asker: Asker) {
  const plan: SlowPlan = {
    port,
    path: "/api/issues.csv",
    cookie: asker.cookie,
    bytesPerSecond: SLOW_BYTES_PER_SECOND,
    seconds: SLOW_SECONDS,
  };
  const results = Array.from({ length: SLOW_READERS }, () => startSlowReader(plan));
  await sleep(1000);
  const beside = await askOften(asker);
  return { beside, results: await Promise.all(results) };
}

const slowSchema: z.ZodType<SlowResult> = z.object({ bytes: z.number(), status: z.string(), ended: z.boolean() });

function startSlowReader(plan: SlowPlan): Promise<SlowResult> {
  const reader = startCommand([nodePath(), "tests/bench/slow-reader.ts", JSON.stringify(plan)], {});
  return firstLine(reader, (line) => slowSchema.parse(JSON.parse(line)));
}

/** The page of 50 with no filter, again and again; milliseconds. */
export async function askOften(asker: Asker): Promise<number[]> {
  const times: number[] = [];
  for (let asked = 0; asked < ASKED; asked++) times.push(await timed(() => askApi({ path: "/api/issues" }, asker)));
  return times;
}
