import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { BlockedList, OldestList, OverdueList } from "@/components/dashboard/aging-lists.tsx";
import { ChangesPanel } from "@/components/dashboard/changes-panel.tsx";
import { LongestList } from "@/components/dashboard/longest-list.tsx";
import { OldestByStatus } from "@/components/dashboard/oldest-by-status.tsx";
import { SlippedList } from "@/components/dashboard/slipped-list.tsx";
import { useDashboardUrl } from "@/components/dashboard/use-dashboard-url.ts";
import { renderAt } from "@/tests/support/components.tsx";
import { person } from "@/tests/support/issue-dto.ts";
import { ownApi } from "@/tests/support/own-api.ts";
import { changes, issueRef, LONGEST } from "./page-answers.ts";
import { aging, answers, durations } from "./panel-answers.ts";

const api = ownApi();
const lines = async (name: string) =>
  within(await screen.findByRole("list", { name }))
    .getAllByRole("listitem")
    .map(({ textContent }) => textContent);

test("the oldest, the blocked and the most overdue say what, whose, and since when or why", async () => {
  const [ana, ben] = [person("Ana"), person("Benny")];
  api.use(
    answers(
      "aging",
      aging({
        oldest: [{ ...issueRef(1, { assignees: [ana, ben] }), wip_since: "2020-11-01T09:00:00.000Z" }],
        blocked: [
          {
            ...issueRef(2, { status: "blocked" }),
            since: null,
            why: "because of the label Blocked",
            notes: "Waits for legal",
          },
        ],
        most_overdue: [
          { ...issueRef(3), due: "2026-11-20", days: 2 },
          { ...issueRef(4, { confidential: true }), due: "2026-11-21", days: 1 },
        ],
      }),
    ),
  );
  renderAt(
    <>
      <OldestList params={{}} />
      <BlockedList params={{}} />
      <OverdueList params={{}} />
    </>,
  );
  expect(await lines("Oldest in work")).toEqual([expect.stringMatching(/^Issue 1shop#1 · Ana, Benny\d+ y$/)]);
  expect(await lines("Blocked")).toEqual([
    "Issue 2shop#2 · nobody · because of the label BlockedWaits for legalunknown start",
  ]);
  expect(await lines("Most overdue")).toEqual([
    "Issue 3shop#3 · nobody · due 20 Nov 20262 days late",
    "ConfidentialIssue 4shop#4 · nobody · due 21 Nov 20261 day late",
  ]);
  expect(screen.getByRole("link", { name: "Issue 3" })).toHaveAttribute("href", `/issues/${issueRef(3).id}`);
});

test("each list without issues says why", async () => {
  api.use(answers("aging", aging()), answers("changes", changes()), answers("cycle-time", durations()));
  renderAt(
    <>
      <OldestList params={{}} />
      <BlockedList params={{}} />
      <OverdueList params={{}} />
      <OldestByStatus params={{}} />
      <SlippedList params={{}} />
      <LongestList params={{}} />
    </>,
  );
  for (const words of [
    "Nothing is in work since a known day",
    "Nothing is blocked",
    "Nothing is overdue",
    "Nothing is open",
    "No target date was moved to a later day since 16 Nov 2026",
    "Nothing with a known start was completed 20 Nov – 22 Nov 2026",
  ]) {
    expect(await screen.findByText(words)).toBeVisible();
  }
});

test("the oldest in each status stands in its project's row, and a status nobody has is said to be empty", async () => {
  const project = { id: "p", name: "Storefront", path: "shop/storefront" };
  const oldest = {
    not_started: { ...issueRef(5), since: "2026-01-01T00:00:00.000Z" },
    blocked: { ...issueRef(6), since: "2026-11-01T00:00:00.000Z" },
  };
  api.use(answers("aging", aging({ oldest_by_status: [{ project, oldest }] })));
  renderAt(<OldestByStatus params={{}} />);
  const row = (await screen.findByRole("rowheader", { name: "Storefront" })).closest("tr");
  const cells = [...(row?.children ?? [])].map(({ textContent }) => textContent);
  expect(cells[1]).toContain("Issue 5");
  expect(cells[2]).toContain("none");
  expect(cells[3]).toContain("Issue 6");
});

test("what took longest says where the time went, and its day in the organisation's zone", async () => {
  api.use(answers("cycle-time", durations({ longest: [LONGEST] })));
  renderAt(<LongestList params={{}} />);
  // 23:30 in UTC is the day after in Berlin.
  expect(await lines("Took longest")).toEqual([
    "Issue 70shop#70 · nobody · completed 21 Nov 2026in progress 6.0 days, blocked 4.0 days10.0 days",
  ]);
});

test("what changed since a day is told by figures that lead to their lists; another day goes into the URL", async () => {
  const asked: URL[] = [];
  api.use(answers("changes", changes({ incomplete_before: "2026-11-18" }), asked));
  renderAt(<ChangesAtUrl />, { url: "/?label=bug" });
  expect(await screen.findByRole("region", { name: "Changes since 16 Nov 2026" })).toBeInTheDocument();
  expect(screen.getByRole("link", { name: "Completed: 1,234" })).toHaveAttribute("href", "/backlog?changed=completed");
  expect(screen.getByRole("link", { name: "Newly overdue" })).toHaveAttribute("href", "/help#newly-overdue");
  expect(screen.getByText(/incomplete before 18 Nov 2026/)).toBeInTheDocument();
  const since = screen.getByLabelText("Since the beginning of");
  expect(since).toHaveValue("2026-11-16");
  await userEvent.clear(since);
  await userEvent.type(since, "2026-11-02");
  expect(window.location.search).toBe("?since=2026-11-02&label=bug");
  await expect.poll(() => asked.at(-1)?.search).toBe("?since=2026-11-02&label=bug");
});

test("a slipped target says how often it was moved, from which day and to which", async () => {
  const slipped = [
    { ...issueRef(8), times: 3, first_target: "2026-11-01", target: "2026-12-24" },
    { ...issueRef(9), times: 1, first_target: "2026-11-05", target: null },
  ];
  api.use(answers("changes", changes({ slipped })));
  renderAt(<SlippedList params={{}} />);
  expect(await lines("Slipped target dates")).toEqual([
    "Issue 8shop#8 · nobody · moved 3 times1 Nov → 24 Dec 2026",
    "Issue 9shop#9 · nobody · moved once5 Nov 2026, none now",
  ]);
});

function ChangesAtUrl() {
  const { params, change } = useDashboardUrl([]);
  return <ChangesPanel params={params} zone="Europe/Berlin" onChange={change} />;
}
