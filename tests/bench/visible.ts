import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { GitLab } from "../soak/gitlab.ts";

const LOOK_EVERY_MS = 250;
const GIVES_UP_AFTER_MS = 60_000;
const NEWEST = 50;

const listSchema = z.object({ data: z.array(z.object({ title: z.string() })) });

type ProbeOptions = {
  gitlab: GitLab;
  web: { url: string; cookie: string };
  issues: readonly { project: number; iid: number }[];
  everyMs: number;
  forMs: number;
};

/**
 * Edits a title at GitLab every so often and looks until the edit stands in `GET /api/issues`. Answers the milliseconds from the edit
 * to the look that found it, and how many were never seen.
 */
export async function measureVisibility(options: ProbeOptions): Promise<{ latencies: number[]; unseen: number }> {
  const waiting = new Map<string, number>();
  const latencies: number[] = [];
  const edited = editOnAndOn(options, waiting);
  let isDone = false;
  void edited.then(() => (isDone = true)).catch(() => (isDone = true));
  let deadline = Infinity;
  while (!isDone || (waiting.size > 0 && performance.now() < deadline)) {
    if (isDone && deadline === Infinity) deadline = performance.now() + GIVES_UP_AFTER_MS;
    for (const title of await newestTitles(options.web)) {
      const editedAt = waiting.get(title);
      if (editedAt !== undefined) latencies.push(performance.now() - editedAt);
      waiting.delete(title);
    }
    await sleep(LOOK_EVERY_MS);
  }
  await edited;
  return { latencies, unseen: waiting.size };
}

async function editOnAndOn(
  { gitlab, issues, everyMs, forMs }: ProbeOptions,
  waiting: Map<string, number>,
): Promise<void> {
  const startedAt = performance.now();
  for (let edit = 0; performance.now() - startedAt < forMs; edit++) {
    const issue = issues[edit % issues.length];
    if (issue === undefined) throw new Error("there is no issue to edit");
    const title = `Seen in edit ${edit} of ${startedAt}`;
    waiting.set(title, performance.now());
    await gitlab.edit({ kind: "update_issue", project_id: issue.project, iid: issue.iid, fields: { title } });
    await sleep(Math.max(0, startedAt + (edit + 1) * everyMs - performance.now()));
  }
}

async function newestTitles({ url, cookie }: ProbeOptions["web"]): Promise<string[]> {
  const answer = await fetch(`${url}/api/issues?sort=-updated_at&page_size=${NEWEST}`, { headers: { cookie } });
  if (!answer.ok) throw new Error(`the list was answered ${answer.status}`);
  return listSchema.parse(await answer.json()).data.map(({ title }) => title);
}
