import type { APIRequestContext } from "@playwright/test";
import { countWords, totalWords } from "@/lib/issues/wording.ts";
import { exactTime } from "@/lib/time-wording.ts";
import { untilAtRest } from "./support/at-rest.ts";
import {
  asOf,
  card,
  everyLink,
  expectFigure,
  figuresOf,
  follow,
  lede,
  openDashboard,
  panel,
  PANELS,
  readPanel,
  twin,
  untilDrawn,
  valuesOf,
} from "./support/dashboard.ts";
import { dayOf, daysAgo, mondayOf, monthAgo, quarterOf, weekAgo } from "./support/days.ts";
import { allIssues, listIssues, readFreshness } from "./support/own-api.ts";
import { totalOf } from "./support/questions.ts";
import { expect, press, test } from "./support/test.ts";

test.beforeEach(async ({ stack, signInAs }) => {
  await untilAtRest(stack); // the histories that are still coming change what is counted
  await signInAs("manager");
});

test("15: completed last week, month and quarter", async ({ page }) => {
  const all = await allIssues(page.request, "status=completed");
  for (const { from, to } of [weekAgo(1), monthAgo(1), quarterOf(daysAgo(0), 1)]) {
    await openDashboard(page, `/?from=${from}&to=${to}`);
    const done = all.filter(({ completed_at: at }) => at !== null && isIn(dayOf(at), { from, to }));
    await expectFigure(page, card("Completed"), { titles: done.map(({ title }) => title) });
  }
});

test("17: completed per week over 12 weeks", async ({ page }) => {
  const weeks = Array.from({ length: 12 }, (_, ago) => weekAgo(ago)).toReversed();
  await openDashboard(page, `/?from=${weeks[0]?.from}&to=${weekAgo(0).to}&bucket=week`);
  const all = await allIssues(page.request, "status=completed");
  const perWeek = weeks.map(({ from }) =>
    all.filter((it) => mondayOf(dayOf(it.completed_at ?? "1970-01-01")) === from),
  );
  const table = await twin(page, "Completed");
  const shown = (await valuesOf(table)).map(([, completed]) => completed);
  expect(shown).toEqual(perWeek.map(({ length }) => countWords(length)));
  const figures = table.locator("tbody tr").locator("td:nth-of-type(1)").getByRole("link");
  for (const place of [0, 5, 11]) await follow(page, figures.nth(place), perWeek[place]?.length ?? 0);
});

test("21: median and p85 cycle time this month against last", async ({ page }) => {
  const [{ from, to }, before] = [monthAgo(0), monthAgo(1)];
  await openDashboard(page, `/?from=${from}&to=${to}`);
  const all = await allIssues(page.request, "status=completed");
  const [present, previous] = [{ from, to }, before].map((days) => {
    const done = all.filter((it) => it.completed_at !== null && isIn(dayOf(it.completed_at), days));
    const known = done.filter(({ cycle_seconds: seconds }) => seconds !== null);
    return { titles: known.map(({ title }) => title), seconds: known.map((it) => it.cycle_seconds ?? 0) };
  });
  for (const [name, part] of [
    ["median", 0.5],
    ["p85", 0.85],
  ] as const) {
    const now = { titles: present?.titles ?? [], words: percentileWords(present?.seconds ?? [], part) };
    await expectFigure(page, lede("Cycle time", name), now);
    const then = { titles: previous?.titles ?? [], words: `${percentileWords(previous?.seconds ?? [], part)} before` };
    await expectFigure(page, lede("Cycle time", name, { before: true }), then);
  }
});

test("29: as of when", async ({ page }) => {
  const asked = async () => exactTime((await readFreshness(page.request)).as_of ?? "", "UTC");
  const before = await asked();
  await openDashboard(page, "/");
  const told = /As of (.+ UTC) · /.exec((await asOf(page).textContent()) ?? "")?.[1];
  expect([before, await asked()]).toContain(told); // a poll may have ended in between
  await expect(page.getByRole("button", { name: /^Data: (just now|\d+ \w+ old)$/ })).toBeVisible();
});

for (const role of ["manager", "viewer"] as const) {
  test(`35: the same number on the dashboard and in the table, wherever a link of its page leads a ${role}`, async ({
    page,
    signInAs,
  }) => {
    test.setTimeout(120_000);
    await signInAs(role);
    const path = "/?bucket=week";
    await openDashboard(page, path);
    await untilDrawn(page);
    await expect(page.getByText("Confidential issues are not shown.")).toHaveCount(role === "viewer" ? 1 : 0);
    const answers = await Promise.all(PANELS.map((name) => readPanel(page.request, name, path)));
    const figures = new Map(answers.flatMap(figuresOf).map(({ query, value }) => [query, value]));
    const links = await everyLink(page);
    for (const { query, words } of links) {
      expect(figures.has(query), `no figure has the query of “${words}”: ${query}`).toBe(true);
      // A time rests on a figure, and is none.
      if (!/ days( before)?$/.test(words)) expect(numbersIn(words), `${words}: ${query}`).toContain(figures.get(query));
    }
    const lists = new Map(links.map(({ query }) => [query, figures.get(query) ?? 0]));
    expect(await wrongTotals(page.request, lists)).toEqual([]);
    console.log(
      `${role}: ${links.length} figures and points that are links to ${lists.size} lists, all of their total`,
    );
  });
}

test("35: a bar leads to the list of what it counts, and the way back to the dashboard", async ({ page }) => {
  await openDashboard(page, "/?bucket=week");
  const bar = panel(page, "Completed")
    .getByRole("link", { name: /: [1-9]\d* Completed$/ })
    .first();
  const total = Number(/: (\d+) Completed$/.exec((await bar.getAttribute("aria-label")) ?? "")?.[1]);
  await press(bar);
  await expect(page).toHaveURL(/\/backlog\?completed_from=/);
  await expect(totalOf(page)).toHaveText(totalWords(total));
  await page.goBack();
  await expect(page).toHaveURL("/?bucket=week");
  await expect(bar).toBeVisible();
});

function numbersIn(words: string): number[] {
  return (words.match(/\d[\d,]*/g) ?? []).map((number) => Number(number.replaceAll(",", "")));
}

const AT_ONCE = 4;

/** The lists that have another total than their figure says. */
async function wrongTotals(request: APIRequestContext, lists: ReadonlyMap<string, number>): Promise<string[]> {
  const left = [...lists];
  const wrong: string[] = [];
  const ask = async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const [query, value] = next;
      const { total } = await listIssues(request, query === "" ? "page_size=1" : `${query}&page_size=1`);
      if (total !== value) wrong.push(`${value} instead of ${total}: ${query}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  return wrong;
}

function isIn(day: string, { from, to }: { from: string; to: string }): boolean {
  return day >= from && day <= to;
}

/** As SQL's `percentile_cont`, in days. */
function percentileWords(seconds: number[], part: number): string {
  const sorted = seconds.toSorted((one, other) => one - other);
  const place = part * (sorted.length - 1);
  const [low = 0, high = low] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  if (sorted.length === 0) return "–";
  return `${((low + (high - low) * (place - Math.floor(place))) / 86_400).toFixed(1)} days`;
}
