import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { AgingPanel } from "@/components/dashboard/aging-panel.tsx";
import { renderAt } from "@/tests/support/components.tsx";
import { ownApi } from "@/tests/support/own-api.ts";
import { aging, answers, figure } from "./panel-answers.ts";
import { card, hrefsOf, tableOf } from "./see-panel.ts";

const api = ownApi();
const WIP = "Age of work in progress";

test("work in progress is told by its age and its status, and an unknown start is a row of its own", async () => {
  api.use(answers("aging", aging()));
  renderAt(<AgingPanel params={{}} />);
  expect(await tableOf(WIP)).toEqual([
    ["Age", "In progress", "Blocked", "Unknown start"],
    ["Less than a day", "3", "0", "–"],
    ["1 to 3 days", "9", "2", "–"],
    ["3 days and more", "20", "4", "–"],
    ["Unknown start", "–", "–", "2"],
  ]);
  expect((await hrefsOf(WIP)).at(-1)).toBe("/backlog?has_start=false");
  const shown = within(await card(WIP));
  expect(shown.getByRole("link", { name: "38 of 40 with a known start" })).toHaveAttribute(
    "href",
    "/backlog?has_start=true",
  );
  expect(shown.getByRole("link", { name: "7" })).toHaveAttribute("href", "/backlog?due=none");
});

test("what is overdue is told by whole days, and beside it what nobody has touched", async () => {
  api.use(answers("aging", aging()));
  renderAt(<AgingPanel params={{}} />);
  expect(await tableOf("Overdue and untouched")).toEqual([
    ["Overdue by", "Issues"],
    ["1 to 7 days", "5"],
    ["8 days and more", "1"],
  ]);
  const shown = within(await card("Overdue and untouched"));
  expect(shown.getByText("untouched for 14 days")).toBeVisible();
  expect(shown.getByRole("link", { name: "60" })).toHaveAttribute("href", "/backlog?updated_to=2026-11-08");
});

test("nothing in progress and nothing overdue are said in words", async () => {
  const none = figure(0, "none");
  const overdue = aging().overdue.map((age) => ({ ...age, issues: none }));
  api.use(answers("aging", aging({ overdue, coverage: { total: none, known: none, unknown: none } })));
  renderAt(<AgingPanel params={{}} />);
  expect(await screen.findByText("Nothing is in progress")).toBeVisible();
  expect(screen.getByText("Nothing is overdue")).toBeVisible();
});
