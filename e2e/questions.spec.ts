import { columnOf, formulaCells } from "@/tests/support/csv.ts";
import { allIssues, type Listed } from "./support/own-api.ts";
import {
  chip,
  choose,
  downloadCsv,
  expectAnswered,
  OPEN,
  OPEN_QUERY,
  override,
  tick,
  urlParam,
} from "./support/questions.ts";
import { expect, press, test } from "./support/test.ts";

const role = "manager" as const;
const references = (issues: Listed[]) => issues.map(({ reference }) => reference).toSorted();

test.beforeEach(async ({ page, signInAs }) => {
  await signInAs(role);
  await page.goto("/backlog");
});

test("4: what nobody is assigned to", async ({ page, browser, stack }) => {
  await tick(page, "Status", OPEN);
  await tick(page, "Assignee", ["Nobody"]);
  const issues = await expectAnswered({ page, browser, stack, role });
  const open = await allIssues(page.request, OPEN_QUERY);
  expect(references(issues)).toEqual(references(open.filter(({ assignees }) => assignees.length === 0)));
});

test("6: top priorities and where they stand", async ({ page, browser, stack }) => {
  const [first, second, third] = await allIssues(page.request, `${OPEN_QUERY}&sort=created_at`);
  if (!first || !second || !third) throw new Error("the demo has too few open issues");
  try {
    await override(page, stack, first, { priority: 2 });
    await override(page, stack, second, { priority: 1 });
    await override(page, stack, third, { priority: 5 });
    await page.reload();
    await tick(page, "Priority", ["1", "2"]);
    await press(page.getByRole("columnheader", { name: "Priority" }).getByRole("button").first());
    await expect(page).toHaveURL(/[?&]sort=priority/);
    const issues = await expectAnswered({ page, browser, stack, role });
    const known = references(issues);
    expect(known).toEqual(expect.arrayContaining([first.reference, second.reference]));
    expect(known).not.toContain(third.reference);
    const priorities = issues.map(({ priority }) => priority);
    expect(priorities).toEqual(priorities.toSorted((one, other) => Number(one) - Number(other)));
    const row = page.getByRole("row").filter({ has: page.getByRole("link", { name: second.title, exact: true }) });
    await expect(row.first()).toContainText(/Not started|In progress|Blocked/);
  } finally {
    for (const issue of [first, second, third]) await override(page, stack, issue, { priority: issue.priority });
  }
});

test("7: what is in project P, and what carries label L", async ({ page, browser, stack }) => {
  await press(chip(page, "Project"));
  await press(page.getByRole("dialog").getByRole("checkbox").first());
  await urlParam(page, "project");
  await page.keyboard.press("Escape");
  const inProject = await expectAnswered({ page, browser, stack, role });
  const paths = new Set(inProject.map(({ project }) => project.path));
  expect(paths.size).toBe(1);
  const all = await allIssues(page.request);
  expect(references(inProject)).toEqual(references(all.filter(({ project }) => paths.has(project.path))));

  await press(chip(page, "Remove project"));
  await press(chip(page, "Label"));
  // The first line is that of the issues without a label.
  await press(page.getByRole("dialog").getByRole("checkbox").nth(1));
  await urlParam(page, "label");
  await page.keyboard.press("Escape");
  const labelled = await expectAnswered({ page, browser, stack, role });
  const [one] = labelled;
  const common = one?.labels.find(({ title }) =>
    labelled.every(({ labels }) => labels.some((it) => it.title === title)),
  );
  expect(common, "no label is on all of them").toBeDefined();
  const carrying = all.filter(({ labels }) => labels.some(({ title }) => title === common?.title));
  expect(references(labelled)).toEqual(references(carrying));
});

for (const week of ["This week", "Next week"]) {
  test(`9: due ${week.toLowerCase()}`, async ({ page, browser, stack }) => {
    await choose(page, "Due", week);
    const [from, to] = [await urlParam(page, "due_from"), await urlParam(page, "due_to")];
    expect(Date.parse(to) - Date.parse(from)).toBe(6 * 86_400_000);
    const [issue] = await allIssues(page.request, `${OPEN_QUERY}&sort=-created_at`);
    if (!issue) throw new Error("the demo has no open issue");
    await override(page, stack, issue, { target_date: to });
    await page.reload();
    const issues = await expectAnswered({ page, browser, stack, role });
    expect(references(issues)).toContain(issue.reference);
    const all = await allIssues(page.request);
    const due = all.filter((it) => it.due !== null && it.due >= from && it.due <= to);
    expect(references(issues)).toEqual(references(due));
  });
}

test("10: in progress with no date", async ({ page, browser, stack }) => {
  await tick(page, "Status", ["In progress"]);
  await choose(page, "Due", "No due date");
  await urlParam(page, "due");
  const issues = await expectAnswered({ page, browser, stack, role });
  const inProgress = await allIssues(page.request, "status=in_progress");
  expect(references(issues)).toEqual(references(inProgress.filter(({ due }) => due === null)));
});

test("12: open and untouched for 30 days", async ({ page, browser, stack }) => {
  await tick(page, "Status", OPEN);
  await press(chip(page, "More"));
  await press(page.getByRole("dialog").getByRole("button", { name: /^Updated/ }));
  await press(page.getByRole("dialog").getByRole("button", { name: "Untouched for 30 days", exact: true }));
  const last = await urlParam(page, "updated_to");
  await page.keyboard.press("Escape");
  const issues = await expectAnswered({ page, browser, stack, role });
  const open = await allIssues(page.request, OPEN_QUERY);
  // The days are those of the organisation, which a demo has in UTC.
  const untouched = open.filter((issue) => issue.updated_at.slice(0, 10) <= last);
  expect(references(issues)).toEqual(references(untouched));
  await expect(chip(page, /^Updated ?: until /)).toBeVisible();
});

test("34: this list in a sheet: whole, in its order, whatever page is shown", async ({ page, browser, stack }) => {
  await tick(page, "Status", OPEN);
  await press(page.getByRole("columnheader", { name: "Title" }).getByRole("button").first());
  await expect(page).toHaveURL(/[?&]sort=title/);
  await page.getByRole("combobox", { name: "Rows" }).selectOption("25");
  await press(page.getByRole("button", { name: "Next page" }));
  await expect(page).toHaveURL(/[?&]page=2/);
  const issues = await allIssues(page.request, new URL(page.url()).search.slice(1));
  expect(issues.length).toBeGreaterThan(25);
  const file = await downloadCsv(page);
  expect(columnOf(file, "reference")).toEqual(issues.map(({ reference }) => reference));
  // A title that a spreadsheet would take for a formula has an apostrophe before it.
  const bare = (title: string) => title.replace(/^'/, "");
  expect(columnOf(file, "title").map(bare)).toEqual(issues.map(({ title }) => bare(title)));
  expect(columnOf(file, "status")).toEqual(issues.map(({ status }) => status));
  expect(formulaCells(file)).toEqual([]);
  expect(file.columns).toContain("internal_notes");

  await press(page.getByRole("button", { name: "Previous page" }));
  await expect(page).not.toHaveURL(/[?&]page=2/);
  await expectAnswered({ page, browser, stack, role });
});

test("34: a viewer's sheet has neither notes nor confidential issues", async ({ page, signInAs }) => {
  await signInAs("viewer");
  await page.goto("/backlog");
  const file = await downloadCsv(page);
  const issues = await allIssues(page.request);
  expect(columnOf(file, "reference")).toEqual(issues.map(({ reference }) => reference));
  expect(file.columns).not.toContain("internal_notes");
  expect(new Set(columnOf(file, "confidential"))).toEqual(new Set(["false"]));
});
