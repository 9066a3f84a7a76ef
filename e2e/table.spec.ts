import { expect, press, test, untilAlive, type Page } from "./support/test.ts";

const rowsOf = (page: Page) => page.getByRole("table", { name: "Issues" }).locator("tbody tr");
const linkOf = (page: Page, row: number) => rowsOf(page).nth(row).getByRole("link");
const heads = (page: Page) => page.getByRole("columnheader").allTextContents();
const heightOf = async (page: Page) => (await rowsOf(page).first().boundingBox())?.height;

test.beforeEach(async ({ signInAs }) => signInAs("manager"));

test("columns are put in another order by keys and by dragging, and stay so", async ({ page }) => {
  await page.goto("/backlog?columns=status,due,labels");
  await press(page.getByRole("button", { name: "Columns" }));
  await page.getByRole("checkbox", { name: "Due", exact: true }).focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect.poll(() => heads(page)).toEqual(["Reference", "Title", "Due", "Status", "Labels"]);
  await expect(page.getByRole("checkbox", { name: "Due", exact: true })).toBeFocused();
  const lineOf = (name: string) => page.getByRole("dialog").getByRole("listitem").filter({ hasText: name });
  await lineOf("Labels").getByTitle("Drag to move").hover();
  await page.mouse.down();
  await lineOf("Due").hover({ force: true });
  await page.mouse.up();
  await expect.poll(() => heads(page)).toEqual(["Reference", "Title", "Labels", "Due", "Status"]);
  await page.reload();
  await expect.poll(() => heads(page)).toEqual(["Reference", "Title", "Labels", "Due", "Status"]);
});

test("the height of the rows is there with the first paint", async ({ page }) => {
  await page.goto("/backlog");
  await press(page.getByRole("button", { name: "Columns" }));
  await page.getByText("Compact", { exact: true }).click();
  await expect.poll(() => heightOf(page)).toBe(30);
  const html = await (await page.request.get("/backlog")).text();
  expect(html).toContain("[--row-height:1.875rem]");
  await page.goto("/help");
  await press(page.getByRole("link", { name: "Backlog" }).first());
  await expect(rowsOf(page).first()).toBeVisible();
  expect(await heightOf(page)).toBe(30);
});

test("keys go through the list, select, open an issue and lead back to its row", async ({ page }) => {
  await page.goto("/backlog?sort=title");
  await untilAlive(linkOf(page, 0));
  await page.keyboard.press("j");
  await expect(linkOf(page, 0)).toBeFocused();
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Shift+X");
  const bar = page.getByRole("region", { name: "Selected issues" });
  await expect(bar).toContainText("3 issues selected");
  await page.keyboard.press("Escape");
  await expect(bar).toHaveCount(0);

  const third = (await linkOf(page, 2).textContent()) ?? "";
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: third })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "In the list" })).toContainText("3 of");
  await page.keyboard.press("k");
  await expect(page.getByRole("navigation", { name: "In the list" })).toContainText("2 of");
  await page.keyboard.press("u");
  await expect(page).toHaveURL(/\/backlog\?sort=title$/);
  await untilAlive(linkOf(page, 1));
  await page.keyboard.press("j");
  await expect(linkOf(page, 1)).toBeFocused();
});

test("? lists the shortcuts, also from the palette, and gives the focus back", async ({ page }) => {
  await page.goto("/help");
  await untilAlive(page.getByRole("button", { name: "Collapse the sidebar" }));
  const list = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await page.keyboard.press("?");
  await expect(list.getByText("Search, pages and actions")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(list).toHaveCount(0);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("keyb");
  await expect(page.getByRole("option", { name: "Keyboard shortcuts" })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(list).toBeVisible();
  await expect.poll(() => list.evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true);
});
