import { allIssues, listIssues } from "./support/own-api.ts";
import { expect, signIn, test } from "./support/test.ts";

test("a confidential issue does not exist for a viewer: not in the list, the total, the search, or by its address", async ({
  page,
  stack,
  signInAs,
  watch,
}) => {
  await signInAs("manager");
  const all = await allIssues(page.request);
  const secret = all.filter(({ confidential }) => confidential);
  const [one] = secret;
  expect(one, "the demo has no confidential issue").toBeDefined();
  const found = await listIssues(page.request, `q=${encodeURIComponent(one?.title ?? "")}`);
  expect(found.data.map(({ id }) => id)).toContain(one?.id);

  await signIn(page.request, stack.url, "viewer");
  const visible = await allIssues(page.request);
  expect(visible.filter(({ confidential }) => confidential)).toEqual([]);
  expect(visible).toHaveLength(all.length - secret.length);
  const searched = await listIssues(page.request, `q=${encodeURIComponent(one?.title ?? "")}`);
  expect(searched.data.map(({ id }) => id)).not.toContain(one?.id);
  expect((await page.request.get(`/api/issues/${one?.id}`)).status()).toBe(404);

  watch.expect(/^404 GET \/issues\//);
  const answer = await page.goto(`/issues/${one?.id}`);
  expect(answer?.status()).toBe(404);
  expect(await page.content()).not.toContain(one?.title);
});

test("the backlog tells a viewer that such issues are not shown, and never how many", async ({ page, signInAs }) => {
  await signInAs("viewer");
  await page.goto("/backlog");
  const { total } = await listIssues(page.request);
  await expect(page.getByText("Confidential issues are not shown.")).toBeVisible();
  await expect(page.getByRole("main").getByRole("status")).toHaveText(`${total} issues`);
});
