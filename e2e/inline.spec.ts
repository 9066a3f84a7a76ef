import { listIssues } from "./support/own-api.ts";
import { override } from "./support/questions.ts";
import { expect, press, signIn, test, type Page } from "./support/test.ts";

const LIST = "/backlog?sort=created_at";

test("two people edit one override at once: the second sees both values, and decides", async ({
  page,
  browser,
  stack,
  signInAs,
  watch,
}) => {
  watch.expect(/^412 PATCH /);
  await signInAs("manager");
  const [issue] = (await listIssues(page.request, "sort=created_at&page_size=1")).data;
  if (issue === undefined) throw new Error("the demo has no issue");
  await override(page, stack, issue, { priority: 3 });
  const context = await browser.newContext({ baseURL: stack.url, reducedMotion: "reduce" });
  try {
    await signIn(context.request, stack.url, "admin");
    const other = await context.newPage();
    for (const one of [page, other]) {
      await one.goto(LIST);
      await press(priority(one).first());
      await expect(choice(one, "3, medium")).toHaveAttribute("aria-pressed", "true");
    }
    await choice(other, "1, highest").click();
    await expect(other.getByText("Priority: 1, highest", { exact: true })).toBeVisible();
    await choice(page, "5, lowest").click();
    const conflict = page.getByRole("dialog").getByRole("alert");
    await expect(conflict).toContainText("changed this in the meantime");
    await expect(conflict.getByRole("definition")).toHaveText(["1, highest", "5, lowest"]);
    expect((await listIssues(page.request, "sort=created_at&page_size=1")).data[0]?.priority).toBe(1);
    await conflict.getByRole("button", { name: "Use mine" }).click();
    await expect(page.getByText("Priority: 5, lowest", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText("Taken back", { exact: true })).toBeVisible();
    await expect(priority(page).first()).toHaveText("1");
  } finally {
    await context.close();
    await override(page, stack, issue, { priority: null });
  }
});

test("an edit in a cell that is refused is taken back, and says why", async ({ page, stack, signInAs, watch }) => {
  watch.expect(/^503 PATCH /);
  await signInAs("manager");
  const [issue] = (await listIssues(page.request, "sort=created_at&page_size=1")).data;
  if (issue === undefined) throw new Error("the demo has no issue");
  await override(page, stack, issue, { priority: 3 });
  try {
    const problem = { status: 503, code: "unavailable", title: "Unavailable", detail: "The database does not answer." };
    await page.route("**/override", (route) =>
      route.fulfill({
        status: 503,
        contentType: "application/problem+json",
        json: { type: "about:blank", ...problem, request_id: "req-42", faults: [] },
      }),
    );
    await page.goto(LIST);
    await press(priority(page).first());
    await choice(page, "1, highest").click();
    await expect(page.getByRole("dialog")).toContainText("The database does not answer.");
    await page.keyboard.press("Escape");
    await expect(priority(page).first()).toHaveText("3");
  } finally {
    await override(page, stack, issue, { priority: null });
  }
});

const priority = (page: Page) => page.getByRole("button", { name: /^Priority of / });
const choice = (page: Page, name: string) => page.getByRole("dialog").getByRole("button", { name });
