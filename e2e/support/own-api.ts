import { expect, type APIRequestContext } from "@playwright/test";
import { z } from "zod";

const listSchema = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      iid: z.int(),
      reference: z.string(),
      title: z.string(),
      confidential: z.boolean(),
      wip_since: z.string().nullable(),
    }),
  ),
  total: z.int(),
});

export type Listed = z.infer<typeof listSchema>;

/** `GET /api/issues` as the signed-in person gets it. */
export async function listIssues(request: APIRequestContext, query = ""): Promise<Listed> {
  const answer = await request.get(`/api/issues?${query}`);
  expect(answer.status(), await answer.text()).toBe(200);
  return listSchema.parse(await answer.json());
}

const auditSchema = z.object({
  audit: z.object({ state: z.string(), issues: z.int().nullable(), gitlab_issues: z.int().nullable() }),
});

/** Whether all issues are here, as `GET /api/freshness` tells the signed-in person. */
export async function readAudit(request: APIRequestContext) {
  const answer = await request.get("/api/freshness");
  return auditSchema.parse(await answer.json()).audit;
}

/** The id of the issue that carries this title. */
export async function idOf(request: APIRequestContext, title: string): Promise<string> {
  const { data } = await listIssues(request, `q=${encodeURIComponent(title)}`);
  const found = data.find((issue) => issue.title === title);
  expect(found, `no issue is called ${title}`).toBeDefined();
  return found?.id ?? "";
}
