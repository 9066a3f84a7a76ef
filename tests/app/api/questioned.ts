import { expect } from "vitest";
import { PUT as chooseMe } from "@/app/api/me/gitlab-user/route.ts";
import { PATCH as override } from "@/app/api/issues/[id]/override/route.ts";
import { ROUTES } from "@/app/api/openapi.json/routes.ts";
import type { Ask } from "../../acceptance/answers.ts";
import type { Place } from "../../acceptance/past.ts";
import { readListing, type Listing } from "../../reckoning/world.ts";
import { readProduct } from "../../reckoning/product.ts";
import { gitlabAt } from "../../soak/gitlab.ts";
import { call, openWeb, signIn } from "../../support/web.ts";
import { drainToTheEnd, hint } from "../../worker/hints.ts";
import { createRig, startGitLab } from "../../worker/rig.ts";
import { reconcile } from "../../worker/reconciling.ts";

type Asked = { issues: number; zone: string; holidays?: readonly string[] };

/** A demo GitLab, a worker's jobs and the web's handlers over one database, in this process. */
export async function startQuestioned({ issues, zone, holidays = [] }: Asked) {
  const gitlab = await startGitLab({ issues });
  const projects = (await gitlab.projects()).map(({ id }) => id);
  const rig = await createRig(gitlab, { GITLAB_PROJECTS: projects.join(",") });
  const web = await openWeb({ DATABASE_URL: rig.url, ORG_TIMEZONE: zone, HOLIDAYS: holidays.join(",") });
  const cookies = { viewer: await signIn("viewer"), manager: await signIn("manager") };
  const ask: Ask = async (role, path) => {
    const route = ROUTES[path.split("?")[0] ?? ""]?.GET ?? expect.fail(`no route for ${path}`);
    return call(route, path, { cookie: cookies[role] });
  };
  const told = { listing: null as Listing | null };
  const settle = async (): Promise<void> => {
    const listing = await readListing(gitlab);
    for (const issue of newsSince(told.listing, listing)) await hint(rig, issue);
    await drainToTheEnd(rig);
    if (told.listing !== null) await reconcile(rig, { sweep: true });
    await drainToTheEnd(rig);
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
