import { describe, expect, it } from "vitest";
import { createGitLab } from "@/lib/gitlab/client.ts";
import { generateWorld } from "@/lib/gitlab/demo/generator/generate.ts";
import type { World } from "@/lib/gitlab/demo/model.ts";
import { presentIssue } from "@/lib/gitlab/demo/present/issue.ts";
import { Store } from "@/lib/gitlab/demo/store.ts";
import { webhookBody } from "@/lib/gitlab/demo/webhook-body.ts";
import { wireIssueSchema } from "@/lib/gitlab/schemas.ts";
import { readHint } from "@/lib/gitlab/webhook.ts";
import { createLog } from "@/lib/log.ts";
import { BASE, startForTest, TOKEN, type TestGitLab } from "./start.ts";

const log = createLog("client-test", "silent");

describe("our client on the demo GitLab", () => {
  it.each([true, false])("reads every issue of every project once (keyset paging: %s)", async (keyset) => {
    const gitlab = await startForTest({ issues: 300, keyset });
    const client = clientOf(gitlab);
    const seen: string[] = [];
    for await (const projects of client.groupProjects("larkfield")) {
      for (const { id } of projects) seen.push(...(await readIds(client, id)));
    }
    expect(seen).toHaveLength(300);
    expect(new Set(seen).size).toBe(300);
  });

  it("finds GitLab's own counts equal to what it read, and an issue's history in order", async () => {
    const gitlab = await startForTest({ issues: 300 });
    const client = clientOf(gitlab);
    const project = await client.project("larkfield/shop/storefront");
    const { all } = await client.issueStatistics({ projectId: project.id });
    expect(await readIds(client, project.id)).toHaveLength(all);
    const events = await client.labelEvents(project.id, 1);
    const times = events.map((event) => Date.parse(event.created_at));
    expect(events.length).toBeGreaterThan(0);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it("is told apart by its token and by what is not there", async () => {
    const gitlab = await startForTest({ issues: 5 });
    await expect(clientOf(gitlab).project("larkfield/none")).rejects.toMatchObject({ code: "gitlab_not_found" });
    const stranger = createGitLab({ baseUrl: gitlab.url, token: "wrong", concurrency: 1, log });
    await expect(stranger.project("larkfield/shop/storefront")).rejects.toMatchObject({ code: "gitlab_unauthorized" });
  });

  it("accepts every issue that the generator can think of, and every webhook about it", () => {
    const world: World = generateWorld({ seed: 3, issues: 1_200, base: BASE });
    const site = { store: new Store(world), url: "http://127.0.0.1:4000" };
    for (const issue of world.issues) {
      const shown = JSON.parse(JSON.stringify(presentIssue(site, issue, { labelDetails: true })));
      expect(wireIssueSchema.safeParse(shown).error, issue.title).toBeUndefined();
      const body = webhookBody(site, { action: "update", before: null, after: issue, actorId: 1 });
      const { wanted, gitlabProjectId, iid } = readHint(JSON.parse(JSON.stringify(body)));
      expect({ wanted, gitlabProjectId, iid }).toEqual({
        wanted: true,
        gitlabProjectId: BigInt(issue.projectId),
        iid: issue.iid,
      });
    }
  });
});

type Client = ReturnType<typeof createGitLab>;

function clientOf(gitlab: TestGitLab): Client {
  return createGitLab({ baseUrl: gitlab.url, token: TOKEN, concurrency: 4, log });
}

async function readIds(client: Client, projectId: bigint | number | string): Promise<string[]> {
  const ids: string[] = [];
  for (let page: string | null = null; ;) {
    const answer: Awaited<ReturnType<Client["issuePage"]>> = await client.issuePage({ projectId, state: "all", page });
    ids.push(...answer.issues.map((issue) => String(issue.id)));
    if (answer.next === null) return ids;
    page = answer.next;
  }
}
