import { z } from "zod";
import { compareMirror } from "./differences.ts";
import { toldIssues, type Editor } from "./editor.ts";
import { askPostgres, listParkedJobs, countRows, readMirror } from "./mirror.ts";
import { unequal, type Findings } from "./part.ts";
import { countStatuses, takenKeys, type Relay } from "./relay.ts";
import type { Stage } from "./stage.ts";
import { until } from "./until.ts";
import { requestPoll, type Web } from "./web.ts";

const HANDLED_WITHIN_MS = 120_000;
const POLLED_WITHIN_MS = 120_000;

type Parts = { stage: Stage; web: Web; relay: Relay; editor: Editor };

/**
 * When the edits have ended: what the product said it kept must be in the mirror without any poll, what it did not keep must be
 * there after one; nothing it said it kept may be missing among the deliveries, nothing there twice.
 */
export async function reckon({ stage, web, relay, editor }: Parts): Promise<Findings> {
  const { databaseUrl, gitlab } = stage;
  await editor.stop();
  await until("every webhook is answered", async () => (await gitlab.pendingWebhooks()) === 0);
  const handledAfterMs = await until(
    "every kept delivery is handled",
    () => isAllHandled(databaseUrl),
    HANDLED_WITHIN_MS,
  );
  const told = toldIssues(editor, relay.postings);
  const [theirs, ours] = [await gitlab.issues(), await readMirror(databaseUrl)];
  const ofTold = theirs.filter(({ project_id, iid }) => told.has(`${project_id}#${iid}`));
  const rowsOfTold = ours.filter(({ project, iid }) => told.has(`${project}#${iid}`));
  const beforePoll = compareMirror(ofTold, rowsOfTold);
  const untoldBefore = compareMirror(theirs, ours).lines.length;
  await poll(stage, web);
  const afterPoll = compareMirror(theirs, await readMirror(databaseUrl));
  const taken = takenKeys(relay.postings);
  const kept = await keptKeys(databaseUrl);
  const lost = taken.filter((key) => !kept.has(key));
  const doubled = await countRows(
    databaseUrl,
    "select count(*) - count(distinct delivery_key) as n from webhook_deliveries",
  );
  return {
    figures: {
      edits: editor.edits(),
      "answers to deliveries (0: none)": JSON.stringify(countStatuses(relay.postings)),
      "deliveries answered as kept": taken.length,
      "of them not among the deliveries": lost.length,
      "deliveries kept twice": doubled,
      "issues whose last edit was told": told.size,
      "differences in these, before the poll": beforePoll.lines.length,
      "differences in all, before the poll": untoldBefore,
      "differences in all, after the poll": afterPoll.lines.length,
      "doubled rows": afterPoll.doubled,
      "seconds until all were handled": Number((handledAfterMs / 1000).toFixed(1)),
    },
    faults: [
      ...unequal("lost deliveries", lost.length, 0),
      ...unequal("deliveries kept twice", doubled, 0),
      ...unequal("doubled rows", afterPoll.doubled, 0),
      ...(await listParkedJobs(databaseUrl)),
      ...beforePoll.lines.map((line) => `told, before the poll: ${line}`),
      ...afterPoll.lines.map((line) => `after the poll: ${line}`),
      ...stage.lost(),
    ],
  };
}

async function isAllHandled(url: string): Promise<boolean> {
  const text = "select count(*) as n from webhook_deliveries where outcome = 'enqueued' and handled_at is null";
  return (await countRows(url, text)) === 0;
}

/** Has everything polled, and waits for the end of it by the cursors. */
async function poll({ databaseUrl }: Stage, web: Web): Promise<void> {
  const [clock] = await askPostgres(databaseUrl, z.object({ now: z.string() }), "select now()::text as now");
  await requestPoll(web.url);
  const text =
    "select count(*) as n from sync_cursors where last_success_at is null or last_success_at < $1::timestamptz";
  await until(
    "every project is polled",
    async () => (await countRows(databaseUrl, text, [clock?.now])) === 0,
    POLLED_WITHIN_MS,
  );
}

async function keptKeys(url: string): Promise<Set<string>> {
  const rows = await askPostgres(
    url,
    z.object({ key: z.string() }),
    "select delivery_key as key from webhook_deliveries",
  );
  return new Set(rows.map(({ key }) => key));
}
