import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { FlowPanel } from "@/components/dashboard/flow-panel.tsx";
import { PunctualityPanel } from "@/components/dashboard/punctuality-panel.tsx";
import { renderAt } from "@/tests/support/components.tsx";
import { ownApi, refuses } from "@/tests/support/own-api.ts";
import { answers, completed, figure } from "./panel-answers.ts";
import { card, hrefsOf, tableOf } from "./see-panel.ts";

const api = ownApi();

test("what was completed stands beside what was closed but not done and what was reopened, each with the period before", async () => {
  api.use(answers("completed", completed()));
  renderAt(<FlowPanel params={{}} />);
  const shown = within(await card("Completed"));
  expect(await shown.findByRole("link", { name: "57" })).toHaveAttribute("href", "/backlog?completed=total");
  expect(shown.getByRole("link", { name: "45 before" })).toHaveAttribute("href", "/backlog?completed=previous");
  expect(shown.getByRole("link", { name: "6" })).toHaveAttribute("href", "/backlog?not_done=total");
  expect(shown.getByRole("link", { name: "4 since reopened" })).toHaveAttribute(
    "href",
    "/backlog?reopened_from=2026-11-20",
  );
  expect(await tableOf("Completed")).toEqual([
    ["Day", "Completed", "Closed, not done", "Reopened"],
    ["20 Nov 2026", "20", "2", "0"],
    ["21 Nov 2026", "19", "2", "1"],
    ["22 Nov 2026", "18", "2", "2"],
  ]);
  expect((await hrefsOf("Completed")).slice(0, 3)).toEqual([
    "/backlog?completed=2026-11-20",
    "/backlog?not_done=2026-11-20",
    "/backlog?reopened=2026-11-20",
  ]);
});

test("what came in stands against what was closed, done or not, and both are asked for once", async () => {
  const asked: URL[] = [];
  api.use(answers("completed", completed(), asked));
  renderAt(
    <>
      <FlowPanel params={{ from: "2026-11-20", to: "2026-11-22", time: "working" }} />
      <PunctualityPanel params={{ from: "2026-11-20", to: "2026-11-22", time: "working" }} />
    </>,
  );
  expect(await screen.findByText(/7 more came in than were closed\./)).toBeVisible();
  expect((await tableOf("New against closed"))[1]).toEqual(["20 Nov 2026", "23", "22"]);
  expect(asked.map((url) => url.search)).toEqual(["?from=2026-11-20&to=2026-11-22"]);
});

test("as many closed as new, and more closed than new, are said so", async () => {
  const total = { ...completed().total, created: figure(63, "a"), closed: figure(63, "b") };
  api.use(answers("completed", completed({ total })));
  const { unmount } = renderAt(<FlowPanel params={{}} />);
  expect(await screen.findByText(/As many came in as were closed\./)).toBeVisible();
  unmount();
  api.use(answers("completed", completed({ total: { ...total, created: figure(60, "a") } })));
  renderAt(<FlowPanel params={{}} />);
  expect(await screen.findByText(/3 more were closed than came in\./)).toBeVisible();
});

test("what could not be read stands alone in its card: no legend of nothing", async () => {
  api.use(refuses("/api/dashboard/completed", { status: 503, code: "unavailable", detail: "Not now." }));
  renderAt(<FlowPanel params={{}} />);
  const shown = within(await card("Completed"));
  expect(await shown.findByRole("alert")).toHaveTextContent("“Completed” could not be read.");
  expect(shown.queryByText("Closed, not done")).not.toBeInTheDocument();
});

test("a week is told by its days, a month by its name", async () => {
  const week = { from: "2026-11-16", to: "2026-11-22", figures: completed().total };
  api.use(answers("completed", completed({ bucket: "week", points: [week] })));
  renderAt(<FlowPanel params={{}} />);
  const [header, row] = await tableOf("Completed");
  expect([header?.[0], row?.[0]]).toEqual(["Week", "16 Nov – 22 Nov 2026"]);
});

test("a period in which nothing was closed and one that has not begun are told apart", async () => {
  const none = { ...completed().total };
  for (const name of ["completed", "closed_not_done", "closed", "created", "reopened"] as const)
    none[name] = figure(0, name);
  api.use(answers("completed", completed({ total: none })));
  const { unmount } = renderAt(<FlowPanel params={{}} />);
  expect(await screen.findByText("Nothing was completed from 20 Nov to 22 Nov 2026")).toBeVisible();
  expect(screen.getByText("Nothing was created or closed from 20 Nov to 22 Nov 2026")).toBeVisible();
  unmount();
  api.use(answers("completed", completed({ total: none, points: [] })));
  renderAt(<FlowPanel params={{}} />);
  expect(await screen.findAllByText("This period has not begun")).toHaveLength(2);
});

test("only what is incomplete is marked, and its row says before when", async () => {
  api.use(answers("completed", completed({ incomplete_before: "2026-11-22" })));
  renderAt(<FlowPanel params={{}} />);
  const [, first, second, third] = await tableOf("Completed");
  expect(first?.[0]).toBe("20 Nov 2026incomplete before 22 Nov 2026");
  expect(second?.[0]).toBe("21 Nov 2026incomplete before 22 Nov 2026");
  expect(third?.[0]).toBe("22 Nov 2026");
});

test("on time and late are counted with what had no due date, and the share is of those that had one", async () => {
  api.use(answers("completed", completed()));
  renderAt(<PunctualityPanel params={{}} />);
  expect(await screen.findByText(/75 % on time, of those with a due date\./)).toBeVisible();
  expect(await tableOf("On time or late")).toEqual([
    ["Completed", "Issues", "Share"],
    ["On time", "30", "52.6 %"],
    ["Late", "10", "17.5 %"],
    ["No due date", "17", "29.8 %"],
  ]);
  expect(await hrefsOf("On time or late")).toEqual(["/backlog?late=false", "/backlog?late=true", "/backlog?due=none"]);
});

test("where none had a due date there is no share", async () => {
  const punctuality = { on_time: figure(0, "a"), late: figure(0, "b"), undated: figure(5, "c") };
  api.use(answers("completed", completed({ punctuality })));
  renderAt(<PunctualityPanel params={{}} />);
  expect(await screen.findByText("None of them had a due date.")).toBeVisible();
});
