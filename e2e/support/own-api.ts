import { expect, type APIRequestContext } from "@playwright/test";
import { z } from "zod";

const personSchema = z.object({ name: z.string(), username: z.string() });
const issueSchema = z.object({
  id: z.string(),
  iid: z.int(),
  reference: z.string(),
  title: z.string(),
  status: z.string(),
  web_url: z.string(),
  confidential: z.boolean(),
  due: z.string().nullable(),
  priority: z.int().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
  closed_at: z.string().nullable(),
  completed_at: z.string().nullable(),
  cycle_seconds: z.number().nullable(),
  wip_since: z.string().nullable(),
  assignees: z.array(personSchema),
  labels: z.array(z.object({ title: z.string() })),
  project: z.object({ path: z.string() }),
});
const listSchema = z.object({ data: z.array(issueSchema), total: z.int() });

export type Listed = z.infer<typeof issueSchema>;

/** `GET /api/issues` as the signed-in person gets it. */
export async function listIssues(request: APIRequestContext, query = ""): Promise<z.infer<typeof listSchema>> {
  const answer = await request.get(`/api/issues?${query}`);
  expect(answer.status(), await answer.text()).toBe(200);
  return listSchema.parse(await answer.json());
}

const PAGE_SIZE = 200;
const OF_THE_SCREEN = ["columns", "page", "page_size"];

/** All issues that it gives for a question, page by page, in its order. */
export async function allIssues(request: APIRequestContext, query = ""): Promise<Listed[]> {
  const issues: Listed[] = [];
  const asked = new URLSearchParams(query);
  for (const name of OF_THE_SCREEN) asked.delete(name);
  for (let page = 1; ; page += 1) {
    const { data, total } = await listIssues(request, `${asked}&page_size=${PAGE_SIZE}&page=${page}`);
    issues.push(...data);
    if (data.length < PAGE_SIZE) {
      expect(issues).toHaveLength(total);
      return issues;
    }
  }
}

const freshnessSchema = z.object({
  as_of: z.string().nullable(),
  audit: z.object({ state: z.string(), issues: z.int().nullable(), gitlab_issues: z.int().nullable() }),
});

/** As of when the data are, as `GET /api/freshness` tells the signed-in person. */
export async function readFreshness(request: APIRequestContext) {
  const answer = await request.get("/api/freshness");
  return freshnessSchema.parse(await answer.json());
}

/** Whether all issues are here. */
export async function readAudit(request: APIRequestContext) {
  return (await readFreshness(request)).audit;
}

/** The id of the issue that carries this title. */
export async function idOf(request: APIRequestContext, title: string): Promise<string> {
  const { data } = await listIssues(request, `q=${encodeURIComponent(title)}`);
  const found = data.find((issue) => issue.title === title);
  expect(found, `no issue is called ${title}`).toBeDefined();
  return found?.id ?? "";
}

const pollSchema = z.object({ projects: z.tuple([z.object({ joined: z.boolean() })]) });

/** Has a project polled from now on: one that waits or runs already is joined, and may have read before. */
export async function pollAnew(request: APIRequestContext, url: string, project: string): Promise<void> {
  const isJoined = async () => {
    const answer = await request.post("/api/sync/poll", { data: { project }, headers: { origin: url } });
    expect(answer.status(), await answer.text()).toBe(202);
    return pollSchema.parse(await answer.json()).projects[0].joined;
  };
  await expect.poll(isJoined).toBe(false);
}
