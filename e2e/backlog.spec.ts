import { listIssues } from "./support/own-api.ts";
import { expect, press, test, untilAlive, type Page } from "./support/test.ts";

const rowsOf = (page: Page) => page.getByRole("table", { name: "Issues" }).getByRole("row");
const titles = (page: Page) => rowsOf(page).getByRole("link").allTextContents();
const count = (page: Page) => page.getByRole("main").getByRole("status");

test.beforeEach(async ({ signInAs }) => signInAs("manager"));

test("a filter is in the URL, narrows the list to the API's total, and survives a reload", async ({ page }) => {
  await page.goto("/backlog");
  await press(page.getByRole("button", { name: "Status", exact: true }).first());
  await press(page.getByRole("dialog").getByRole("checkbox", { name: "Blocked" }));
  await expect(page).toHaveURL(/[?&]status=blocked/);
  const { total } = await listIssues(page.request, "status=blocked");
  expect(total).toBeGreaterThan(0);
  await expect(count(page)).toHaveText(`${total} issues`);
  const before = await titles(page);
  await page.reload();
  await expect(count(page)).toHaveText(`${total} issues`);
  expect(await titles(page)).toEqual(before);
});

test("a second filter adds to the first, and Clear lets go of both", async ({ page }) => {
  await page.goto("/backlog?status=in_progress,blocked");
  const [first, everything] = [
    await listIssues(page.request, "status=in_progress,blocked"),
    await listIssues(page.request),
  ];
  await expect(count(page)).toHaveText(`${first.total} issues`);
  await press(page.getByRole("button", { name: "Project", exact: true }));
  await press(page.getByRole("dialog").getByRole("checkbox").first());
  await expect(page).toHaveURL(/[?&]project=/);
  const both = await listIssues(page.request, new URL(page.url()).search.slice(1));
  expect(both.total).toBeLessThan(first.total);
  await expect(count(page)).toHaveText(new RegExp(`^${both.total} issue`));
  await page.keyboard.press("Escape");
  await press(page.getByRole("button", { name: "Clear", exact: true }));
  await expect(page).toHaveURL(/\/backlog$/);
  await expect(count(page)).toHaveText(`${everything.total} issues`);
});

test("the order is in the URL, is that of the API, and survives a reload", async ({ page }) => {
  await page.goto("/backlog");
  await press(page.getByRole("columnheader", { name: "Title" }).getByRole("button"));
  await expect(page).toHaveURL(/[?&]sort=title/);
  const { data } = await listIssues(page.request, "sort=title");
  await expect.poll(() => titles(page)).toEqual(data.map(({ title }) => title));
  await page.reload();
  await expect(page.getByRole("columnheader", { name: "Title" })).toHaveAttribute("aria-sort", "ascending");
  expect(await titles(page)).toEqual(data.map(({ title }) => title));
});

test("the page and its size are in the URL, and going back goes back", async ({ page }) => {
  await page.goto("/backlog?page_size=25");
  await expect(rowsOf(page)).toHaveCount(26);
  const first = await titles(page);
  await press(page.getByRole("button", { name: "Next page" }));
  await expect(page).toHaveURL(/[?&]page=2/);
  await expect.poll(() => titles(page)).not.toEqual(first);
  await page.reload();
  await expect(page.getByText(/^26–50 of/)).toBeVisible();
  await press(page.getByRole("button", { name: "Previous page" }));
  await expect.poll(() => titles(page)).toEqual(first);
});

test("the columns are in the URL and survive a reload", async ({ page }) => {
  await page.goto("/backlog");
  await press(page.getByRole("button", { name: "Columns" }));
  await press(page.getByRole("checkbox", { name: "Milestone" }));
  await expect(page.getByRole("checkbox", { name: "Milestone" })).toBeChecked();
  await press(page.getByRole("checkbox", { name: "Priority" }));
  await expect(page).toHaveURL(/[?&]columns=/);
  await page.reload();
  await expect(page.getByRole("columnheader", { name: "Milestone" })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Priority" })).toHaveCount(0);
});

test("words that are searched for are in the URL and find the title", async ({ page }) => {
  const { data } = await listIssues(page.request, "page_size=1&sort=title");
  const title = data[0]?.title ?? "";
  await page.goto("/backlog");
  await untilAlive(page.getByRole("combobox", { name: "Search issues" }));
  await page.getByRole("combobox", { name: "Search issues" }).fill(title);
  await page.getByRole("combobox", { name: "Search issues" }).press("Enter");
  await expect(page).toHaveURL(/[?&]q=/);
  await expect(page.getByRole("link", { name: title })).toBeVisible();
});

test("filters that fit nothing say so and offer the way back", async ({ page }) => {
  await page.goto("/backlog?q=no-issue-has-this-title");
  await expect(page.getByRole("main").getByRole("button", { name: /Clear/ }).first()).toBeVisible();
  await expect(count(page)).toHaveText("No issues");
});

test("a value that the API does not know is named, and nothing breaks", async ({ page, watch }) => {
  watch.expect(/^400 GET \/api\/issues/);
  await page.goto("/backlog?status=sleeping");
  await expect(page.getByRole("main")).toContainText(/status/i);
  await expect(page.getByRole("heading", { level: 1, name: "Backlog" })).toBeVisible();
});
