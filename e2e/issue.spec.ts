import { listIssues } from "./support/own-api.ts";
import { expect, press, signIn, test, untilAlive, type Page } from "./support/test.ts";

test("a manager's override is saved, explains the status, and is there after a reload", async ({ page, signInAs }) => {
  await signInAs("manager");
  const { data } = await listIssues(page.request, "status=not_started&page_size=1");
  await page.goto(`/issues/${data[0]?.id}`);
  await untilAlive(page.getByLabel("Status override"));
  await saving(page, "Status override: Blocked", () => page.getByLabel("Status override").selectOption("blocked"));
  await expect(page.getByRole("main").getByText("Blocked", { exact: true }).first()).toBeVisible();
  await saving(page, "Priority: 1, highest", () => page.getByLabel("Priority").selectOption("1"));
  await page.getByLabel("Notes").fill("Waits for the supplier");
  await saving(page, "Notes saved", () => press(page.getByRole("button", { name: "Save notes" })));
  await expect(page.getByRole("button", { name: "Save notes" })).toHaveCount(0);
  await page.reload();
  await expect(page.getByLabel("Status override")).toHaveValue("blocked");
  await expect(page.getByLabel("Priority")).toHaveValue("1");
  await expect(page.getByLabel("Notes")).toHaveValue("Waits for the supplier");
  const blocked = await listIssues(page.request, "status=blocked&page_size=200");
  expect(blocked.data.map(({ id }) => id)).toContain(data[0]?.id);
});

test("a viewer reads the issue without a form and without the notes", async ({ page, stack, signInAs }) => {
  await signInAs("manager");
  const { data } = await listIssues(page.request, "page_size=1&sort=created_at");
  const [issue] = data;
  const patch = { data: { internal_notes: "For managers only" }, headers: { origin: stack.url } };
  expect((await page.request.patch(`/api/issues/${issue?.id}/override`, patch)).ok()).toBe(true);
  await signIn(page.request, stack.url, "viewer");
  await page.goto(`/issues/${issue?.id}`);
  await expect(page.getByRole("heading", { level: 1, name: issue?.title })).toBeVisible();
  await expect(page.getByLabel("Status override")).toHaveCount(0);
  await expect(page.getByRole("textbox", { name: "Notes" })).toHaveCount(0);
  expect(await page.content()).not.toContain("For managers only");
  expect((await page.request.patch(`/api/issues/${issue?.id}/override`, patch)).status()).toBe(403);
});

test("an issue opens from its row, leads on to the next of its list, and the way back keeps the filters", async ({
  page,
  signInAs,
}) => {
  await signInAs("viewer");
  const { data, total } = await listIssues(page.request, "status=in_progress&sort=title&page_size=2");
  await page.goto("/backlog?status=in_progress&sort=title");
  const link = page.getByRole("table", { name: "Issues" }).getByRole("link").first();
  await press(link);
  const title = page.getByRole("heading", { level: 1 });
  await expect(title).toHaveText(data[0]?.title ?? "");
  const place = page.getByRole("navigation", { name: "In the list" });
  await expect(place).toContainText(`1 of ${total}`);
  await press(place.getByRole("link", { name: /^Next issue/ }));
  await expect(title).toHaveText(data[1]?.title ?? "");
  await expect(place).toContainText(`2 of ${total}`);
  await press(page.getByRole("main").getByRole("link", { name: "Backlog" }));
  await expect(page).toHaveURL("/backlog?status=in_progress&sort=title");
});

test("an address with no issue behind it says so", async ({ page, signInAs, watch }) => {
  watch.expect(/^404 GET \/issues\//);
  await signInAs("viewer");
  await page.goto("/issues/7f0f1d5e-2f9f-4a2b-9c57-0a3f3a1a9b11");
  await expect(page.getByText("There is no such issue")).toBeVisible();
});

/** Does something and waits until the server has said that it is kept, and the page that it knows. */
async function saving(page: Page, words: string, act: () => Promise<unknown>): Promise<void> {
  const answer = page.waitForResponse((response) => response.request().method() === "PATCH");
  await act();
  expect((await answer).status()).toBe(200);
  await expect(page.getByText(words, { exact: true })).toBeVisible();
}
