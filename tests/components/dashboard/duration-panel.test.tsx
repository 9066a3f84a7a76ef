import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { DurationPanel } from "@/components/dashboard/duration-panel.tsx";
import { renderAt } from "@/tests/support/components.tsx";
import { ownApi, refuses } from "@/tests/support/own-api.ts";
import { answers, durations, figure } from "./panel-answers.ts";
import { card, hrefsOf, tableOf } from "./see-panel.ts";

const api = ownApi();

test("it says the median and p85 with those before, on how many they rest, and leads to the others", async () => {
  api.use(answers("cycle-time", durations()));
  renderAt(<DurationPanel measure="cycle-time" params={{}} onTime={vi.fn()} />);
  const shown = within(await card("Cycle time"));
  expect(await shown.findByRole("link", { name: "4.2 days" })).toHaveAttribute("href", "/backlog?known_of=total");
  expect(shown.getByRole("link", { name: "8.4 days" })).toBeVisible();
  const before = shown.getByRole("link", { name: "5.1 days before" });
  expect(before).toHaveAttribute("href", "/backlog?known_of=previous");
  expect(before.closest("[title]")).toHaveAttribute("title", "17 Nov – 19 Nov 2026");
  expect(shown.getByText(/42 of 57 had a recorded start/)).toBeVisible();
  expect(shown.getByRole("link", { name: "15 had none" })).toHaveAttribute("href", "/backlog?unknown_of=total");
  expect(shown.getByRole("link", { name: "median" })).toHaveAttribute("href", "/help#median");
  expect(shown.getByRole("link", { name: "What “Cycle time” means" })).toHaveAttribute("href", "/help#cycle-time");
  expect(shown.queryByText(/incomplete/)).not.toBeInTheDocument();
});

test("its table has a row a point, and a day without any says so instead of 0", async () => {
  api.use(answers("cycle-time", durations()));
  renderAt(<DurationPanel measure="cycle-time" params={{}} onTime={vi.fn()} />);
  expect(await tableOf("Cycle time")).toEqual([
    ["Day", "Median", "p85", "n", "Completed", "Not known"],
    ["20 Nov 2026", "4.0 days", "8.0 days", "21", "28", "7"],
    ["21 Nov 2026", "–", "–", "0", "1", "1"],
    ["22 Nov 2026", "4.0 days", "8.0 days", "21", "28", "7"],
  ]);
  expect((await hrefsOf("Cycle time")).slice(0, 5)).toEqual([
    "/backlog?known_of=2026-11-20",
    "/backlog?known_of=2026-11-20",
    "/backlog?known_of=2026-11-20",
    "/backlog?completed_of=2026-11-20",
    "/backlog?unknown_of=2026-11-20",
  ]);
});

test("what reaches back too far says so at the figures, in the chart's legend and at its points", async () => {
  api.use(answers("cycle-time", durations({ incomplete_before: "2026-11-21" })));
  renderAt(<DurationPanel measure="cycle-time" params={{}} onTime={vi.fn()} />);
  const shown = within(await card("Cycle time"));
  await shown.findByRole("link", { name: "4.2 days" });
  // Until it is drawn its table stands in its place, for paper.
  await waitFor(() => expect(shown.getAllByText(/incomplete before 21 Nov 2026/)).toHaveLength(2));
  const [, first, second] = await tableOf("Cycle time");
  expect(first?.[0]).toBe("20 Nov 2026incomplete before 21 Nov 2026");
  expect(second?.[0]).toBe("21 Nov 2026");
});

test("only the period before being incomplete is said of that alone", async () => {
  const previous = { ...durations().previous, incomplete_before: "2026-11-19" };
  api.use(answers("cycle-time", durations({ previous })));
  renderAt(<DurationPanel measure="cycle-time" params={{}} onTime={vi.fn()} />);
  expect(await screen.findByText(/the period before is incomplete before 19 Nov 2026/)).toBeVisible();
  const [, first] = await tableOf("Cycle time");
  expect(first?.[0]).toBe("20 Nov 2026");
});

test("a change of the rules is marked on the local day on which it was made", async () => {
  // 23:30 UTC on the 21st is half past midnight of the 22nd in Berlin.
  const rule_changes = [{ at: "2026-11-21T23:30:00.000Z", pattern: "workflow::" }];
  api.use(answers("cycle-time", durations({ rule_changes })));
  renderAt(<DurationPanel measure="cycle-time" params={{}} onTime={vi.fn()} />);
  expect(await within(await card("Cycle time")).findByText("rules changed: workflow::")).toBeVisible();
  const [, , second, third] = await tableOf("Cycle time");
  expect(second?.[0]).toBe("21 Nov 2026");
  expect(third?.[0]).toBe("22 Nov 2026rules changed: workflow::");
});

test("the legend names two of the patterns whose rules were changed, and how many more", async () => {
  const pattern = (name: string, day: number) => ({ at: `2026-11-${day}T09:00:00.000Z`, pattern: name });
  const rule_changes = [pattern("Doing", 20), pattern("Blocked", 21), pattern("Doing", 21), pattern("wontfix", 22)];
  api.use(answers("cycle-time", durations({ rule_changes })));
  renderAt(<DurationPanel measure="cycle-time" params={{}} onTime={vi.fn()} />);
  const words = "rules changed: Doing, Blocked and 1 more";
  expect(await within(await card("Cycle time")).findByText(words)).toBeVisible();
});

test("working time is asked for, and a figure in it says so", async () => {
  const asked: URL[] = [];
  const onTime = vi.fn();
  api.use(answers("cycle-time", durations({ time: "working" }), asked));
  renderAt(<DurationPanel measure="cycle-time" params={{ time: "working", assignee: "ada" }} onTime={onTime} />);
  const shown = within(await card("Cycle time"));
  expect(await shown.findByText(/· in working time/)).toBeVisible();
  expect(asked[0]?.search).toBe("?time=working&assignee=ada");
  const times = within(shown.getByRole("group", { name: "Cycle time in" }));
  expect(times.getByRole("button", { name: "Working time" })).toHaveAttribute("aria-pressed", "true");
  await userEvent.click(times.getByRole("button", { name: "Calendar" }));
  expect(onTime.mock.calls).toEqual([["calendar"]]);
});

test("by project, label or engineer it stands against the period before", async () => {
  api.use(answers("lead-time", durations()));
  renderAt(<DurationPanel measure="lead-time" params={{}} onTime={vi.fn()} />);
  const groups = within(await screen.findByRole("region", { name: "Lead time by project" }));
  const first = (await groups.findByRole("rowheader", { name: "Storefront" })).closest("tr");
  expect([...(first?.children ?? [])].map((cell) => cell.textContent)).toEqual([
    ...["Storefront", "3.0 days", "4.5 days", "6.0 days", "9.0 days", "20", "10", "25"],
  ]);
  expect(groups.getByText(/the 2 with most completed issues/)).toBeVisible();
  await userEvent.click(groups.getByRole("button", { name: "Label" }));
  const labels = within(await screen.findByRole("region", { name: "Lead time by label" }));
  expect(labels.getAllByRole("rowheader").map((one) => one.textContent)).toEqual(["=SUM(1)", "No label"]);
  expect(labels.queryByText(/most completed issues/)).not.toBeInTheDocument();
  await userEvent.click(labels.getByRole("button", { name: "Engineer" }));
  expect(await screen.findByText("Nothing was completed in this period or the one before.")).toBeVisible();
});

test("without anything completed it says of which days and what to do, and has neither table nor file", async () => {
  const none = { ...durations().total, completed: figure(0, "c"), known: figure(0, "k"), unknown: figure(0, "u") };
  api.use(answers("cycle-time", durations({ total: { ...none, median_seconds: null, p85_seconds: null } })));
  renderAt(<DurationPanel measure="cycle-time" params={{}} onTime={vi.fn()} />);
  expect(await screen.findByText("Nothing was completed from 20 Nov to 22 Nov 2026")).toBeVisible();
  expect(screen.getByRole("button", { name: "Table: Cycle time" })).toBeDisabled();
  expect(screen.getByRole("button", { name: "CSV: Cycle time" })).toBeDisabled();
});

test("completed issues of which none has a known start are told from none at all", async () => {
  const total = { ...durations().total, known: figure(0, "k"), unknown: figure(57, "u"), median_seconds: null };
  api.use(answers("cycle-time", durations({ total })));
  renderAt(<DurationPanel measure="cycle-time" params={{}} onTime={vi.fn()} />);
  expect(await screen.findByText("No recorded start")).toBeVisible();
  expect(screen.getByText(/57 were completed, and of none is it known/)).toBeVisible();
});

test("a failure says what failed with the request's id, and asks again", async () => {
  api.use(
    refuses("/api/dashboard/cycle-time", { status: 503, code: "unavailable", detail: "The database does not answer." }),
  );
  renderAt(<DurationPanel measure="cycle-time" params={{}} onTime={vi.fn()} />);
  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent("“Cycle time” could not be read.");
  expect(alert).toHaveTextContent("The database does not answer.");
  expect(alert).toHaveTextContent("req-42");
  expect(document.querySelectorAll("[data-slot=skeleton]"), "nothing is on its way").toHaveLength(0);
  api.use(answers("cycle-time", durations()));
  await userEvent.click(within(alert).getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("link", { name: "4.2 days" })).toBeVisible();
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});

test("what was there stays when it cannot be renewed", async () => {
  api.use(answers("cycle-time", durations()));
  const { queryClient } = renderAt(<DurationPanel measure="cycle-time" params={{}} onTime={vi.fn()} />);
  await screen.findByRole("link", { name: "4.2 days" });
  api.use(refuses("/api/dashboard/cycle-time", { status: 503, code: "unavailable", detail: "Not now." }));
  await queryClient.refetchQueries();
  await waitFor(() => expect(screen.getByRole("alert")).toHaveTextContent("Not now."));
  expect(screen.getByRole("alert")).toHaveTextContent("“Cycle time” could not be renewed.");
  expect(screen.getByRole("link", { name: "4.2 days" })).toBeVisible();
});
