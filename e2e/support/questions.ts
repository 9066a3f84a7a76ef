import { readFile } from "node:fs/promises";
import type { Browser, Locator } from "@playwright/test";
import { DEFAULT_PAGE_SIZE } from "@/lib/issues/filters.ts";
import { totalWords } from "@/lib/issues/wording.ts";
import { columnOf, type Csv, parseCsv } from "@/tests/support/csv.ts";
import type { Facts } from "./facts.ts";
import { allIssues, type Listed } from "./own-api.ts";
import { expect, press, signIn, type Page, type Role } from "./test.ts";

export const OPEN = ["Not started", "In progress", "Blocked"];
export const OPEN_QUERY = "status=not_started,in_progress,blocked";

export const chip = (page: Page, name: string | RegExp) =>
  page.getByRole("group", { name: "Filters" }).getByRole("button", { name, exact: true });

/** Opens a chip and ticks values in it, as a person does. */
export async function tick(page: Page, chipName: string, values: string[]): Promise<void> {
  await press(chip(page, chipName));
  for (const value of values) {
    const box = page.getByRole("dialog").getByRole("checkbox", { name: value, exact: true });
    await press(box);
    await expect(box).toBeChecked();
  }
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

/** Opens a chip and presses a button in it. */
export async function choose(page: Page, chipName: string | RegExp, button: string): Promise<void> {
  await press(chip(page, chipName));
  await press(page.getByRole("dialog").getByRole("button", { name: button, exact: true }));
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

/** What the URL says of a filter. */
export async function urlParam(page: Page, name: string): Promise<string> {
  await expect.poll(() => new URL(page.url()).searchParams.get(name)).not.toBeNull();
  return new URL(page.url()).searchParams.get(name) ?? "";
}

type Asking = { page: Page; browser: Browser; stack: Facts; role: Role };

/**
 * The list on the screen answers a question: its total is the API's, it says how fresh it is, its link shows the same to somebody
 * else, and its file has its issues. Returns these.
 */
export async function expectAnswered({ page, browser, stack, role }: Asking): Promise<Listed[]> {
  const { pathname, search } = new URL(page.url());
  const issues = await allIssues(page.request, search.slice(1));
  expect(issues.length, `nothing answers ${search}`).toBeGreaterThan(0);
  await expect(totalOf(page)).toHaveText(totalWords(issues.length));
  await expect(page.getByRole("button", { name: /^Data: (just now|\d+ \w+ old)$/ })).toBeVisible();
  const titles = issues.slice(0, rowsAPage(page)).map(({ title }) => title);
  await expect.poll(() => titlesOn(page)).toEqual(titles);

  const context = await browser.newContext({ baseURL: stack.url });
  try {
    await signIn(context.request, stack.url, role);
    const other = await context.newPage();
    await other.goto(pathname + search);
    await expect(totalOf(other)).toHaveText(totalWords(issues.length));
    await expect.poll(() => titlesOn(other)).toEqual(titles);
  } finally {
    await context.close();
  }
  const file = await downloadCsv(page);
  expect(columnOf(file, "reference")).toEqual(issues.map(({ reference }) => reference));
  return issues;
}

/** Presses "CSV" and reads the file that comes. */
export async function downloadCsv(page: Page): Promise<Csv> {
  const coming = page.waitForEvent("download");
  await press(page.getByRole("link", { name: "CSV", exact: true }));
  const file = await coming;
  expect(file.suggestedFilename()).toMatch(/^backtrak-\d{4}-\d\d-\d\d\.csv$/);
  return parseCsv(await readFile(await file.path(), "utf8"));
}

export function titlesOn(page: Page): Promise<string[]> {
  return page.getByRole("table", { name: "Issues" }).getByRole("row").getByRole("link").allTextContents();
}

export function totalOf(page: Page): Locator {
  return page.getByRole("main").getByRole("status").first();
}

function rowsAPage(page: Page): number {
  return Number(new URL(page.url()).searchParams.get("page_size") ?? DEFAULT_PAGE_SIZE);
}

/** A manager's own fields of an issue, as its page sets them. */
export async function override(
  page: Page,
  stack: Facts,
  issue: Listed,
  fields: Record<string, unknown>,
): Promise<void> {
  const asked = { data: fields, headers: { origin: stack.url } };
  const answer = await page.request.patch(`/api/issues/${issue.id}/override`, asked);
  expect(answer.status(), await answer.text()).toBe(200);
}
