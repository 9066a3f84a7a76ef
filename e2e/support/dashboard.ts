import { readFile } from "node:fs/promises";
import type { APIRequestContext, Locator } from "@playwright/test";
import { z } from "zod";
import { PANEL_PARAMS, panelQuery, readParams, type Panel } from "@/lib/dashboard/filters.ts";
import { countWords } from "@/lib/issues/wording.ts";
import { parseCsv, type Csv } from "@/tests/support/csv.ts";
import { allIssues, type Listed } from "./own-api.ts";
import { expect, press, type Page } from "./test.ts";

/** Where a figure is on the dashboard. */
export type FigureOf = (page: Page) => Locator | Promise<Locator>;

/** Opens the dashboard by its address, which stays as it is; its figures are there, and it says as of when they are. */
export async function openDashboard(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1, name: "Dashboard" })).toBeVisible();
  await expect(page.getByRole("main").getByText(/As of \d+ \w+ \d{4}, \d\d:\d\d:\d\d UTC · days in UTC/)).toBeVisible();
  expect(page.url()).toBe(new URL(path, page.url()).href);
}

/** Every chart is drawn, and nothing stands in its place, on the screen or on paper. */
export async function untilDrawn(page: Page): Promise<void> {
  await expect(page.getByRole("main").locator("[data-slot=skeleton]")).toHaveCount(0);
  await expect(page.getByRole("application").first()).toBeVisible();
}

/** What the page says of all its figures: as of when they are, and from when on they are whole. */
export function asOf(page: Page): Locator {
  return page.getByRole("main").getByText("days in UTC");
}

/** A panel or a list by its title. */
export function panel(page: Page, title: string | RegExp): Locator {
  return page.getByRole("region", { name: title, exact: true });
}

/** A figure of the row on top; with `before` what it was. */
export function card(name: string, { before = false } = {}): FigureOf {
  return (page) => {
    const heading = page.getByRole("heading", { level: 2, name, exact: true });
    const cards = panel(page, "Figures").getByRole("listitem");
    const words = before ? new RegExp(`: ${name}, [\\d,]+$`) : new RegExp(`^${name}: [\\d,]+$`);
    return cards.filter({ has: heading }).getByRole("link", { name: words });
  };
}

/** A figure above a chart; with `before` what it was. */
export function lede(title: string, name: string, { before = false } = {}): FigureOf {
  return (page) => {
    const ledes = panel(page, title).locator("dl > div");
    const one = ledes.filter({ has: page.getByRole("link", { name, exact: true }) });
    const role = before ? "term" : "definition";
    return one.getByRole(role).getByRole("link", before ? { name: / before$/ } : {});
  };
}

/** The link within a panel that says this. */
export function link(title: string | RegExp, name: string | RegExp): FigureOf {
  return (page) => panel(page, title).getByRole("link", { name, exact: true });
}

/** What somebody has. */
export function engineer(name: string, column: string): FigureOf {
  return (page) => {
    const table = page.getByRole("table", { name: "Tasks per engineer" });
    const label = `${name}, ${column.toLowerCase()}: `.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return table.getByRole("link", { name: new RegExp(`^${label}[\\d,]+$`) });
  };
}

/** A value in the table of a chart, by its row and its column. */
export function cell(title: string, row: string, column: string): FigureOf {
  return async (page) => cellIn(await twin(page, title), row, column);
}

/** A value in the table of medians by project, label or engineer. */
export function groupCell(title: string, by: string, row: string, column: string): FigureOf {
  return async (page) => {
    await press(page.getByRole("group", { name: `${title} by`, exact: true }).getByRole("button", { name: by }));
    return cellIn(page.getByRole("region", { name: `${title} by ${by.toLowerCase()}, the table` }), row, column);
  };
}

async function cellIn(table: Locator, row: string, column: string): Promise<Locator> {
  const columns = await table.getByRole("columnheader").allTextContents();
  expect(columns).toContain(column);
  return rowOf(table, row)
    .getByRole("cell")
    .nth(columns.indexOf(column) - 1)
    .getByRole("link");
}

/** A row of a table by how its head begins; notes may follow. */
export function rowOf(table: Locator, name: string): Locator {
  const head = table.page().locator("th", { hasText: new RegExp(`^${name.replaceAll("+", "\\+")}`) });
  return table.getByRole("row").filter({ has: head });
}

/** The table of a chart, asked for if it is not shown yet. */
export async function twin(page: Page, title: string): Promise<Locator> {
  const table = page.getByRole("region", { name: `${title} as a table`, exact: true });
  const button = page.getByRole("button", { name: `Table: ${title}`, exact: true });
  await expect(button).toBeEnabled();
  if ((await button.getAttribute("aria-pressed")) === "false") await press(button);
  await expect(table).toBeVisible();
  return table;
}

/** A table's rows: the head of each and its values, as they are read. */
export function valuesOf(table: Locator): Promise<string[][]> {
  const rows = table.locator("tbody tr");
  return rows.evaluateAll((all) => all.map((row) => [...row.children].map((one) => one.textContent ?? "")));
}

type Expected = {
  /** The titles of the issues that it counts. */
  titles: readonly string[];
  /** What is seen of it, where it is not their number. */
  words?: string;
};

/** Looks at a figure and follows its link: the list it leads to has that total, and these issues. */
export async function expectFigure(page: Page, of: FigureOf, { titles, words }: Expected): Promise<void> {
  const figure = await of(page);
  const count = new RegExp(`(?<![\\d,])${countWords(titles.length)}(?![\\d,])`);
  await expect(figure).toHaveText(words ?? count);
  const issues = await follow(page, figure, titles.length);
  expect(issues.map(({ title }) => title).toSorted()).toEqual([...titles].toSorted());
}

/** The issues that a figure of so many leads to, by its link's address. */
export async function follow(page: Page, figure: Locator, total: number): Promise<Listed[]> {
  await expect(figure).toHaveAttribute("href", /^\/backlog(\?|$)/);
  const href = (await figure.getAttribute("href")) ?? "";
  const issues = await allIssues(page.request, new URL(href, page.url()).search.slice(1));
  expect(issues).toHaveLength(total);
  return issues;
}

/** Presses the CSV button of a panel and reads the file that comes. */
export async function downloadTable(page: Page, title: string): Promise<Csv & { name: string }> {
  const coming = page.waitForEvent("download");
  await press(page.getByRole("button", { name: `CSV: ${title}`, exact: true }));
  const file = await coming;
  return { ...parseCsv(await readFile(await file.path(), "utf8")), name: file.suggestedFilename() };
}

export const PANELS = Object.keys(PANEL_PARAMS).filter((name): name is Panel => Object.hasOwn(PANEL_PARAMS, name));

/** What the dashboard's endpoints answer to an address of it. */
export async function readPanel(request: APIRequestContext, name: Panel, path: string): Promise<unknown> {
  const params = readParams(new URL(path, "http://dashboard").searchParams);
  const answer = await request.get(`/api/dashboard/${name}?${panelQuery(name, params)}`);
  expect(answer.status(), await answer.text()).toBe(200);
  return answer.json();
}

const figureSchema = z.object({ value: z.int(), query: z.string() });
export type Figure = z.infer<typeof figureSchema>;

/** Every number of issues within an answer, with the query that lists them. */
export function figuresOf(answer: unknown): Figure[] {
  if (typeof answer !== "object" || answer === null) return [];
  const figure = figureSchema.safeParse(answer);
  return [...(figure.success ? [figure.data] : []), ...Object.values(answer).flatMap(figuresOf)];
}

export type ListLink = { query: string; words: string };

/** Every link of the page to a list: of its charts, then of all that their tables, the groups and everybody's rows add. */
export async function everyLink(page: Page): Promise<ListLink[]> {
  const links = await linksOf(page);
  for (const button of await page.getByRole("button", { name: /^Table: / }).all()) await press(button);
  const everybody = page.getByRole("button", { name: /^Show all \d+/ });
  if (await everybody.isVisible()) await press(everybody);
  links.push(...(await linksOf(page)));
  for (const by of ["Label", "Engineer"]) {
    const groups = page.getByRole("group", { name: /^(Cycle|Lead) time by$/ });
    for (const button of await groups.getByRole("button", { name: by }).all()) await press(button);
    links.push(...(await linksOf(page)));
  }
  return links;
}

/** The query, and what is read or heard of it. */
function linksOf(page: Page): Promise<ListLink[]> {
  return page.locator('main a[href^="/backlog?"]').evaluateAll((links) =>
    links.map((one) => ({
      query: one.getAttribute("href")?.split("?")[1] ?? "",
      words: one.getAttribute("aria-label") ?? one.textContent ?? "",
    })),
  );
}
