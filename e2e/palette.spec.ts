import { listIssues } from "./support/own-api.ts";
import { expect, settled, test } from "./support/test.ts";

test("the palette leads to an issue, a list and a page by a few keys", async ({ page, signInAs }) => {
  await signInAs("viewer");
  const [issue] = (await listIssues(page.request, "page_size=1&sort=created_at")).data;
  await page.goto("/help");
  await settled(page);
  const box = page.getByRole("combobox", { name: "Search issues, pages and actions" });

  await page.keyboard.press("Control+k");
  await expect(box).toBeFocused();
  await page.keyboard.type(issue?.reference ?? "");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/issues/${issue?.id}`);
  await expect(box).toHaveCount(0);

  await page.keyboard.press("Control+k");
  await page.keyboard.type("nobody");
  await expect(page.getByRole("option", { name: "Open issues of nobody" })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/backlog\?.*assignee=none/);

  await page.keyboard.press("Control+k");
  await page.keyboard.type("dash");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Dashboard" })).toBeVisible();
});
