import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { issueList, issueRow } from "@/tests/support/issue-dto.ts";
import { ownApi } from "@/tests/support/own-api.ts";
import { answerFacets, answerIssues, filter, filters, search, show } from "../show-backlog.tsx";

vi.setConfig({ testTimeout: 20_000 });
const api = ownApi();
let asked: string[] = [];

beforeEach(() => {
  // A Saturday; where the organisation is, the fourteenth of March as well.
  vi.useFakeTimers({ now: new Date("2026-03-14T09:00:00Z"), toFake: ["Date"] });
  asked = [];
  answerIssues(api, asked);
  answerFacets(api);
});
afterEach(() => vi.useRealTimers());

const press = async (name: RegExp | string) =>
  userEvent.click(await within(await screen.findByRole("dialog")).findByRole("button", { name }));
const type = async (label: string, text: string) => userEvent.type(await screen.findByLabelText(label), text);
const check = async (name: string) => userEvent.click(await screen.findByRole("checkbox", { name }));
const yes = (group: string) => async () =>
  userEvent.click(within(await screen.findByRole("group", { name: group })).getByRole("button", { name: "Yes" }));

/** Each filter: its chip, whether it is behind More, what is done, the URL and the chip after it. */
const SETTINGS: [string, boolean, () => Promise<void>, string, string][] = [
  ["Status", false, () => check("Not started"), "?status=not_started", "Not started"],
  ["Assignee", false, () => check("Nobody"), "?assignee=none", "Nobody"],
  ["Project", false, () => check("acme/shop"), "?project=acme/shop", "acme/shop"],
  ["Label", false, () => check("bug"), "?label=bug", "bug"],
  ["Priority", false, () => check("1"), "?priority=1", "1"],
  ["Milestone", false, () => check("No milestone"), "?milestone=none", "No milestone"],
  ["Due", false, () => press("Overdue"), "?overdue=true", "overdue"],
  ["Due", false, () => press("No"), "?overdue=false", "not overdue"],
  ["Due", false, () => press("No due date"), "?due=none", "no date"],
  ["Due", false, () => press("Today"), "?due_from=2026-03-14&due_to=2026-03-14", "14 Mar 2026"],
  ["Due", false, () => press("This week"), "?due_from=2026-03-09&due_to=2026-03-15", "9 Mar 2026 – 15 Mar 2026"],
  ["Due", false, () => press("Next week"), "?due_from=2026-03-16&due_to=2026-03-22", "16 Mar 2026 – 22 Mar 2026"],
  ["Due", false, () => type("To", "2026-03-20"), "?due_to=2026-03-20", "until 20 Mar 2026"],
  ["Due", false, () => type("Overdue since", "2026-03-09"), "?overdue_since=2026-03-09", "overdue since 9 Mar 2026"],
  ["Due", false, () => type("Re-dated since", "2026-03-09"), "?redated_since=2026-03-09", "re-dated since 9 Mar 2026"],
  ["Due", false, () => press("Late"), "?late=true", "late"],
  ["Due", false, () => press("On time"), "?late=false", "on time"],
  ["Author", true, () => check("Ana Lund"), "?author=ana", "Ana Lund"],
  ["In progress", true, () => press("> 7 days"), "?in_progress_days_gt=7", "more than 7 d"],
  ["In progress", true, () => type("In progress for more than", "12"), "?in_progress_days_gt=12", "more than 12 d"],
  ["In progress", true, () => type("WIP age from", "3"), "?wip_days_from=3", "at least 3 d"],
  ["In progress", true, () => type("WIP age under", "7"), "?wip_days_to=7", "under 7 d"],
  ["In progress", true, yes("Start recorded"), "?has_start=true", "start recorded"],
  ["Created", true, () => press("Last 7 days"), "?created_from=2026-03-08", "since 8 Mar 2026"],
  ["Updated", true, () => press("Untouched for 30 days"), "?updated_to=2026-02-12", "until 12 Feb 2026"],
  ["Updated", true, () => type("Changed since", "2026-03-09"), "?changed_since=2026-03-09", "changed since 9 Mar 2026"],
  ["Started", true, () => type("From", "2026-03-01"), "?started_from=2026-03-01", "since 1 Mar 2026"],
  ["Completed", true, () => check("Me"), "?completed_by=me", "by Me"],
  ["Completed", true, yes("Cycle time known"), "?has_cycle=true", "cycle time known"],
  ["Closed", true, yes("Close time known"), "?has_close=true", "close time known"],
  [
    "Completed",
    true,
    () => press("Last quarter"),
    "?completed_from=2025-10-01&completed_to=2025-12-31",
    "1 Oct 2025 – 31 Dec 2025",
  ],
  [
    "Closed",
    true,
    () => press("Last month"),
    "?closed_from=2026-02-01&closed_to=2026-02-28",
    "1 Feb 2026 – 28 Feb 2026",
  ],
  ["Reopened", true, () => type("To", "2026-03-01"), "?reopened_to=2026-03-01", "until 1 Mar 2026"],
  ["Confidential", true, yes("Confidential"), "?confidential=true", "yes"],
  ["As of", true, () => press("Last Sunday"), "?as_of=2026-03-08", "8 Mar 2026"],
];

const NAMED = SETTINGS.map((setting) => [setting[0], setting[4], setting] as const);

test.each(NAMED)("%s set to %s is shown, asked for, and goes with its cross", async (label, words, setting) => {
  const [, isBehindMore, act, url] = setting;
  show("/backlog?page=2&sort=title");
  await userEvent.click(filter(isBehindMore ? "More" : label));
  if (isBehindMore) await press(new RegExp(`^${label}`));
  await act();
  expect(search()).toBe(`${url}&sort=title`);
  expect(filter(`${label}: ${words}`)).toBeVisible();
  await waitFor(() => expect(asked.at(-1)).toBe(`${url}&sort=title`));
  await userEvent.keyboard("{Escape}");
  await userEvent.click(filter(`Remove ${label.toLowerCase()}`));
  expect(search()).toBe("?sort=title");
  if (isBehindMore) expect(filters().queryByRole("button", { name: new RegExp(`^${label}`) })).toBeNull();
  else expect(filter(label)).toBeVisible();
  expect(filter(isBehindMore ? "More" : label)).toHaveFocus();
});

describe("a chip", () => {
  test("that is set opens its own editor, and Delete on it lets it go", async () => {
    show("/backlog?reopened_from=2026-03-01&priority=1,2");
    await userEvent.click(filter(/^Reopened/));
    expect(await screen.findByLabelText("From")).toHaveValue("2026-03-01");
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(filter(/^Reopened/)).toHaveFocus());
    await userEvent.keyboard("{Delete}");
    expect(search()).toBe("?priority=1,2");
    filter(/^Priority/).focus();
    await userEvent.keyboard("{Backspace}");
    expect(search()).toBe("");
    expect(filter("Priority")).toHaveFocus();
    expect(filters().queryByRole("button", { name: "Clear" })).not.toBeInTheDocument();
  });

  test("stays while its editor is open, also when nothing is set any more", async () => {
    show("/backlog?has_start=true");
    await userEvent.click(filter(/^In progress/));
    await press("Any");
    expect(search()).toBe("");
    expect(filter("In progress")).toHaveAttribute("aria-expanded", "true");
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(filters().queryByRole("button", { name: "In progress" })).not.toBeInTheDocument());
    expect(filter("More")).toHaveFocus();
  });

  test("that is not set has no cross, and Delete on it does nothing", async () => {
    show("/backlog?sort=title");
    expect(filters().queryByRole("button", { name: /^Remove/ })).not.toBeInTheDocument();
    filter("Due").focus();
    await userEvent.keyboard("{Delete}");
    expect(search()).toBe("?sort=title");
  });
});

describe("More", () => {
  test("leads back to the whole choice, and is walked with the arrows", async () => {
    show();
    await userEvent.click(filter("More"));
    await waitFor(() => expect(screen.getByRole("button", { name: /^Author/ })).toHaveFocus());
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{Enter}");
    expect(await screen.findByRole("heading", { name: "Created" })).toBeVisible();
    await press("Back to all filters");
    expect(screen.getByRole("region", { name: "Days" })).toBeVisible();
  });

  test("does not offer confidential issues to those who are shown none", async () => {
    show("/backlog", { confidentialHidden: true });
    await userEvent.click(filter("More"));
    expect(await screen.findByRole("button", { name: /^As of/ })).toBeVisible();
    expect(screen.queryByRole("button", { name: /^Confidential/ })).not.toBeInTheDocument();
  });
});

describe("what contradicts itself", () => {
  test("no date lets go of days and overdue, and the other way round", async () => {
    show("/backlog?overdue=true&due_from=2026-03-01&redated_since=2026-03-01");
    await userEvent.click(filter(/^Due/));
    await press("No due date");
    expect(search()).toBe("?due=none&redated_since=2026-03-01");
    await press("Yes");
    expect(search()).toBe("?overdue=true&redated_since=2026-03-01");
    await press("No due date");
    await type("From", "2026-03-05");
    expect(search()).toBe("?due_from=2026-03-05&redated_since=2026-03-01");
    await press("Overdue");
    expect(screen.getByRole("button", { name: "Overdue" })).toHaveAttribute("aria-pressed", "true");
    await press("Overdue");
    expect(search()).toBe("?redated_since=2026-03-01");
  });

  test("late or on time lets go of overdue and of no date, and the other way round", async () => {
    show("/backlog?overdue=true&due_to=2026-03-09");
    await userEvent.click(filter(/^Due/));
    await press("On time");
    expect(search()).toBe("?due_to=2026-03-09&late=false");
    await press("Yes");
    expect(search()).toBe("?overdue=true&due_to=2026-03-09");
    await press("Late");
    await type("Overdue since", "2026-03-05");
    expect(search()).toBe("?due_to=2026-03-09&overdue_since=2026-03-05");
    await press("No due date");
    await press("Late");
    expect(search()).toBe("?late=true");
    await press("No due date");
    expect(search()).toBe("?due=none");
  });

  test("no known close lets go of the days of closing, and the other way round", async () => {
    show("/backlog?closed_from=2026-03-01");
    await userEvent.click(filter(/^Closed/));
    await press("No");
    expect(search()).toBe("?has_close=false");
    await press("Last month");
    expect(search()).toBe("?closed_from=2026-02-01&closed_to=2026-02-28");
    await press("No");
    await type("To", "2026-03-05");
    expect(search()).toBe("?closed_to=2026-03-05");
  });

  test("an age lets go of the other end where none would be left between them", async () => {
    show("/backlog?wip_days_from=7");
    await userEvent.click(filter(/^In progress/));
    await type("WIP age under", "7");
    expect(search()).toBe("?wip_days_to=7");
  });

  test("a number of days that is none is marked, not taken, and gone on leaving", async () => {
    show("/backlog?wip_days_from=7");
    await userEvent.click(filter(/^In progress/));
    await type("WIP age from", "x");
    expect(screen.getByLabelText("WIP age from")).toHaveAttribute("aria-invalid", "true");
    expect(search()).toBe("?wip_days_from=7");
    await userEvent.tab();
    expect(screen.getByLabelText("WIP age from")).toHaveValue("7");
  });

  test("a look back lets go of what does not go along, and ends when that is chosen", async () => {
    show("/backlog?status=blocked&label=bug&q=cart");
    await userEvent.click(filter("More"));
    await press(/^As of/);
    await press("Yesterday");
    expect(search()).toBe("?status=blocked&as_of=2026-03-13");
    expect(screen.getByText("Statuses as of the end of 13 Mar 2026; the other columns as they are now.")).toBeVisible();
    await userEvent.keyboard("{Escape}");
    await userEvent.click(filter("Milestone"));
    await check("Spring");
    expect(search()).toBe("?status=blocked&milestone=Spring");
    expect(screen.queryByText(/^Statuses as of/)).not.toBeInTheDocument();
  });
});

test("a word that nothing has is said with what was looked for instead, and that is marked", async () => {
  const found = { ...issueRow(1), title: "Payment form" };
  answerIssues(api, asked, () => issueList([found], { read_as: [{ word: "pyament", instead: ["payment"] }] }));
  show("/backlog?q=pyament");
  expect(await screen.findByText("Nothing has “pyament”: showing “payment”")).toBeVisible();
  expect((await screen.findAllByText("Payment", { selector: "mark" })).length).toBeGreaterThan(0);
});

test("a list that reaches back too far says so and leads to the help", async () => {
  answerIssues(api, asked, () => issueList([issueRow(1)], { incomplete_before: "2026-05-06" }));
  show("/backlog?status=completed");
  expect(await screen.findByText(/^Closed issues before 6 May 2026 are not all here\./)).toBeVisible();
  expect(screen.getByRole("link", { name: /Why/ })).toHaveAttribute("href", "/help#history");
});
