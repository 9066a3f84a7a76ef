import { totalWords } from "@/lib/issues/wording.ts";
import { dayInWords } from "@/lib/time-wording.ts";
import {
  card,
  cell,
  engineer,
  expectFigure,
  groupCell,
  lede,
  link,
  openDashboard,
  panel,
  twin,
  valuesOf,
} from "./support/dashboard.ts";
import { addDays, dayOf, daysAgo, mondayOf, monthAgo, weekAgo, workingDays } from "./support/days.ts";
import { stackFacts } from "./support/facts.ts";
import {
  beginsAs,
  BLOCKED,
  COMPLETED,
  createdOn,
  GIVEN_UP,
  IN_PROGRESS,
  type Meeting,
  NOT_STARTED,
  NOTES,
  oursOf,
  prepareMeeting,
  REOPENED,
  SLIPPED_TO,
  type Title,
  TITLES,
} from "./support/meeting.ts";
import { allIssues } from "./support/own-api.ts";
import { expectAnswered, totalOf } from "./support/questions.ts";
import { expect, press, test } from "./support/test.ts";

const role = "manager" as const;
const OPEN = [...IN_PROGRESS, ...BLOCKED, ...NOT_STARTED];

let meeting: Meeting;
let [ana, ben, cleo] = ["", "", ""];

test.beforeAll(async ({ browser }) => {
  meeting = await prepareMeeting(stackFacts(), browser);
  [ana = "", ben = "", cleo = ""] = meeting.people.map(({ name }) => name);
});

test.beforeEach(({ signInAs }) => signInAs(role));

test("1, 2: what each engineer works on, and has open by status", async ({ page }) => {
  await openDashboard(page, "/?label=meeting");
  await expectFigure(page, engineer(ana, "WIP"), { titles: IN_PROGRESS });
  await expectFigure(page, engineer(ben, "WIP"), { titles: ["Worked on by two", ...BLOCKED] });
  await expectFigure(page, engineer("All, each once", "WIP"), { titles: [...IN_PROGRESS, ...BLOCKED] });
  await expectFigure(page, engineer(ana, "In progress"), { titles: IN_PROGRESS });
  await expectFigure(page, engineer(ben, "Blocked"), { titles: BLOCKED });
  await expectFigure(page, engineer(cleo, "Not started"), { titles: ["Slipped"] });
  await expectFigure(page, engineer("Unassigned", "Not started"), { titles: ["Waiting"] });
  await expectFigure(page, engineer("All, each once", "Open"), { titles: OPEN });
});

test("3: who has more than 2 in progress, who has none", async ({ page }) => {
  await openDashboard(page, "/?label=meeting");
  const table = page.getByRole("table", { name: "Tasks per engineer" });
  await press(table.getByRole("columnheader", { name: "In progress" }).getByRole("button"));
  const names = table.getByRole("rowheader").filter({ visible: true });
  await expect(names).toHaveText([ana, ben, cleo, "Unassigned", "All, each once"].map((name) => new RegExp(name)));
  await expectFigure(page, engineer(ana, "In progress"), { titles: IN_PROGRESS });
  await expectFigure(page, engineer(cleo, "In progress"), { titles: [] });
});

test("5: what is blocked, since when, why", async ({ page }) => {
  await openDashboard(page, "/?label=meeting");
  await expectFigure(page, card("Blocked"), { titles: BLOCKED });
  const lines = page.getByRole("list", { name: "Blocked" }).getByRole("listitem");
  const [byLabel, byHand] = [
    lines.filter({ hasText: /^Held up(?! by)/ }),
    lines.filter({ hasText: "Held up by hand" }),
  ];
  await expect(byLabel).toContainText("because of the label Blocked");
  await expect(byLabel.getByText("5 d", { exact: true })).toHaveAttribute("title", /^Since /);
  expect(dayOf((await byLabel.locator("time").getAttribute("datetime")) ?? "")).toBe(createdOn("Held up"));
  await expect(byHand).toContainText(/because .+ set it here/);
  await expect(byHand).toContainText(NOTES);
});

test("8: overdue, by how many days, whose", async ({ page }) => {
  await openDashboard(page, "/?label=meeting");
  await expectFigure(page, card("Overdue"), { titles: BLOCKED });
  const lines = page.getByRole("list", { name: "Most overdue" }).getByRole("listitem");
  await expect(lines).toHaveText([/^Held up.*10 days late$/, /^Held up by hand.*1 day late$/]);
  await expect(lines.first()).toContainText(`${ben} · due ${dayInWords(daysAgo(10))}`);
  await expectFigure(page, cell("Overdue and untouched", "1 to 7 days", "Issues"), { titles: ["Held up by hand"] });
  await expectFigure(page, cell("Overdue and untouched", "8 to 30 days", "Issues"), { titles: ["Held up"] });
});

test("11: in progress more than 4 days", async ({ page, browser, stack }) => {
  await page.goto("/backlog?label=meeting&in_progress_days_gt=4&sort=wip_since");
  const issues = await expectAnswered({ page, browser, stack, role });
  expect(issues.map(({ title }) => title)).toEqual(["Worked on", "Held up"]);
  await openDashboard(page, "/?label=meeting");
  const title = "Age of work in progress";
  await expectFigure(page, cell(title, "7 to 14 days", "In progress"), { titles: ["Worked on"] });
  await expectFigure(page, cell(title, "3 to 7 days", "Blocked"), { titles: ["Held up"] });
  await expectFigure(page, cell(title, "Less than a day", "In progress"), { titles: [REOPENED] });
});

test("13: whose target date slipped, how often", async ({ page }) => {
  await openDashboard(page, "/?label=meeting");
  const line = page.getByRole("list", { name: "Slipped target dates" }).getByRole("listitem");
  await expect(line).toHaveCount(1);
  await expect(line).toContainText(`${cleo} · moved 2 times`);
  const [first, , last] = SLIPPED_TO.map((later) => dayInWords(daysAgo(-later)));
  await expect(line).toContainText(new RegExp(`^Slipped.*${first?.replace(/ \d+$/, "")}( \\d+)? → ${last}$`));
  await expectFigure(page, link(/^Changes since/, "Re-dated: 1"), { titles: ["Slipped"] });
});

test("14: oldest in each status per project", async ({ page }) => {
  await openDashboard(page, "/?label=meeting");
  const row = page.getByRole("table", { name: "Oldest in each status, by project" }).getByRole("row").nth(1);
  await expect(row.getByTitle(meeting.project)).toBeVisible();
  await expect(row.getByRole("cell")).toHaveText([/1 mo.*Waiting$/, /9 d.*Worked on$/, /5 d.*Held up$/]);
  await press(row.getByRole("link", { name: "Waiting" }));
  await expect(page.getByRole("heading", { level: 1, name: "Waiting" })).toBeVisible();
});

test("16: by whom", async ({ page }) => {
  await openDashboard(page, "/?label=meeting");
  await expectFigure(page, engineer(ana, "Completed"), { titles: ["Done on time"] });
  await expectFigure(page, engineer(ben, "Completed"), { titles: ["Done late"] });
  await expectFigure(page, engineer("Unassigned", "Completed"), { titles: ["Done without a date"] });
  await expectFigure(page, engineer("All, each once", "Completed"), { titles: COMPLETED });
});

test("18, 19, 20: closed but not done, reopened, on time or late", async ({ page }) => {
  await openDashboard(page, "/?label=meeting");
  await expectFigure(page, card("Closed, not done"), { titles: [GIVEN_UP] });
  await expectFigure(page, lede("Completed", "reopened"), { titles: [REOPENED] });
  await expectFigure(page, link("Completed", "1 since reopened"), { titles: [REOPENED] });
  const title = "On time or late";
  await expectFigure(page, lede(title, "on time"), { titles: ["Done on time"] });
  await expectFigure(page, lede(title, "late"), { titles: ["Done late"] });
  await expectFigure(page, lede(title, "no due date"), { titles: ["Done without a date"] });
  await expect(panel(page, title)).toContainText("50 % on time, of those with a due date.");
});

test("21: median and p85 cycle time this month, by project, label and engineer", async ({ page }) => {
  const { from, to } = monthAgo(0);
  await openDashboard(page, `/?label=meeting&from=${from}&to=${to}`);
  const known = ["Done on time", "Done late"]; // 12 and 20 days
  await expectFigure(page, lede("Cycle time", "median"), { titles: known, words: "16.0 days" });
  await expectFigure(page, lede("Cycle time", "p85"), { titles: known, words: "18.8 days" });
  await expectFigure(page, groupCell("Cycle time", "Project", "", "n"), { titles: known }); // all are in one
  await expectFigure(page, groupCell("Cycle time", "Label", "meeting", "n"), { titles: known });
  const ofBen = groupCell("Cycle time", "Engineer", ben, "Median");
  await expectFigure(page, ofBen, { titles: ["Done late"], words: "20.0 days" });
});

test("21: in working time what was worked at weekends does not count", async ({ page }) => {
  await openDashboard(page, "/?label=meeting&time=working");
  await expect(panel(page, "Cycle time").getByRole("button", { name: "Working time", pressed: true })).toBeVisible();
  const all = await allIssues(page.request, "label=meeting&has_cycle=true");
  const [one = 0, other = 0] = all.map((it) => workingDays(new Date(it.created_at), new Date(it.completed_at ?? "")));
  const shown = await (await lede("Cycle time", "median")(page)).textContent();
  expect(Math.abs(Number.parseFloat(shown ?? "") - (one + other) / 2)).toBeLessThan(0.06);
  await press(panel(page, "Cycle time").getByRole("button", { name: "Calendar" }));
  await expect(page).toHaveURL("/?label=meeting");
  await expectFigure(page, lede("Cycle time", "median"), { titles: ["Done on time", "Done late"], words: "16.0 days" });
});

test("22: which took longest, where the time went", async ({ page }) => {
  await openDashboard(page, "/?label=meeting");
  const lines = page.getByRole("list", { name: "Took longest" }).getByRole("listitem");
  await expect(lines).toHaveText([
    /^Done late.*blocked 20\.0 days20\.0 days$/,
    /^Done on time.*in progress 12\.0 days12\.0 days$/,
  ]);
  await press(lines.first().getByRole("link"));
  await expect(page.getByRole("heading", { level: 1, name: "Done late" })).toBeVisible();
});

test("23, 24: lead time, and on how many issues that and the cycle time rest", async ({ page }) => {
  await openDashboard(page, "/?label=meeting");
  await expectFigure(page, lede("Lead time", "median"), { titles: COMPLETED, words: "12.0 days" });
  await expectFigure(page, lede("Lead time", "p85"), { titles: COMPLETED, words: "17.6 days" });
  await expectFigure(page, lede("Lead time", "n"), { titles: COMPLETED });
  await expect(panel(page, "Cycle time")).toContainText("2 of 3 had a recorded start");
  await expectFigure(page, lede("Cycle time", "n"), { titles: ["Done on time", "Done late"] });
  await expectFigure(page, link("Cycle time", "1 had none"), { titles: ["Done without a date"] });
});

test("25: what changed since last Monday", async ({ page }) => {
  const since = mondayOf(daysAgo(1));
  await openDashboard(page, `/?label=meeting&since=${since}`);
  const created = TITLES.filter((title) => createdOn(title) >= since);
  const begun = TITLES.filter((title) => beginsAs(title) === "in_progress" || beginsAs(title) === "blocked");
  const changes: [string, Title[]][] = [
    ["New", created],
    ["Started", [...begun.filter((title) => createdOn(title) >= since), "Held up by hand"]],
    ["Completed", COMPLETED],
    ["Closed, not done", [GIVEN_UP]],
    ["Reopened", [REOPENED]],
    ["Re-dated", ["Slipped"]],
    ["Newly overdue", ["Held up by hand"]],
  ];
  const title = `Changes since ${dayInWords(since)}`;
  for (const [words, titles] of changes) {
    await expectFigure(page, link(title, `${words}: ${titles.length}`), { titles });
  }
});

test("26: new against closed per week", async ({ page }) => {
  const [first, last] = [weekAgo(6).from, weekAgo(0)];
  await openDashboard(page, `/?label=meeting&from=${first}&to=${last.to}&bucket=week`);
  const weeks = Array.from({ length: 7 }, (_, week) => addDays(first, 7 * week));
  const closed = [...COMPLETED, GIVEN_UP]; // today
  const shown = await valuesOf(await twin(page, "New against closed"));
  expect(shown.map(([, created, ended]) => [created, ended])).toEqual(
    weeks.map((monday) => [
      String(TITLES.filter((title) => mondayOf(createdOn(title)) === monday).length),
      monday === last.from ? String(closed.length) : "0",
    ]),
  );
  await expectFigure(page, lede("New against closed", "new"), { titles: TITLES });
  await expectFigure(page, lede("New against closed", "closed"), { titles: closed });
});

test("27: how it looked on the 1st", async ({ page }) => {
  const thisMonth = monthAgo(0).from;
  const first = thisMonth === daysAgo(0) ? monthAgo(1).from : thisMonth; // today things have moved on
  const before = new Map<string, string[]>();
  for (const status of ["not_started", "in_progress", "blocked"]) {
    await page.goto(`/backlog?as_of=${first}&status=${status}&project=${meeting.project}`);
    const then = await allIssues(page.request, new URL(page.url()).search.slice(1));
    await expect(totalOf(page)).toHaveText(totalWords(then.length));
    const ours = TITLES.filter((title) => createdOn(title) <= first && beginsAs(title) === status);
    expect(oursOf(then)).toEqual(ours.toSorted());
    before.set(
      status.replace("_", " "),
      then.map(({ title }) => title),
    );
  }
  const next = addDays(first, 1); // the dashboard of that project says the same of the day before its period
  await openDashboard(page, `/?project=${meeting.project}&from=${next}&to=${next}`);
  for (const [name, titles] of before) {
    await expectFigure(page, lede("Open issues over time", name, { before: true }), { titles });
  }
});
