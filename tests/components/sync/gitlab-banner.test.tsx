import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { GitlabBanner } from "@/components/sync/gitlab-banner.tsx";
import { renderAt } from "@/tests/support/components.tsx";
import { freshnessAnswer, minutesAgo } from "./status.ts";

const REFUSED = freshnessAnswer({ gitlab: { state: "refused", since: minutesAgo(12) } });
const WAITING = { state: "waiting", since: minutesAgo(12) } as const;

test.each([
  ["GitLab answers", freshnessAnswer()],
  ["it has told us to wait, and the data is fresh all the same", freshnessAnswer({ gitlab: WAITING })],
  ["the data is stale, but not for long", freshnessAnswer({ state: "stale", age_seconds: 1_800 })],
  ["nothing was synced yet", freshnessAnswer({ state: "no_data", as_of: null, age_seconds: null })],
])("no banner while %s", (_, answer) => {
  renderAt(<GitlabBanner initial={answer} isAdmin />, { url: "/backlog" });
  expect(screen.queryByRole("status")).not.toBeInTheDocument();
});

test.each([
  [
    "the token is refused",
    REFUSED,
    "GitLab refuses Backtrak's token, and what you see stands still. It began 12 min ago",
  ],
  [
    "it has told us to wait for longer than data stays fresh",
    freshnessAnswer({ gitlab: WAITING, state: "stale", age_seconds: 601 }),
    "GitLab has told Backtrak to wait, and what you see stands still. It began 12 min ago",
  ],
  [
    "nothing was read for long",
    freshnessAnswer({ state: "stale", age_seconds: 1_801, as_of: minutesAgo(31) }),
    "What you see may be out of date. GitLab was last read completely 31 min ago",
  ],
])("everybody is told when %s", (_, answer, words) => {
  renderAt(<GitlabBanner initial={answer} isAdmin={false} />, { url: "/backlog" });
  expect(screen.getByRole("status")).toHaveTextContent(words);
  expect(screen.queryByRole("link")).not.toBeInTheDocument();
});

test("an admin is told where to look, but not on the page that says it at length", () => {
  const { unmount } = renderAt(<GitlabBanner initial={REFUSED} isAdmin />, { url: "/backlog?q=x" });
  expect(screen.getByRole("link", { name: "What to do" })).toHaveAttribute("href", "/sync");
  unmount();
  renderAt(<GitlabBanner initial={REFUSED} isAdmin />, { url: "/sync?tab=runs" });
  expect(screen.queryByRole("status")).not.toBeInTheDocument();
});
