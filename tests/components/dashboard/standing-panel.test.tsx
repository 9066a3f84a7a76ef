import { screen, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { StandingPanel } from "@/components/dashboard/standing-panel.tsx";
import { renderAt } from "@/tests/support/components.tsx";
import { ownApi } from "@/tests/support/own-api.ts";
import { giveSize } from "../charts/tables.ts";
import { answers, summary } from "./panel-answers.ts";
import { card, hrefsOf, tableOf } from "./see-panel.ts";

const api = ownApi();
const TITLE = "Open issues over time";

beforeEach(() => giveSize());

test("it says what is open now by status and what was before, and its table what was at the end of each day", async () => {
  api.use(answers("summary", summary()));
  renderAt(<StandingPanel params={{}} />);
  const shown = within(await card(TITLE));
  expect(await shown.findByRole("link", { name: "34" })).toHaveAttribute("href", "/backlog?status=in_progress");
  const before = shown.getByRole("link", { name: "30 before" });
  expect(before).toHaveAttribute("href", "/backlog?before=in_progress");
  expect(before.closest("[title]")).toHaveAttribute("title", "At the end of 19 Nov 2026");
  expect(shown.getByRole("link", { name: "blocked" })).toHaveAttribute("href", "/help#blocked");
  expect(await tableOf(TITLE)).toEqual([
    ["Day", "In progress", "Blocked", "Not started"],
    ["20 Nov 2026", "31", "5", "1,195"],
    ["21 Nov 2026", "33", "5", "1,198"],
    ["22 Nov 2026", "34", "6", "1,200"],
  ]);
  expect((await hrefsOf(TITLE))[1]).toBe("/backlog?as_of=2026-11-20&status=blocked");
});

test("work in progress is drawn apart from what waits", async () => {
  api.use(answers("summary", summary()));
  renderAt(<StandingPanel params={{}} />);
  const wip = await screen.findByRole("application", { name: /^In progress and blocked over time/ });
  expect(wip.querySelectorAll(".recharts-line")).toHaveLength(2);
  const waiting = screen.getByRole("application", { name: /^Not started over time/ });
  expect(waiting.querySelectorAll(".recharts-line")).toHaveLength(1);
});

test("under filters by what an issue is now it says that the past is not known, not 0", async () => {
  const { figures } = summary();
  const unknown = { before: null, trend: null };
  api.use(
    answers(
      "summary",
      summary({
        figures: {
          ...figures,
          in_progress: { ...figures.in_progress, ...unknown },
          blocked: { ...figures.blocked, ...unknown },
          not_started: { ...figures.not_started, ...unknown },
        },
      }),
    ),
  );
  renderAt(<StandingPanel params={{ assignee: "ada" }} />);
  expect(await screen.findByText("How it was under these filters is not known")).toBeVisible();
  expect(screen.getByRole("link", { name: "34" })).toBeVisible();
  expect(screen.queryByText(/\d before/)).not.toBeInTheDocument();
  expect(screen.getByRole("button", { name: `Table: ${TITLE}` })).toBeDisabled();
});
