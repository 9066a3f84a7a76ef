import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { databaseNow } from "@/lib/db/now.ts";
import { enqueueRefresh } from "@/lib/sync/deliveries.ts";
import { requestPoll, requestReconcile } from "@/lib/sync/runs.ts";
import { createRig, startGitLab, type GitLabRig, type Rig } from "../worker/rig.ts";

let gitlab: GitLabRig;
let projectId: number;
let rig: Rig;

beforeAll(async () => {
  gitlab = await startGitLab({ issues: 60 });
  projectId = (await gitlab.projects())[0]?.id ?? expect.fail("the demo GitLab has no project");
});
afterAll(() => gitlab.close());
beforeEach(async () => {
  rig = await createRig(gitlab, { GITLAB_PROJECTS: String(projectId) });
  await rig.discover();
});
afterEach(() => rig.close());

const ways = {
  poll: () => requestPoll(rig.db, {}),
  "a hint": (iid: number) => enqueueRefresh(rig.db, { gitlabProjectId: String(projectId), iid }),
  reconcile: () => requestReconcile(rig.db, { requestedBy: "admin@acme.test" }),
};

/** Else an answer that was long on its way would pass for newer than what was asked for and answered meanwhile. */
test.each(Object.entries(ways))("%s dates what it brings by the database's clock before it asked", async (way, ask) => {
  const [issue] = await gitlab.issues(projectId, "&state=opened");
  const iid = issue?.iid ?? expect.fail("the project has no open issue");
  await gitlab.edit({ project: projectId, iid }, { title: `Brought by ${way}` });
  let askedAt: Date | null = null;
  rig.watchRequests(async (path) => {
    if (path.includes("/issues?")) askedAt ??= await databaseNow(rig.db);
  });
  await ask(iid);
  await rig.drainAll();
  const stored = await rig.db.issue.findFirstOrThrow({ where: { iid } });
  expect(stored.title).toBe(`Brought by ${way}`);
  const latest: Date = askedAt ?? expect.fail("GitLab was not asked");
  expect(stored.fetchStartedAt.getTime()).toBeLessThanOrEqual(latest.getTime());
});
