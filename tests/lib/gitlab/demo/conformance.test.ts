import { describe, expect, it } from "vitest";
import { z } from "zod";
import { generateWorld } from "@/lib/gitlab/demo/generator/generate.ts";
import { Store } from "@/lib/gitlab/demo/store.ts";
import { webhookBody } from "@/lib/gitlab/demo/webhook-body.ts";
import { describeWithRecordings, readJson, readJsonLines } from "@/tests/support/recorded.ts";
import { startForTest, TOKEN } from "./start.ts";

const ISSUES = "/api/v4/projects/larkfield%2Fshop%2Fstorefront/issues";

/** Keys of licensed GitLabs, of issues with checklists, and of single issues: the newest recorded ones have not all. */
const ONLY_SOMETIMES = ["epic", "epic_iid", "iteration", "weight", "health_status", "task_status", "subscribed"];

const recordSchema = z.record(z.string(), z.unknown());
const errorSchema = z.object({ status: z.number(), body: z.unknown() });
const headersSchema = z.object({ headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])) });

describeWithRecordings("held against recordings of live GitLabs", () => {
  it("shows the keys of the newest recorded issue, and no others but those of licensed GitLabs", async () => {
    const gitlab = await startForTest();
    const newest = z
      .array(recordSchema)
      .parse(readJsonLines("recorded", "issues.jsonl"))
      .filter((issue) => "imported" in issue);
    const recorded = new Set(newest.flatMap((issue) => Object.keys(issue)));
    const [first] = await gitlab.issues(`${ISSUES}?state=closed`);
    const single = Object.keys(await gitlab.issue(`${ISSUES}/${first?.iid}`));
    expect(newest.length).toBeGreaterThan(0);
    expect([...recorded].filter((key) => !ONLY_SOMETIMES.includes(key) && !single.includes(key))).toEqual([]);
    expect(single.filter((key) => !ONLY_SOMETIMES.includes(key) && !recorded.has(key))).toEqual([]);
    expect(single).toContain("subscribed");
    expect(Object.keys(first ?? {})).not.toContain("subscribed");
  });

  it("shows nested objects with the keys of the newest recorded ones", async () => {
    const gitlab = await startForTest();
    const recorded = z
      .array(recordSchema)
      .parse(readJsonLines("recorded", "issues.jsonl"))
      .filter((issue) => "imported" in issue);
    const issues = await gitlab.issues(`${ISSUES}?state=closed&per_page=100`);
    for (const name of ["author", "closed_by", "references", "time_stats", "task_completion_status", "_links"]) {
      const theirs = keysOf(recorded.find((issue) => issue[name] !== null)?.[name]);
      expect(keysOf(issues.find((issue) => issue[name] !== null)?.[name]), name).toEqual(theirs);
    }
  });

  it("satisfies what GitLab's own schema of an issue requires", async () => {
    const gitlab = await startForTest();
    const schema = z.object({ required: z.array(z.string()) }).parse(readJson("schemas", "issue.json"));
    for (const issue of await gitlab.issues(`${ISSUES}?per_page=100`)) {
      expect(Object.keys(issue)).toEqual(expect.arrayContaining(schema.required));
    }
  });

  it("refuses with the recorded words and status", async () => {
    const gitlab = await startForTest({ issues: 20 });
    const anonymous = await fetch(`${gitlab.url}/api/v4/projects`);
    expect({ status: anonymous.status, body: await anonymous.json() }).toEqual(
      recordedError("recorded-401-GET-13-user.json"),
    );
    const missing = recordedError("recorded-404-GET-03-projects_mfocko_2Fogr_tests.json");
    expect(await gitlab.get("/api/v4/projects/larkfield%2Fnothing")).toMatchObject(missing);
    expect(await gitlab.get("/api/v4/projects/99999999/issues")).toMatchObject(missing);
    const gone = recordedError("recorded-404-DELETE-31-projects_187725_hooks_422507987.json");
    expect(await gitlab.remove("/api/v4/projects/larkfield%2Fshop%2Fstorefront/hooks/422507987")).toMatchObject(gone);
    expect(await gitlab.get(`${ISSUES}/100000`)).toMatchObject(gone);
  });

  it("sends the headers that recorded pages have, in the same forms", async () => {
    const gitlab = await startForTest();
    const { headers } = await gitlab.get(`${ISSUES}?page=2&per_page=5`);
    const theirs = z
      .array(headersSchema)
      .parse(readJsonLines("headers", "responses.jsonl"))
      .map((line) => flatten(line.headers));
    const page = theirs.find(
      (recorded) => recorded["x-next-page"] !== undefined && recorded["ratelimit-limit"] !== undefined,
    );
    for (const name of Object.keys(page ?? {}).filter((key) =>
      /^(x-(.*page|total)|link$|ratelimit-|cache-control$|content-type$|date$)/.test(key),
    )) {
      expect(headers.get(name), name).not.toBeNull();
    }
    expect(headers.get("content-type")).toBe(page?.["content-type"]);
    expect(headers.get("cache-control")).toBe(page?.["cache-control"]);
    expect(Date.parse(headers.get("ratelimit-resettime") ?? "")).toBe(Number(headers.get("ratelimit-reset")) * 1_000);
    expect(headers.get("link")).toMatch(
      /^<http[^>]+page=1&per_page=5[^>]*>; rel="prev", <[^>]+>; rel="next", <[^>]+>; rel="first", <[^>]+>; rel="last"$/,
    );
  });

  it("posts webhooks whose keys live deliveries had", () => {
    const live = recordSchema.parse(readJson("webhooks", "issue-update--mattermost_mattermost-plugin-gitlab-1.json"));
    const world = generateWorld({ seed: 1, issues: 40, base: new Date() });
    const issue = world.issues.find(({ labelIds, type }) => labelIds.length > 0 && type === "issue");
    if (!issue) throw new Error("no issue with a label");
    const site = { store: new Store(world), url: "http://demo" };
    const ours = webhookBody(site, { action: "update", before: { ...issue, updatedAt: 0 }, after: issue, actorId: 1 });
    for (const name of ["user", "project", "object_attributes", "repository"]) {
      expect(keysOf(ours[name]), name).toEqual(expect.arrayContaining(keysOf(live[name])));
    }
    expect(Object.keys(ours)).toEqual(expect.arrayContaining(Object.keys(live)));
    const [label] = z.array(recordSchema).parse(live["labels"]);
    expect(keysOf(z.array(recordSchema).parse(ours["labels"])[0])).toEqual(keysOf(label));
  });
});

describe("the door of the demo GitLab", () => {
  it("takes the token as PRIVATE-TOKEN or as bearer, and nothing else", async () => {
    const gitlab = await startForTest({ issues: 5 });
    const status = async (headers: Record<string, string>) =>
      (await fetch(`${gitlab.url}/api/v4/version`, { headers })).status;
    expect(await status({ "PRIVATE-TOKEN": TOKEN })).toBe(200);
    expect(await status({ Authorization: `Bearer ${TOKEN}` })).toBe(200);
    expect(await status({ "PRIVATE-TOKEN": `${TOKEN}x` })).toBe(401);
    expect(await status({})).toBe(401);
    expect((await fetch(`${gitlab.url}/demo/journal`)).status).toBe(401);
  });

  it("knows groups with their subgroups' projects, and no route by another method or name", async () => {
    const gitlab = await startForTest({ issues: 5 });
    const paths = async (query: string) =>
      z
        .array(z.object({ path: z.string() }))
        .parse((await gitlab.get(`/api/v4/groups/larkfield%2Fshop/projects?${query}`)).body)
        .map(({ path }) => path)
        .sort();
    expect(await paths("")).toEqual(["checkout", "legacy-shop", "storefront"]);
    expect(await paths("include_subgroups=true&archived=false")).toEqual(["checkout", "shopper-app", "storefront"]);
    expect((await gitlab.get("/api/v4/groups/none")).body).toEqual({ message: "404 Group Not Found" });
    expect((await gitlab.get("/api/v4/nonsense")).status).toBe(404);
    expect((await gitlab.remove("/api/v4/version")).status).toBe(405);
    expect((await gitlab.get("/api/v4/projects/%E0%A4%A/issues")).status).toBe(400);
  });

  it("shows a followed link as plain text, and a confidential issue not at all", async () => {
    const gitlab = await startForTest({ issues: 60 });
    const made = await gitlab.post(ISSUES, { title: "<b>bold</b>", description: "<script>alert(1)</script>" });
    const secret = await gitlab.post(ISSUES, { title: "Secret", confidential: true });
    const urlOf = (reply: { body: unknown }) => z.object({ web_url: z.string() }).parse(reply.body).web_url;
    const page = await fetch(urlOf(made));
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await page.text()).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect((await fetch(urlOf(secret))).status).toBe(404);
  });
});

function keysOf(value: unknown): string[] {
  return Object.keys(recordSchema.parse(value)).sort();
}

function recordedError(name: string): z.output<typeof errorSchema> {
  return errorSchema.parse(readJson("errors", name));
}

function flatten(headers: Record<string, string | string[]>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value].flat()[0]]));
}
