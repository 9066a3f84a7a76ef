import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, test } from "vitest";
import { issueOptions } from "@/components/issue/issue-query.ts";
import { IssuePage } from "@/components/issue/issue-page.tsx";
import { AvatarOriginProvider } from "@/components/ui/avatar.tsx";
import type { IssueDetail, IssueNeighbours } from "@/lib/issues/schema.ts";
import { createTestQueryClient, renderAt } from "@/tests/support/components.tsx";
import { issueDetail, person } from "@/tests/support/issue-dto.ts";
import { ownApi, refuses } from "@/tests/support/own-api.ts";

const api = ownApi();
const { id } = issueDetail(12);

function show(changes: Partial<IssueDetail> = {}, mayOverride = true) {
  const issue = issueDetail(12, changes);
  const queryClient = createTestQueryClient();
  queryClient.setQueryData(issueOptions(id).queryKey, issue);
  api.use(http.get(`/api/issues/${id}`, () => HttpResponse.json(issue)));
  api.use(
    http.get(`/api/issues/${id}/neighbours`, ({ request }) =>
      HttpResponse.json(new URL(request.url).search === "?status=blocked" ? PLACE : null),
    ),
  );
  return renderAt(
    <AvatarOriginProvider origin="https://gitlab.test">
      <IssuePage id={id} list={{ status: "blocked" }} mayOverride={mayOverride} />
    </AvatarOriginProvider>,
    { queryClient },
  );
}

const PLACE: IssueNeighbours = {
  position: 2,
  total: 1_340,
  previous: { id: issueDetail(11).id, reference: "acme/shop#11", title: "Issue 11" },
  next: null,
};

describe("an issue", () => {
  test("says where it stands and why, and leads back to its list and on to GitLab", () => {
    show({
      status: "in_progress",
      reason: { code: "label_rule", label: "workflow::in dev", pattern: "workflow::" },
      confidential: true,
    });
    expect(screen.getByRole("heading", { level: 1, name: "Issue 12" })).toHaveAttribute("dir", "auto");
    expect(screen.getByText("In progress", { selector: "span" }).parentElement).toHaveTextContent(
      "because of the label workflow::in dev",
    );
    expect(screen.getAllByText("Confidential")).not.toHaveLength(0);
    expect(screen.getByRole("link", { name: "Backlog" })).toHaveAttribute("href", "/backlog?status=blocked");
    const gitlab = screen.getByRole("link", { name: /Open in GitLab/ });
    expect(gitlab).toHaveAttribute("href", "https://gitlab.test/acme/shop/-/issues/12");
    expect(gitlab).toHaveAttribute("rel", "noopener noreferrer");
  });

  test.each([
    "https://gitlab.test.evil.example/-/issues/12",
    "http://gitlab.test/-/issues/12",
    "javascript:alert(1)",
    "",
  ])("does not lead to %j, which is not on the GitLab that is mirrored", (address) => {
    show({ web_url: address });
    expect(screen.queryByRole("link", { name: /Open in GitLab/ })).toBeNull();
  });

  test("says where in its list it stands, and leads to the ones beside it", async () => {
    show();
    const place = screen.getByRole("navigation", { name: "In the list" });
    await waitFor(() => expect(place).toHaveTextContent("2 of 1,340"));
    const previous = within(place).getByRole("link", { name: "Previous issue: acme/shop#11" });
    expect(previous).toHaveAttribute("href", `/issues/${issueDetail(11).id}?from=status%3Dblocked`);
    expect(within(place).getAllByRole("link")).toEqual([previous]);
  });

  test("leads from a moved issue to where it is now", () => {
    show({
      status: "closed_not_done",
      reason: { code: "moved", label: null, pattern: null },
      moved_to: { id, reference: "acme/billing#7", title: "Invoices" },
    });
    expect(screen.getByRole("link", { name: "Now acme/billing#7" })).toHaveAttribute("href", `/issues/${id}`);
  });

  test("names its people and shows which due date holds", () => {
    show({
      assignees: [person("Ana"), person("Benji")],
      due: "2026-03-10",
      target_date: "2026-03-10",
      due_date: "2026-03-01",
    });
    const fields = screen.getByRole("region", { name: "In GitLab" });
    expect(within(fields).getByText("Benji")).toBeVisible();
    expect(fields).toHaveTextContent("10 Mar 2026");
    expect(fields).toHaveTextContent("In GitLab: 1 Mar 2026");
  });

  test("tells its past, and how sure that is", () => {
    show({
      timeline: [
        {
          from_status: null,
          to_status: "not_started",
          changed_at: "2026-03-01T09:00:00.000Z",
          source: "poll",
          provisional: false,
        },
        {
          from_status: "not_started",
          to_status: "blocked",
          changed_at: "2026-03-02T09:00:00.000Z",
          source: "webhook",
          provisional: true,
        },
      ],
    });
    const [latest, first] = within(screen.getByRole("region", { name: "Timeline" })).getAllByRole("listitem");
    expect(latest).toHaveTextContent(/Blocked.*from not started, not later than .*GitLab told us/);
    expect(first).toHaveTextContent(/Not started.*created.*seen when polling GitLab/);
    expect(first).not.toHaveTextContent("not later than");
  });

  test("tells who set what, and what GitLab says, in the same timeline", () => {
    show({
      override_events: [
        {
          ...{
            field: "internal_status",
            from_value: null,
            to_value: "blocked",
            changed_at: "2026-03-03T09:00:00.000Z",
          },
          ...{ changed_by: "mia@acme.test", changed_by_name: "Mia" },
        },
      ],
      gitlab_events: [
        { kind: "assignees", at: "2026-03-02T09:00:00.000Z", from: [], to: ["Ana", "Ben"] },
        {
          ...{ kind: "label", at: "2026-03-01T09:00:00.000Z", action: "add", by: null },
          label: { title: "Doing", color: "#d9534f" },
        },
      ],
    });
    const lines = within(screen.getByRole("region", { name: "Timeline" })).getAllByRole("listitem");
    expect(lines.map((line) => line.textContent)).toEqual([
      expect.stringMatching(/^Mia set status override: none became → Blocked /),
      expect.stringMatching(/^Assignees: nobody became → Ana, Ben /),
      expect.stringMatching(/^Somebody.*added.*Doing/),
    ]);
  });

  test("folds a long past, and shows it whole when asked", () => {
    const gitlab_events = Array.from({ length: 45 }, (_, place) => ({
      ...{ kind: "due_date" as const, from: null, to: "2026-03-09" },
      at: `2026-03-01T09:00:${String(place).padStart(2, "0")}.000Z`,
    }));
    show({ gitlab_events });
    const timeline = screen.getByRole("region", { name: "Timeline" });
    expect(within(timeline).getAllByRole("listitem")).toHaveLength(20);
    fireEvent.click(within(timeline).getByRole("button", { name: "Show all 45" }));
    expect(within(timeline).getAllByRole("listitem")).toHaveLength(45);
  });

  test("says that labels have moved since the override was set, and follows them when asked", async () => {
    const asked: unknown[] = [];
    const override = { ...issueDetail(12).override, internal_status: "blocked" as const };
    api.use(
      http.patch(`/api/issues/${id}/override`, async ({ request }) => {
        asked.push(await request.json());
        return HttpResponse.json(issueDetail(12));
      }),
    );
    show({ override, labels_moved: { status: "in_progress", since: "2026-03-02T09:00:00.000Z" } });
    expect(screen.getByRole("note")).toHaveTextContent(/still says blocked, but GitLab’s labels.*in progress/);
    fireEvent.click(screen.getByRole("button", { name: "Follow the labels" }));
    await waitFor(() => expect(screen.queryByRole("note")).not.toBeInTheDocument());
    expect(asked).toEqual([{ internal_status: null }]);
  });

  test("without a description says so", () => {
    show();
    expect(screen.getByText("No description.")).toBeVisible();
  });
});

describe("who may not change it", () => {
  test("sees what management set, but no form and no notes", () => {
    const { internal_notes: _, ...override } = issueDetail(12).override;
    show({ override: { ...override, internal_status: "blocked", priority: 1, target_date: "2026-03-10" } }, false);
    const management = screen.getByRole("region", { name: "Management" });
    for (const words of ["Blocked", "1, highest", "10 Mar 2026"]) expect(management).toHaveTextContent(words);
    expect(management).not.toHaveTextContent("Notes");
    expect(within(management).queryByRole("combobox")).not.toBeInTheDocument();
    expect(within(management).queryByRole("textbox")).not.toBeInTheDocument();
  });
});

describe("an issue that cannot be loaded", () => {
  test("is a skeleton first, then says what is wrong and lets one try again", async () => {
    api.use(
      refuses(`/api/issues/${id}`, { status: 503, code: "unavailable", detail: "The database does not answer." }),
    );
    renderAt(<IssuePage id={id} list={null} mayOverride={false} />);
    expect(screen.getByRole("status", { name: "Loading the issue" })).toBeInTheDocument();
    expect(await screen.findByRole("alert")).toHaveTextContent("req-42");
    api.use(http.get(`/api/issues/${id}`, () => HttpResponse.json(issueDetail(12))));
    screen.getByRole("button", { name: "Try again" }).click();
    await waitFor(() => expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Issue 12"));
  });
});
