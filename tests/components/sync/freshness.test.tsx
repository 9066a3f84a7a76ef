import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { Freshness } from "@/components/sync/freshness.tsx";
import { renderAt } from "@/tests/support/components.tsx";
import { ownApi, refuses } from "@/tests/support/own-api.ts";
import { auditSummary, freshnessAnswer } from "./status.ts";

const api = ownApi();

test.each([
  ["fresh", freshnessAnswer(), "2 min old", "text-muted-foreground"],
  ["under a minute", freshnessAnswer({ age_seconds: 40 }), "just now", "text-muted-foreground"],
  ["stale", freshnessAnswer({ state: "stale", age_seconds: 7_300 }), "2 h old", "text-status-blocked"],
  ["empty", freshnessAnswer({ state: "no_data", as_of: null, age_seconds: null }), "no data", "text-muted-foreground"],
])("%s data says its age in words and in its colour", (_, initial, words, colour) => {
  renderAt(<Freshness initial={initial} />);
  const button = screen.getByRole("button", { name: `Data: ${words}` });
  expect(button).toHaveClass(colour);
});

test("what the server did not know is asked for", async () => {
  api.use(http.get("/api/freshness", () => HttpResponse.json(freshnessAnswer())));
  renderAt(<Freshness initial={null} />);
  expect(screen.getByRole("button", { name: "Data: …" })).toBeVisible();
  expect(await screen.findByRole("button", { name: "Data: 2 min old" })).toBeVisible();
});

test("an age that cannot be asked for is red, and the last one known is told", async () => {
  api.use(refuses("/api/freshness", { status: 503, code: "unavailable", detail: "The database does not answer." }));
  const { queryClient } = renderAt(<Freshness initial={freshnessAnswer()} />);
  await queryClient.invalidateQueries();
  const button = await screen.findByRole("button", { name: "Data: no answer" });
  expect(button).toHaveClass("text-status-overdue");
  await userEvent.click(button);
  const detail = await screen.findByText(/The age is not known/);
  expect(detail.closest("p")).toHaveTextContent("The database does not answer. It was last: 2 min old.");
});

test("opened, it says what the age rests on and names each project that does not count, with the reason", async () => {
  const excluded = [
    { project: "board/plans", reason: "forbidden" as const },
    { project: "sales/crm", reason: "paused" as const },
  ];
  renderAt(<Freshness initial={freshnessAnswer({ state: "stale", age_seconds: 900, excluded })} />);
  await userEvent.click(screen.getByRole("button", { name: "Data: 15 min old" }));
  expect(await screen.findByText(/more than 10 min ago/)).toHaveTextContent("22 Nov 2026, 15:45:00 GMT+5:45");
  expect(screen.getByText("board/plans: GitLab does not let us read it")).toBeInTheDocument();
  expect(screen.getByText("sales/crm: paused")).toBeInTheDocument();
});

test("opened, it says in a line whether all issues are here, in red where they are not", async () => {
  const { unmount } = renderAt(<Freshness initial={freshnessAnswer()} />);
  await userEvent.click(screen.getByRole("button", { name: "Data: 2 min old" }));
  expect(await screen.findByText(/^All 5,012 issues are here/)).not.toHaveClass("text-status-overdue");
  unmount();
  const audit = auditSummary({ state: "wrong", issues: 5_010, projects_wrong: 1 });
  renderAt(<Freshness initial={freshnessAnswer({ audit })} />);
  await userEvent.click(screen.getByRole("button", { name: "Data: 2 min old" }));
  expect(await screen.findByText(/^GitLab counts 5,012 issues, 5,010 are here/)).toHaveClass("text-status-overdue");
});
