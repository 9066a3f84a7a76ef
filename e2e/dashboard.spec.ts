import type { APIRequestContext } from "@playwright/test";
import { z } from "zod";
import { incompleteWords } from "@/lib/definitions/wording.ts";
import { countWords, totalWords } from "@/lib/issues/wording.ts";
import { columnOf } from "@/tests/support/csv.ts";
import { untilAtRest } from "./support/at-rest.ts";
import { asOf, card, downloadTable, openDashboard, panel, twin, untilDrawn, valuesOf } from "./support/dashboard.ts";
import { daysAgo, monthAgo, quarterOf, weekAgo } from "./support/days.ts";
import { listIssues } from "./support/own-api.ts";
import { chip, tick, totalOf } from "./support/questions.ts";
import type { Rule } from "./support/rules.ts";
import { expect, press, test, untilAlive, type Page } from "./support/test.ts";

const valueOf = async (page: Page, name: string) =>
  (await (await card(name)(page)).textContent())?.replace(`${name}: `, "") ?? "";

test.beforeEach(async ({ stack, signInAs }) => {
  await untilAtRest(stack); // the histories that are still coming change what is counted
  await signInAs("manager");
});

test("the period and the filters are in the URL, and survive a reload and the way back", async ({ page }) => {
  await openDashboard(page, "/");
  const { from, to } = monthAgo(1);
  await press(page.getByRole("button", { name: /^Period:/ }));
  await press(page.getByRole("dialog").getByRole("button", { name: "Last month", exact: true }));
  await expect(page).toHaveURL(`/?from=${from}&to=${to}`);
  await page.keyboard.press("Escape");
  const completed = await listIssues(page.request, `completed_from=${from}&completed_to=${to}`);
  await expect.poll(() => valueOf(page, "Completed")).toBe(countWords(completed.total));

  await tick(page, "Status", ["Blocked"]);
  await expect(page).toHaveURL(`/?from=${from}&to=${to}&status=blocked`);
  const blocked = await listIssues(page.request, "status=blocked");
  const expectBlocked = async () => {
    await expect.poll(() => valueOf(page, "Open")).toBe(countWords(blocked.total));
    await expect.poll(() => valueOf(page, "Completed")).toBe("0");
  };
  await expectBlocked();
  await page.reload();
  await expectBlocked();
  await page.goBack();
  await expect(page).toHaveURL(`/?from=${from}&to=${to}`);
  await expect.poll(() => valueOf(page, "Completed")).toBe(countWords(completed.total));
  await page.goForward();
  await expect(page).toHaveURL(`/?from=${from}&to=${to}&status=blocked`);
  await expectBlocked();
});

test("the filters go along to the backlog and come back", async ({ page }) => {
  const { from, to } = weekAgo(1);
  await openDashboard(page, `/?from=${from}&to=${to}&status=in_progress,blocked`);
  await press(page.getByRole("link", { name: "Open in backlog" }));
  await expect(page).toHaveURL("/backlog?status=in_progress,blocked");
  await expect(chip(page, /^Status : /)).toBeVisible();
  await press(page.getByRole("link", { name: "Figures of these issues" }));
  await expect(page).toHaveURL("/?status=in_progress,blocked");
  const { total } = await listIssues(page.request, "status=in_progress,blocked");
  await expect.poll(() => valueOf(page, "Open")).toBe(countWords(total));
});

test("a value that does not hold is named, and the rest is applied", async ({ page }) => {
  await page.goto("/?from=yesterday&bucket=hour&status=blocked");
  const notice = page.getByRole("main").getByRole("status").filter({ hasText: "the rest is applied" });
  await expect(notice.getByRole("listitem")).toHaveText([/^from=yesterday .+/, /^bucket=hour .+/]);
  const { total } = await listIssues(page.request, "status=blocked");
  await expect.poll(() => valueOf(page, "Blocked")).toBe(countWords(total));
  await expect.poll(() => valueOf(page, "Not started")).toBe("0");
  await press(page.getByRole("button", { name: "Remove", exact: true }));
  await expect(page).toHaveURL("/?status=blocked");
  await expect(notice).toHaveCount(0);
});

test("a chart's table is reached and followed by the keyboard", async ({ page }) => {
  await openDashboard(page, "/?bucket=week");
  const button = page.getByRole("button", { name: "Table: Completed", exact: true });
  await untilAlive(button);
  await expect(button).toBeEnabled();
  await button.focus();
  await page.keyboard.press("Enter");
  const table = page.getByRole("region", { name: "Completed as a table" });
  await expect(table).toBeVisible();
  await expect(button).toBeFocused();
  const first = table.getByRole("cell").first().getByRole("link");
  const total = Number(await first.textContent());
  const inTable = async () => {
    await page.keyboard.press("Tab");
    return first.evaluate((it) => it === document.activeElement);
  };
  await expect.poll(inTable, { intervals: [0] }).toBe(true);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/backlog\?.*completed_from=/);
  await expect(totalOf(page)).toHaveText(totalWords(total));
  await page.goBack();
  await expect(button).toHaveAttribute("aria-pressed", "true");
  await expect(table).toBeVisible();
});

test("a chart's file holds what its table says", async ({ page, stack }) => {
  const { from, to } = weekAgo(1);
  await openDashboard(page, `/?from=${from}&to=${to}&bucket=day`);
  const table = await twin(page, "Completed");
  const shown = await valuesOf(table);
  const file = await downloadTable(page, "Completed");
  expect(file.name).toBe(`backtrak-completed-${from}-${to}.csv`);
  expect(file.rows).toHaveLength(7);
  const columns = ["completed", "closed_not_done", "reopened"];
  const values = columns.map((name) => columnOf(file, name));
  expect(file.rows.map((_, row) => values.map((column) => column[row]))).toEqual(shown.map(([, ...cells]) => cells));
  expect([columnOf(file, "from")[0], columnOf(file, "to")[6]]).toEqual([from, to]);
  const hrefs = await table.getByRole("link").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  const addresses = columns.map((name) => columnOf(file, `${name}_url`));
  expect(file.rows.flatMap((_, row) => addresses.map((column) => column[row]))).toEqual(
    hrefs.map((href) => stack.url + href),
  );
});

test("what reaches back before the history begins says so: figure, trend, table and file", async ({ page }) => {
  const { from, to } = quarterOf(daysAgo(199));
  const { incomplete_before: whole } = await readWhole(page.request, `completed_from=${from}&completed_to=${to}`);
  expect(whole !== null && whole > from).toBe(true);
  const words = incompleteWords(whole ?? "");
  await openDashboard(page, `/?from=${from}&to=${to}&bucket=month`);
  await expect(asOf(page)).toContainText(words);
  await expect(panel(page, "Figures").getByRole("listitem").filter({ hasText: "Completed" })).toContainText(words);
  const chart = panel(page, "Completed");
  await expect(chart.getByRole("listitem").filter({ hasText: words })).toBeVisible(); // what the lighter bars mean
  const table = await twin(page, "Completed");
  const rows = table.locator("tbody tr");
  await expect(rows.first()).toContainText(words);
  await expect(rows).toHaveCount(3);
  expect(columnOf(await downloadTable(page, "Completed"), "notes")[0]).toBe(words);

  await openDashboard(page, `/?from=${daysAgo(20)}&to=${daysAgo(1)}`);
  await expect(page.getByRole("main")).not.toContainText("incomplete before");
});

test("calendar or working time is in the URL, and in both panels", async ({ page }) => {
  await openDashboard(page, "/");
  const pressed = (title: string) => panel(page, title).getByRole("button", { name: "Working time", pressed: true });
  await press(panel(page, "Cycle time").getByRole("button", { name: "Working time" }));
  await expect(page).toHaveURL("/?time=working");
  for (const title of ["Cycle time", "Lead time"]) {
    await expect(pressed(title)).toBeVisible();
    await expect((await twin(page, title)).locator("caption")).toContainText(`${title} in working time`);
  }
  await page.goBack();
  await expect(page).toHaveURL("/");
  await expect(pressed("Lead time")).toHaveCount(0);
});

test("28: the one page for Monday’s meeting is two sheets of paper, without buttons and navigation", async ({
  page,
}) => {
  await openDashboard(page, "/");
  await untilDrawn(page);
  await expect(page.getByRole("navigation").first()).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation").filter({ visible: true })).toHaveCount(0);
  // The heads of columns are buttons that order the rows: on paper they are heads.
  const buttons = page.locator("button:not([role=columnheader] button)");
  await expect(buttons.filter({ visible: true })).toHaveCount(0);
  const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
});

test("without a rule for any label 0 in progress says what is missing, to an admin where to mend it", async ({
  page,
  signInAs,
  changeRules,
}) => {
  const words = "Nothing is in progress because no label of an open issue has a rule for in progress or blocked.";
  await signInAs("admin");
  await openDashboard(page, "/?label=Doing");
  expect(await valueOf(page, "In progress")).not.toBe("0");
  await expect(page.getByRole("main")).not.toContainText(words);

  const wip = (rules: Rule[]) => rules.filter(({ outcome }) => outcome === "in_progress" || outcome === "blocked");
  await changeRules((rules) => wip(rules).map((rule) => ({ ...rule, outcome: "not_started" })));
  await openDashboard(page, "/?label=Doing");
  expect(await valueOf(page, "In progress")).toBe("0");
  await expect(page.getByRole("main")).toContainText(words);
  await press(page.getByRole("link", { name: "Say what the labels mean" }));
  await expect(page).toHaveURL("/settings/rules");
  await expect(page.getByText("Doing", { exact: true }).first()).toBeVisible();
  await openDashboard(page, "/"); // what bends the trends from here on is marked on them
  const today = (await twin(page, "New against closed")).getByRole("row").last();
  await expect(today).toContainText(/rules changed: .*Doing/);

  await signInAs("viewer");
  await openDashboard(page, "/?label=Doing");
  await expect(page.getByRole("main")).toContainText(`${words} Ask an admin to say what the labels mean.`);
  await expect(page.getByRole("link", { name: "Say what the labels mean" })).toHaveCount(0);

  await changeRules(wip);
  await page.goto("/?label=Doing");
  await expect(page.getByRole("main")).not.toContainText(words);
});

async function readWhole(request: APIRequestContext, query: string) {
  const answer = await request.get(`/api/issues?${query}`);
  return z.object({ incomplete_before: z.string().nullable() }).parse(await answer.json());
}
