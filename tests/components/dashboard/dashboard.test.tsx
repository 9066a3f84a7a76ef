import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { IgnoredParam } from "@/components/backlog/ignored-params.ts";
import { Dashboard } from "@/components/dashboard/dashboard.tsx";
import type { Summary } from "@/lib/dashboard/schema.ts";
import { renderAt } from "@/tests/support/components.tsx";
import { FACETS } from "@/tests/support/issue-dto.ts";
import { ownApi } from "@/tests/support/own-api.ts";
import { changes, engineer, engineers, summaryFigures } from "./page-answers.ts";
import { ABOUT, aging, answers, completed, durations, figure, summary } from "./panel-answers.ts";

// Finding things by role in a whole page takes long on a busy machine.
vi.setConfig({ testTimeout: 30_000 });
const api = ownApi();
let asked: URL[] = [];

// What the page loads when it is first needed. To read and translate a library of charts takes seconds: no test should wait for that.
beforeAll(() =>
  Promise.all([
    import("@/components/backlog/filters/filter-editor.tsx"),
    import("@/components/backlog/filters/more-menu.tsx"),
    import("@/components/charts/bar-chart.tsx"),
    import("@/components/charts/line-chart.tsx"),
    import("@/components/dashboard/period-editor.tsx"),
    import("@/components/ui/anchored-popover.tsx"),
  ]),
);

beforeEach(() => {
  asked = [];
  api.use(
    answers("tasks-per-engineer", engineers([engineer("Ana", { open: 3 })]), asked),
    answers("cycle-time", durations(), asked),
    answers("lead-time", durations(), asked),
    answers("completed", completed(), asked),
    answers("aging", aging(), asked),
    answers("changes", changes(), asked),
    http.get("/api/issues/facets", () => HttpResponse.json({ label: FACETS.label })),
  );
});

type Shown = { ignored?: IgnoredParam[]; confidentialHidden?: boolean; isAdmin?: boolean; answer?: Partial<Summary> };

function show(url: string, { ignored = [], confidentialHidden = false, isAdmin = false, answer = {} }: Shown = {}) {
  api.use(answers("summary", summary(answer), asked));
  return renderAt(<Dashboard {...{ ignored, confidentialHidden, isAdmin }} zone="Europe/Berlin" />, { url });
}

const search = () => decodeURIComponent(window.location.search.replaceAll("+", " "));
const askedOf = (panel: string) => asked.filter(({ pathname }) => pathname.endsWith(`/${panel}`)).at(-1)?.search;

describe("period and filters", () => {
  test("every panel is asked for the URL's issues, and each takes of the period what it takes", async () => {
    show("/?from=2026-11-20&to=2026-11-22&since=2026-11-16&time=working&label=bug");
    await waitFor(() => expect(new Set(asked.map(({ pathname }) => pathname)).size).toBe(7));
    const period = "from=2026-11-20&to=2026-11-22";
    expect(askedOf("summary")).toBe(`?${period}&label=bug`);
    expect(askedOf("tasks-per-engineer")).toBe(`?${period}&label=bug`);
    expect(askedOf("cycle-time")).toBe(`?${period}&time=working&label=bug`);
    expect(askedOf("completed")).toBe(`?${period}&label=bug`);
    expect(askedOf("aging")).toBe("?label=bug");
    expect(askedOf("changes")).toBe("?since=2026-11-16&label=bug");
    expect(screen.getByRole("link", { name: "Open in backlog" })).toHaveAttribute("href", "/backlog?label=bug");
  });

  test("a filter goes into the URL and to all figures, and stays when the period changes", async () => {
    show("/?from=2026-11-20&to=2026-11-22");
    await userEvent.click(
      within(screen.getByRole("group", { name: "Filters" })).getByRole("button", { name: "Label" }),
    );
    await screen.findByText("bug");
    await userEvent.click(screen.getByRole("checkbox", { name: "bug" }));
    expect(search()).toBe("?from=2026-11-20&to=2026-11-22&label=bug");
    await waitFor(() => expect(askedOf("aging")).toBe("?label=bug"));
    await userEvent.keyboard("{Escape}");
    await userEvent.click(screen.getByRole("button", { name: /^Period/ }));
    await userEvent.click(await screen.findByRole("button", { name: "Last 30 days" }));
    expect(search()).toBe("?label=bug");
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "Trends" }), "By week");
    expect(search()).toBe("?bucket=week&label=bug");
  });

  test("days of one's own go into the URL both, and do not end before they begin", async () => {
    show("/?from=2026-11-20&to=2026-11-22");
    await userEvent.click(screen.getByRole("button", { name: "Period: 20 Nov – 22 Nov 2026" }));
    const from = await screen.findByLabelText("From");
    await userEvent.clear(from);
    await userEvent.type(from, "2026-12-01");
    expect(search()).toBe("?from=2026-12-01&to=2026-12-01");
    expect(screen.getByText("Both days included, in Europe/Berlin.")).toBeInTheDocument();
  });

  test("every filter of the URL has a chip that takes it out; the look back is not offered", async () => {
    show("/?reopened_from=2026-11-01&q=cart&time=working");
    const filters = within(screen.getByRole("group", { name: "Filters" }));
    await userEvent.click(filters.getByRole("button", { name: "Remove reopened" }));
    await userEvent.click(filters.getByRole("button", { name: "Stop searching" }));
    expect(search()).toBe("?time=working");
    await userEvent.click(filters.getByRole("button", { name: "More" }));
    expect(await screen.findByRole("button", { name: /^Created/ })).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /^As of/ })).not.toBeInTheDocument();
  });

  test("a wrong value of the address is named and left out, and goes with a click", async () => {
    const ignored = [{ name: "from", value: "soon", message: "is not a day" }];
    show("/?from=soon&label=bug", { ignored });
    expect(screen.getByText("from=soon")).toBeVisible();
    await waitFor(() => expect(askedOf("summary")).toBe("?label=bug"));
    await userEvent.click(screen.getByRole("button", { name: "Remove" }));
    expect(search()).toBe("?label=bug");
  });

  test("what the API refuses is named, and the figures of the rest are shown", async () => {
    const refusal = {
      ...{ type: "about:blank", title: "no", status: 400, code: "invalid_request", detail: "no", request_id: "req-1" },
      faults: [{ field: "query.bucket", message: "cuts the period into more than 400 points by day" }],
    };
    show("/?bucket=day&label=bug");
    api.use(
      http.get("/api/dashboard/summary", ({ request }) =>
        request.url.includes("bucket=day")
          ? HttpResponse.json(refusal, { status: 400, headers: { "content-type": "application/problem+json" } })
          : HttpResponse.json(summary()),
      ),
    );
    expect(await screen.findByText("bucket=day")).toBeVisible();
    expect(await screen.findByRole("link", { name: "In progress: 34" })).toBeVisible();
    expect(search()).toBe("?bucket=day&label=bug");
  });
});

describe("what is said beside the figures", () => {
  test("as of when, in which zone, and what is not in them", async () => {
    show("/", {
      confidentialHidden: true,
      answer: {
        incomplete_before: "2026-11-21",
        unknown_close: figure(1_200, "has_close=false"),
        freshness: { ...ABOUT.freshness, excluded: [{ project: "shop/old", reason: "paused" }] },
      },
    });
    const about = (await screen.findByText(/^As of/, { exact: false })) ?? null;
    expect(about).toHaveTextContent("As of 22 Nov 2026, 10:58:00 CET · days in Europe/Berlin");
    expect(about).toHaveTextContent("incomplete before 21 Nov 2026");
    expect(about).toHaveTextContent("shop/old: paused");
    expect(about).toHaveTextContent("Confidential issues are not shown.");
    expect(within(about).getByRole("link", { name: "1,200 closed at an unknown time" })).toHaveAttribute(
      "href",
      "/backlog?has_close=false",
    );
  });

  test("0 in progress because no label has a rule: an admin is led to the rules, others are told whom to ask", async () => {
    const { unmount } = show("/", { isAdmin: true, answer: { has_wip_rule: false } });
    expect(await screen.findByRole("link", { name: "Say what the labels mean" })).toHaveAttribute(
      "href",
      "/settings/rules",
    );
    unmount();
    show("/", { answer: { has_wip_rule: false } });
    expect(await screen.findByText(/Ask an admin to say what the labels mean\./)).toBeVisible();
    expect(screen.queryByRole("link", { name: "Say what the labels mean" })).not.toBeInTheDocument();
  });

  test("nothing mirrored yet is no data, not 0", async () => {
    const zero = { ...figure(0, "x"), before: null, trend: null };
    const figures = summaryFigures(0, null);
    show("/", {
      answer: {
        freshness: { ...ABOUT.freshness, state: "no_data", as_of: null, age_seconds: null },
        figures: { ...figures, overdue: zero, no_due_date: zero, completed: zero, closed_not_done: zero },
      },
    });
    expect(await screen.findByText("No issues have been read from GitLab yet")).toBeVisible();
    expect(screen.queryByRole("region", { name: "Figures" })).not.toBeInTheDocument();
  });

  test("the page can be printed", async () => {
    const print = vi.spyOn(window, "print").mockImplementation(() => {});
    show("/");
    await userEvent.click(screen.getByRole("button", { name: "Print" }));
    expect(print).toHaveBeenCalledOnce();
  });
});
