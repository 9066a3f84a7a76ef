import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { Route } from "@/lib/api/route.ts";
import { receiveDelivery } from "@/lib/sync/receive.ts";
import { PUT as chooseMe } from "@/app/api/me/gitlab-user/route.ts";
import { PATCH as override } from "@/app/api/issues/[id]/override/route.ts";
import { GET as listFacets } from "@/app/api/issues/facets/route.ts";
import { GET as listIssues } from "@/app/api/issues/route.ts";
import { GET as exportIssues } from "@/app/api/issues.csv/route.ts";
import type { Ask } from "../../acceptance/answers.ts";
import type { Place } from "../../acceptance/past.ts";
import { listJobs } from "../../lib/jobs/queue-view.ts";
import { readListing, type Listing } from "../../reckoning/world.ts";
import { readProduct } from "../../reckoning/product.ts";
import { gitlabAt } from "../../soak/gitlab.ts";
import { call, openWeb, signIn } from "../../support/web.ts";
import { createRig, startGitLab } from "../../worker/rig.ts";
import { reconcile } from "../../worker/reconciling.ts";

const SECRET = "secret";
const MAX_DRAINS = 40;
const ROUTES: Record<string, Route> = {
  "/api/issues": listIssues,
  "/api/issues/facets": listFacets,
  "/api/issues.csv": exportIssues,
};

/** A demo GitLab, a worker's jobs and the web's handlers over one database, in this process. */
export async function startQuestioned({ issues, zone }: { issues: number; zone: string }) {
  const gitlab = await startGitLab({ issues });
  const projects = (await gitlab.projects()).map(({ id }) => id);
  const rig = await createRig(gitlab, { GITLAB_PROJECTS: projects.join(",") });
  const web = await openWeb({ DATABASE_URL: rig.url, ORG_TIMEZONE: zone });
  const cookies = { viewer: await signIn("viewer"), manager: await signIn("manager") };
  const ask: Ask = async (role, path) => {
    const route = ROUTES[path.split("?")[0] ?? ""] ?? expect.fail(`no route for ${path}`);
    return call(route, path, { cookie: cookies[role] });
  };
  const drainToTheEnd = async (): Promise<void> => {
    for (let drain = 0; drain < MAX_DRAINS; drain++) {
      const jobs = await listJobs(rig.db);
      expect(jobs.filter(({ attempts, max_attempts }) => attempts >= max_attempts)).toEqual([]);
      if (jobs.length === 0) return;
      await rig.drainAll();
    }
    expect.fail("the jobs never end");
  };
  const told = { listing: null as Listing | null };
  const settle = async (): Promise<void> => {
    const listing = await readListing(gitlab);
    for (const issue of newsSince(told.listing, listing)) await hint(rig.db, issue);
    await drainToTheEnd();
    if (told.listing !== null) await reconcile(rig, { sweep: true });
    await drainToTheEnd();
    told.listing = listing;
  };
  const place: Place = {
    zone,
    gitlab: { url: gitlab.url, token: gitlab.token, edit: gitlabAt(gitlab.url, gitlab.token).edit },
    bootstrap: () => rig.discover(),
    settle,
    issueIds: async () => new Map((await readProduct(rig.url)).issues.map(({ id, uuid }) => [id, uuid])),
    override: (id, change) => {
      const path = `/api/issues/${id}/override`;
      return call(override, path, { method: "PATCH", cookie: cookies.manager, json: change, params: { id } });
    },
  };
  return {
    ...{ place, ask },
    rules: async () => (await readProduct(rig.url)).rules,
    /** Both people say that they are this one in GitLab. */
    beMe: async (gitlabUserId: string): Promise<void> => {
      for (const cookie of Object.values(cookies)) {
        const answer = await call(chooseMe, "/api/me/gitlab-user", {
          ...{ method: "PUT", cookie },
          json: { gitlab_user_id: gitlabUserId },
        });
        expect(answer.status, await answer.clone().text()).toBe(200);
      }
    },
    restart: (settings: Record<string, string>) => web.restart(settings),
    close: async () => {
      await web.close();
      await rig.close();
      await gitlab.close();
    },
  };
}
export type Questioned = Awaited<ReturnType<typeof startQuestioned>>;

function newsSince(before: Listing | null, now: Listing): { project_id: number; iid: number }[] {
  if (before === null) return [];
  return [...now.issues.values()].filter(
    (issue) => JSON.stringify(before.issues.get(issue.id)) !== JSON.stringify(issue),
  );
}

async function hint(
  db: Parameters<typeof receiveDelivery>[0],
  { project_id, iid }: { project_id: number; iid: number },
): Promise<void> {
  const body = JSON.stringify({ object_kind: "issue", object_attributes: { iid, project_id } });
  const headers = { "x-gitlab-token": SECRET, "idempotency-key": randomUUID() };
  const request = new Request("http://localhost/", { method: "POST", headers, body });
  await receiveDelivery(db, request, { secrets: { GITLAB_WEBHOOK_SECRET: SECRET }, now: new Date() });
}
