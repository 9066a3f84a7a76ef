import { readFile } from "node:fs/promises";
import { z } from "zod";
import { card, openDashboard } from "./support/dashboard.ts";
import { countHands, handWords, plannedHands, type Counted, type Step } from "./support/hands.ts";
import { allIssues, listIssues, type Listed } from "./support/own-api.ts";
import { downloadCsv, override, titlesOn } from "./support/questions.ts";
import { expect, settled, signIn, test, untilAlive, type Page } from "./support/test.ts";

const FIVE = "/backlog?status=not_started&sort=created_at&page_size=10";
const NOTE = "Waits for the key of the supplier";
const LETTERS = "abcdef";

/** A thing that managers do each day, from an open page of either: GitLab's steps by its manual, ours done by hand. */
type Task = { name: string; gitlab: Step[]; ours(around: Around): Promise<void> };
type Around = { page: Page; issues: Listed[]; start(path: string): Promise<Counted> };

/** Opens GitLab's filter and chooses in it. */
const filter = (...choices: string[]): Step[] => ["the filter", ...choices].map((click) => ({ click }));

const TASKS: Task[] = [
  {
    name: "find an issue by half a word",
    gitlab: [...filter(), { type: LETTERS }, { press: "Enter" }, { click: "the issue" }],
    ours: async ({ page, start }) => {
      const { word, first } = await halfAWord(page);
      expect(word).toHaveLength(LETTERS.length);
      await start("/");
      await page.keyboard.press("/");
      await page.keyboard.type(word);
      await expect(page.getByRole("option").first()).toContainText(first);
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(first);
    },
  },
  {
    name: "what nobody is assigned to",
    gitlab: [...filter("Assignee", "is", "None"), { press: "Enter" }],
    ours: async ({ page, start }) => {
      await start("/");
      await page.keyboard.press("Control+k");
      await page.keyboard.type("nob");
      await expect(page.getByRole("option").first()).toHaveText("Open issues of nobody");
      await expect(page.getByRole("combobox", { name: "Search issues, pages and actions" })).toBeFocused();
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(/assignee=none/);
    },
  },
  {
    name: "mark an issue blocked, with a note",
    gitlab: [
      ...["Edit labels"].map((click) => ({ click })),
      { type: "blo" },
      ...["blocked", "Apply", "the comment"].map((click) => ({ click })),
      { type: NOTE },
      { press: "Control+Enter" },
    ],
    ours: async ({ page, issues, start }) => {
      const hands = await start(`/issues/${issues[0]?.id}`);
      await hands.select(page.getByLabel("Status override", { exact: true }), "blocked");
      await expect(page.getByText("Status override: Blocked", { exact: true })).toBeVisible();
      await page.getByLabel("Notes", { exact: true }).click();
      await page.keyboard.type(NOTE);
      await page.keyboard.press("Control+Enter");
      await expect.poll(async () => (await reread(page, issues))[0]?.status).toBe("blocked");
      await expect(page.getByRole("button", { name: "Save notes" })).toHaveCount(0);
    },
  },
  {
    name: "priority 2 on five issues",
    gitlab: [
      ...["Bulk edit", "1", "2", "3", "4", "5", "Labels"].map((click) => ({ click })),
      { type: "pri" },
      ...["priority::2", "Update selected"].map((click) => ({ click })),
    ],
    ours: async ({ page, issues, start }) => {
      const hands = await start(FIVE);
      const boxes = page.getByRole("table", { name: "Issues" }).locator("tbody").getByRole("checkbox");
      await boxes.first().click();
      await boxes.nth(4).click({ modifiers: ["Shift"] });
      await page.getByRole("region", { name: "Selected issues" }).getByRole("button", { name: "Edit" }).click();
      await hands.select(page.getByRole("dialog").getByLabel("Priority"), "2");
      await page.getByRole("button", { name: "Change 5 issues" }).click();
      await expect
        .poll(async () => (await reread(page, issues)).map((issue) => issue?.priority))
        .toEqual([2, 2, 2, 2, 2]);
    },
  },
  {
    name: "what somebody is working on",
    gitlab: [
      ...filter("Assignee", "is"),
      { type: "anna" },
      ...["Anna", "the filter", "Label", "is"].map((click) => ({ click })),
      { type: "doi" },
      { click: "Doing" },
      { press: "Enter" },
    ],
    ours: async ({ page, start }) => {
      await start("/");
      const table = page.getByRole("table", { name: "Tasks per engineer" });
      await table
        .getByRole("link", { name: /, wip: [1-9]/ })
        .first()
        .click();
      await expect(page).toHaveURL(/\/backlog\?.*assignee=/);
    },
  },
  {
    name: "what is overdue, and whose",
    gitlab: ["the order", "Due date"].map((click) => ({ click })),
    ours: async ({ page, start }) => {
      await start("/");
      await (await card("Overdue")(page)).click();
      await expect(page).toHaveURL(/overdue=true/);
    },
  },
  {
    name: "a list as a sheet",
    gitlab: ["Actions", "Export as CSV", "Export issues", "the mail", "its link"].map((click) => ({ click })),
    ours: async ({ page, start }) => {
      await start(FIVE);
      await downloadCsv(page);
    },
  },
  {
    name: "share a list",
    gitlab: [{ press: "Control+l" }, { press: "Control+c" }],
    ours: async ({ page, start }) => {
      await start(FIVE);
      const shown = await titlesOn(page);
      await page.keyboard.press("Control+l");
      await page.keyboard.press("Control+c");
      // What a browser's own line has is not the page's: opened in another window it must show the same.
      const other = await page.context().newPage();
      await other.goto(page.url());
      await expect.poll(() => titlesOn(other)).toEqual(shown);
    },
  },
  {
    name: "a date to be done by",
    gitlab: ["Edit dates", "Due date"]
      .map((click): Step => ({ click }))
      .concat([{ type: "2026-12-31" }, { click: "Apply" }]),
    ours: async ({ page, issues, start }) => {
      await start(`/issues/${issues[0]?.id}`);
      await page.getByLabel("Target date", { exact: true }).click({ position: { x: 16, y: 16 } });
      await page.keyboard.type("12312026");
      await page.keyboard.press("Enter");
      await expect.poll(async () => (await reread(page, issues))[0]?.due).toBe("2026-12-31");
    },
  },
  {
    name: "read four issues of a list",
    gitlab: ["first", "second", "third", "fourth"].map((click) => ({ click })),
    ours: async ({ page, start }) => {
      await start(FIVE);
      const titles = await titlesOn(page);
      await page.keyboard.press("j");
      await page.keyboard.press("Enter");
      for (const next of ["2 of", "3 of", "4 of"]) {
        await untilAlive(place(page).getByRole("link").first());
        await settled(page);
        await page.keyboard.press("j");
        await expect(place(page)).toContainText(next);
      }
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(titles[3] ?? "");
    },
  },
];

for (const { name, gitlab, ours } of TASKS) {
  test(`daily task: ${name}`, async ({ page, stack }) => {
    await signIn(page.request, stack.url, "manager");
    const issues = (await listIssues(page.request, FIVE.split("?")[1])).data.slice(0, 5);
    let hands: Counted | undefined;
    const start = async (path: string) => {
      await (path === "/" ? openDashboard(page, path) : page.goto(path));
      await settled(page);
      await untilAlive(page.getByRole("main").getByRole("link").first());
      return (hands ??= await countHands(page));
    };
    try {
      await ours({ page, issues, start });
    } finally {
      const cleared = { internal_status: null, internal_notes: null, target_date: null };
      for (const issue of issues) await override(page, stack, issue, { ...cleared, priority: issue.priority });
    }
    const counted = hands?.done() ?? fail("nothing was done");
    const lines = (await readFile("README.md", "utf8")).replaceAll(/ +/g, " ").split("\n");
    const line = lines.find((one) => one.startsWith(`| ${name} |`));
    expect(line).toBe(`| ${name} | ${handWords(plannedHands(gitlab))} | ${handWords(counted)} |`);
  });
}

const place = (page: Page) => page.getByRole("navigation", { name: "In the list" });

async function reread(page: Page, issues: readonly Listed[]): Promise<(Listed | undefined)[]> {
  const all = await allIssues(page.request);
  return issues.map(({ id }) => all.find((issue) => issue.id === id));
}

const foundSchema = z.object({ data: z.array(z.object({ title: z.string() })) });

/** Six letters with which a word of a title begins and does not end, and the title that search puts first for them. */
async function halfAWord(page: Page): Promise<{ word: string; first: string }> {
  const { data } = await listIssues(page.request, "page_size=50&sort=created_at");
  for (const title of data.map((issue) => issue.title)) {
    const word = /\b[a-z]{10,}/i.exec(title)?.[0].slice(0, LETTERS.length);
    if (word === undefined) continue;
    const answer = await page.request.get(`/api/search?q=${word}`);
    const [found] = foundSchema.parse(await answer.json()).data;
    if (found?.title === title) return { word, first: title };
  }
  return fail("no title has a long word");
}

function fail(words: string): never {
  throw new Error(words);
}
