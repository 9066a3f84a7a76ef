import { listIssues, type Listed } from "./support/own-api.ts";
import { expectAccessible, expectNoSidewaysScroll, showIn } from "./support/looks.ts";
import { override } from "./support/questions.ts";
import { expect, test, untilAlive, type Page } from "./support/test.ts";
import type { Facts } from "./support/facts.ts";

const LIST = "sort=created_at&status=not_started&page_size=3";

test("a sheet is looked at row by row, applied without its faulty rows, and stands in the list", async ({
  page,
  stack,
  signInAs,
}) => {
  await signInAs("manager");
  const issues = (await listIssues(page.request, LIST)).data;
  try {
    await openSheet(page, sheetOf(issues));
    await expect(page.getByRole("button", { name: "Would change 2" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Not found 1" })).toBeVisible();
    await expect(page.getByRole("row", { name: /^5 Bad value/ })).toContainText("is no priority from 1 to 5");
    await expect(page.getByRole("button", { name: "Change 2 issues" })).toBeDisabled();
    await page.getByLabel("Leave out the 2 rows that cannot be applied").check();
    await page.getByRole("button", { name: "Change 2 issues" }).click();
    await expect(page.getByRole("status").filter({ hasText: "2 issues changed." })).toBeVisible();
    const after = (await listIssues(page.request, LIST)).data.slice(0, 2);
    expect(after.map(({ priority, due }) => [priority, due])).toEqual([
      [1, "2031-03-04"],
      [2, "2031-03-05"],
    ]);
  } finally {
    await putBack(page, stack, issues);
  }
});

for (const width of [390, 1440] as const) {
  test(`its report stands up to axe at ${width} px and does not scroll sideways`, async ({ page, signInAs }) => {
    await showIn(page, width === 390 ? "dark" : "light", width);
    await signInAs("manager");
    const issues = (await listIssues(page.request, LIST)).data;
    await page.goto("/import");
    await untilAlive(page.getByLabel("Choose a file"));
    await expectAccessible(page);
    await openSheet(page, sheetOf(issues));
    await expect(page.getByRole("button", { name: "Would change 2" })).toBeVisible();
    await page.screenshot({ path: `test-results/looks/import-${width}.png`, fullPage: true });
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
}

function sheetOf(issues: readonly Listed[]): string {
  const good = issues
    .slice(0, 2)
    .map(({ reference }, index) => `${reference},${index + 1},2031-03-0${index + 4},From the old sheet`);
  return ["Issue,Priority,Target date,Notes", ...good, "nothing/here#1,1,,", `${issues[2]?.web_url},9,,`].join("\n");
}

async function openSheet(page: Page, text: string): Promise<void> {
  await page.goto("/import");
  const file = page.getByLabel("Choose a file");
  await untilAlive(file);
  await file.setInputFiles({ name: "old sheet.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
}

async function putBack(page: Page, stack: Facts, issues: readonly Listed[]): Promise<void> {
  for (const issue of issues) {
    await override(page, stack, issue, { priority: null, target_date: null, internal_notes: null });
  }
}
