import { expect, type APIRequestContext } from "@playwright/test";
import { z } from "zod";

const listSchema = z.object({
  data: z.array(z.object({ id: z.string(), iid: z.int(), title: z.string(), confidential: z.boolean() })),
  total: z.int(),
});

export type Listed = z.infer<typeof listSchema>;

/** `GET /api/issues` as the signed-in person gets it. */
export async function listIssues(request: APIRequestContext, query = ""): Promise<Listed> {
  const answer = await request.get(`/api/issues?${query}`);
  expect(answer.status(), await answer.text()).toBe(200);
  return listSchema.parse(await answer.json());
}

/** The id of the issue that carries this title. */
export async function idOf(request: APIRequestContext, title: string): Promise<string> {
  const { data } = await listIssues(request, `q=${encodeURIComponent(title)}`);
  const found = data.find((issue) => issue.title === title);
  expect(found, `no issue is called ${title}`).toBeDefined();
  return found?.id ?? "";
}
