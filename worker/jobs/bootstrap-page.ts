import { databaseNow } from "@/lib/db/now.ts";
import type { JobPayload } from "@/lib/jobs/schema.ts";
import { beginBootstrap } from "@/lib/sync/bootstrap-begin.ts";
import { nextPlace, type Place, questionAt, readPlace } from "@/lib/sync/bootstrap-place.ts";
import {
  commitBootstrapPage,
  readBootstrap,
  type BootstrapPage,
  type BootstrapRun,
  type PageCommit,
} from "@/lib/sync/bootstrap.ts";
import type { JobContext } from "../context.ts";
import { withFailureNoted } from "../run-failure.ts";
import { startTurn } from "../turn.ts";

/** Reads and commits pages of a bootstrap for a moment, from wherever it stands. */
export async function bootstrapPage({ run_id }: JobPayload<"bootstrap_page">, context: JobContext): Promise<void> {
  const run = await readBootstrap(context.db, run_id);
  if (run === null) return;
  await withFailureNoted({ ...run, mode: "bootstrap" }, context, async () => {
    const place = run.next_page === null ? await beginBootstrap(run, context) : readPlace(run.next_page);
    await readPages(run, place, context);
  });
}

/** While one page is written the next is on its way; each is a transaction of its own. */
async function readPages(run: BootstrapRun, start: Place, context: JobContext): Promise<void> {
  const mayGoOn = startTurn(context.signal);
  let place: Place | null = start;
  let arriving = fetchPage(run, start, context);
  while (place !== null) {
    const page: BootstrapPage = await arriving;
    const next: Place | null = nextPlace(place, page);
    const goesOn = next !== null && mayGoOn();
    if (goesOn) arriving = fetchPage(run, next, context);
    const commit: PageCommit = { run, place, page, next, goesOn };
    const committed: boolean = await context.pace.page(() => context.write((tx) => commitBootstrapPage(tx, commit)));
    place = committed && goesOn ? next : null;
  }
}

async function readPage(run: BootstrapRun, place: Place, { db, gitlab, signal }: JobContext): Promise<BootstrapPage> {
  const fetchStartedAt = await databaseNow(db);
  const answer = await gitlab.issuePage({ ...questionAt(place), projectId: run.gitlab_project_id, signal });
  return { ...answer, fetchStartedAt };
}

/** Its failure is met where the page is awaited, which may be never when the page before it fails. */
function fetchPage(...[run, place, context]: Parameters<typeof readPage>): Promise<BootstrapPage> {
  const page = readPage(run, place, context);
  page.catch(() => {});
  return page;
}
