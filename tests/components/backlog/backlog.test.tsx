import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { delay, http, HttpResponse } from "msw";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { SORT_KEYS } from "@/lib/issues/filters.ts";
import type { IssueList } from "@/lib/issues/schema.ts";
import { FRESH, issueList, issueRow } from "@/tests/support/issue-dto.ts";
import { ownApi, refuses } from "@/tests/support/own-api.ts";
import { answerFacets, answerIssues, filter, search, show } from "./show-backlog.tsx";

// Finding things by role in a whole page takes long on a busy machine.
vi.setConfig({ testTimeout: 20_000 });
const api = ownApi();
let asked: string[] = [];

beforeEach(() => {
  asked = [];
  answerFacets(api);
});

const answer = (list: (search: URLSearchParams) => IssueList) => answerIssues(api, asked, list);
const button = (name: RegExp | string) => screen.getByRole("button", { name });
const head = (name: RegExp) => screen.getByRole("columnheader", { name });

describe("filters", () => {
  beforeEach(() => answer(() => issueList([issueRow(1)], { total: 4_812 })));

  test("a value of a facet goes into the URL, and its rows are asked for from the first page", async () => {
    show("/backlog?page=3");
    await userEvent.click(filter("Status"));
    await userEvent.click(await screen.findByRole("checkbox", { name: /In progress/ }));
    expect(search()).toBe("?status=in_progress");
    await waitFor(() => expect(asked.at(-1)).toBe("?status=in_progress"));
    expect(filter("Status: In progress")).toBeVisible();
  });

  test("a second value is or, an excluded one has a !, none stands beside them", async () => {
    show("/backlog?assignee=ana");
    await userEvent.click(filter(/^Assignee/));
    expect(await screen.findByRole("checkbox", { name: "Ana Lund" })).toBeChecked();
    await userEvent.click(screen.getByRole("button", { name: "Exclude Ben Okoro" }));
    await userEvent.click(screen.getByRole("checkbox", { name: "Nobody" }));
    expect(search()).toBe("?assignee=ana,!ben,none");
    expect(screen.getByRole("button", { name: "Exclude Ben Okoro" })).toHaveAttribute("aria-pressed", "true");
    await userEvent.click(screen.getByRole("checkbox", { name: "Ana Lund" }));
    expect(search()).toBe("?assignee=!ben,none");
  });

  test("a value that has no issue left can still be let go", async () => {
    show("/backlog?label=gone-label");
    await userEvent.click(filter(/^Label/));
    await userEvent.click(await screen.findByRole("checkbox", { name: "gone-label" }));
    expect(search()).toBe("");
  });

  test("a day goes into the URL when it is whole, and lets go an end it has crossed", async () => {
    show("/backlog?created_to=2026-03-01");
    await userEvent.click(filter(/^Created/));
    await userEvent.type(await screen.findByLabelText("From"), "2026-03-05");
    expect(search()).toBe("?created_from=2026-03-05");
    expect(filter(/^Created/)).toHaveTextContent("since 5 Mar 2026");
  });

  test("clear is there only when there is something to clear, and keeps order and columns", async () => {
    show("/backlog?status=blocked&q=cart&sort=title&columns=due");
    await userEvent.click(filter("Clear"));
    expect(search()).toBe("?sort=title&columns=due");
    expect(screen.queryByRole("button", { name: "Clear" })).not.toBeInTheDocument();
  });

  test("what is searched for stands among the filters and can be taken back", async () => {
    show("/backlog?q=cart");
    await userEvent.click(filter("Stop searching"));
    expect(search()).toBe("");
  });
});

describe("order, pages and columns", () => {
  beforeEach(() => answer(() => issueList([issueRow(1)], { total: 120 })));

  test("a head sorts one way, the other way, and not at all", async () => {
    show();
    await screen.findByRole("link", { name: "Issue 1" });
    expect(head(/Updated/)).toHaveAttribute("aria-sort", "descending");
    const orders = [];
    for (let click = 0; click < 3; click++) {
      await userEvent.click(within(head(/Title/)).getByRole("button"));
      orders.push([search(), head(/Title/).getAttribute("aria-sort")]);
    }
    expect(orders).toEqual([
      ["?sort=title", "ascending"],
      ["?sort=-title", "descending"],
      ["", null],
    ]);
    expect(head(/Updated/)).toHaveAttribute("aria-sort", "descending");
  });

  test("Shift adds an order, three at most", async () => {
    show("/backlog?sort=title");
    await screen.findByRole("link", { name: "Issue 1" });
    const user = userEvent.setup();
    await user.keyboard("{Shift>}");
    for (const name of [/Status/, /Due/, /Priority/]) await user.click(within(head(name)).getByRole("button"));
    expect(search()).toBe("?sort=status,due,priority");
    expect(head(/Due/)).toHaveTextContent("sorted second, ascending");
  });

  test("the pages say where one is and lead on", async () => {
    answer((params) => issueList([issueRow(1)], { total: 120, page: Number(params.get("page") ?? 1) }));
    show("/backlog?status=blocked");
    const pages = screen.getByRole("navigation", { name: "Pages" });
    expect(await within(pages).findByText("1–50 of 120")).toBeVisible();
    expect(within(pages).getByRole("button", { name: "Previous page" })).toBeDisabled();
    await userEvent.click(within(pages).getByRole("button", { name: "Next page" }));
    expect(search()).toBe("?status=blocked&page=2");
    expect(await within(pages).findByText("51–100 of 120")).toBeVisible();
    await userEvent.selectOptions(within(pages).getByRole("combobox", { name: "Rows" }), "100");
    expect(search()).toBe("?status=blocked&page_size=100");
  });

  test("a column comes and goes, without a new question and on the same page", async () => {
    show("/backlog?page=2");
    await screen.findByRole("link", { name: "Issue 1" });
    await userEvent.click(button("Columns"));
    await userEvent.click(await screen.findByRole("checkbox", { name: "Weight" }));
    await userEvent.click(screen.getByRole("checkbox", { name: "Status" }));
    expect(search()).toBe("?page=2&columns=reference,title,assignees,priority,due,updated_at,weight");
    expect(head(/Weight/)).toBeInTheDocument();
    expect(screen.queryByRole("columnheader", { name: /Status/ })).not.toBeInTheDocument();
    expect(screen.getByRole("checkbox", { name: "Title" })).toBeDisabled();
    await userEvent.click(button("Reset to default"));
    expect(search()).toBe("?page=2");
    expect(asked).toEqual(["?page=2"]);
  });

  test("up to three orders are set in the column menu, also by what is not shown", async () => {
    show("/backlog?page=2");
    await userEvent.click(button("Columns"));
    const order = within(await screen.findByRole("region", { name: "Order" }));
    expect(order.getByRole("combobox", { name: "First order" })).toHaveDisplayValue("Updated");
    await userEvent.selectOptions(order.getByRole("combobox", { name: "First order" }), "Cycle time");
    expect(search()).toBe("?sort=-cycle_seconds");
    await userEvent.selectOptions(order.getByRole("combobox", { name: "Add as second order" }), "Number");
    await userEvent.selectOptions(order.getByRole("combobox", { name: "Add as third order" }), "State in GitLab");
    expect(search()).toBe("?sort=-cycle_seconds,iid,state");
    expect(order.queryByRole("combobox", { name: /^Add/ })).not.toBeInTheDocument();
    const first = within(order.getByRole("group", { name: "First order" }));
    await userEvent.click(first.getByRole("button", { name: "Descending: turn round" }));
    expect(search()).toBe("?sort=cycle_seconds,iid,state");
    await userEvent.click(order.getByRole("button", { name: "Remove the second order" }));
    expect(search()).toBe("?sort=cycle_seconds,state");
    const offered = within(order.getByRole("combobox", { name: "Second order" })).getAllByRole("option");
    expect(offered).toHaveLength(SORT_KEYS.length - 1);
  });

  test("the whole list can be had as CSV, as it is filtered and ordered", async () => {
    show("/backlog?status=blocked&label=Q1%5C,%202026&page=3&page_size=25&columns=due&sort=title");
    // One beside the title, one beside a phone's filters.
    const links = screen.getAllByRole("link", { name: "CSV" });
    expect(links).toHaveLength(2);
    const addresses = () => new Set(links.map((link) => link.getAttribute("href")));
    for (const link of links) expect(link).toHaveAttribute("download");
    expect([...addresses()]).toEqual(["/api/issues.csv?status=blocked&label=Q1%5C,+2026&sort=title"]);
    await userEvent.click(filter("Clear"));
    expect([...addresses()]).toEqual(["/api/issues.csv?sort=title"]);
  });

  test("what was searched for is marked in the titles", async () => {
    answer(() => issueList([issueRow(1, { title: "Écran noir, noirci" })]));
    show("/backlog?q=ecran%20Noir");
    const link = await screen.findByRole("link", { name: "Écran noir, noirci" });
    expect([...link.querySelectorAll("mark")].map(({ textContent }) => textContent)).toEqual(["Écran", "noir", "noir"]);
  });

  test("an issue's link knows the list it came from", async () => {
    show("/backlog?status=blocked,!gone&columns=due");
    const link = await screen.findByRole("link", { name: "Issue 1" });
    const from = new URL(link.getAttribute("href") ?? "", "http://x").searchParams.get("from");
    expect(decodeURIComponent(from ?? "")).toBe("status=blocked,!gone&columns=due");
  });
});

describe("the four states", () => {
  test("a skeleton of the table stands until the first rows come", async () => {
    api.use(
      http.get("/api/issues", async () => {
        await delay(50);
        return HttpResponse.json(issueList([issueRow(1)]));
      }),
    );
    show();
    expect(screen.getByRole("status", { name: "Loading issues" })).toBeInTheDocument();
    expect(await screen.findByRole("link", { name: "Issue 1" })).toBeVisible();
    expect(screen.queryByRole("status", { name: "Loading issues" })).not.toBeInTheDocument();
  });

  test("the rows there stay, marked as busy, while others are on their way", async () => {
    answer((params) => issueList([issueRow(params.has("status") ? 2 : 1)]));
    show();
    await screen.findByRole("link", { name: "Issue 1" });
    await userEvent.click(filter("Status"));
    api.use(http.get("/api/issues", () => delay("infinite")));
    await userEvent.click(await screen.findByRole("checkbox", { name: /In progress/ }));
    expect(screen.getByRole("link", { name: "Issue 1" })).toBeInTheDocument();
    expect(screen.getByRole("table", { name: "Issues" })).toHaveAttribute("aria-busy", "true");
  });

  test("nothing matches: it says so, and clears the filters", async () => {
    answer((params) => (params.has("q") ? issueList([]) : issueList([issueRow(1)])));
    show("/backlog?q=nowhere");
    expect(await screen.findByText("No issue matches these filters")).toBeVisible();
    await userEvent.click(button("Clear the filters"));
    expect(await screen.findByRole("link", { name: "Issue 1" })).toBeVisible();
  });

  test("nothing mirrored yet is told apart from nothing there", async () => {
    answer(() => issueList([], { freshness: { ...FRESH, state: "no_data", as_of: null, age_seconds: null } }));
    const { unmount } = show();
    expect(await screen.findByText("No issues have been read from GitLab yet")).toBeVisible();
    unmount();
    answer(() => issueList([]));
    show();
    expect(await screen.findByText("The tracked projects have no issues")).toBeVisible();
  });

  test("a page past the last one leads back to the first", async () => {
    answer((params) => (params.has("page") ? issueList([], { total: 3, page: 9 }) : issueList([issueRow(1)])));
    show("/backlog?page=9");
    expect(await screen.findByText("There is no page 9")).toBeVisible();
    await userEvent.click(button("Go to the first page"));
    expect(search()).toBe("");
  });

  test("a failure keeps what was there, names the request, and tries again", async () => {
    answer(() => issueList([issueRow(1)]));
    show();
    await screen.findByRole("link", { name: "Issue 1" });
    const problem = { status: 503, code: "unavailable", detail: "The database does not answer." } as const;
    api.use(refuses("/api/issues", problem));
    await userEvent.click(within(head(/Title/)).getByRole("button"));
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent("The issues could not be loaded");
    expect(alert).toHaveTextContent("The database does not answer.");
    expect(alert).toHaveTextContent("req-42");
    expect(screen.getByRole("link", { name: "Issue 1" })).toBeInTheDocument();
    answer(() => issueList([issueRow(2)]));
    await userEvent.click(within(alert).getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("link", { name: "Issue 2" })).toBeVisible();
    expect(screen.queryByRole("alert")).not.toBeInTheDocument();
  });

  test("the total is announced", async () => {
    answer(() => issueList([issueRow(1)], { total: 4_812 }));
    show();
    await waitFor(() => expect(screen.getByText("4,812 issues")).toHaveAttribute("role", "status"));
  });
});

describe("what is said beside the list", () => {
  beforeEach(() => answer(() => issueList([issueRow(1)])));

  test("viewers are told that confidential issues are not shown, others are not", async () => {
    const { unmount } = show("/backlog", { confidentialHidden: true });
    expect(screen.getByText(/Confidential issues are not shown\./)).toBeVisible();
    unmount();
    show();
    expect(screen.queryByText(/Confidential/)).not.toBeInTheDocument();
  });

  test("an import is offered to who may change what it changes, on a phone too", () => {
    const { unmount } = show("/backlog", { editable: true });
    expect(screen.getAllByRole("link", { name: "Import" }).map((link) => link.getAttribute("href"))).toEqual([
      "/import",
      "/import",
    ]);
    unmount();
    show();
    expect(screen.queryByRole("link", { name: "Import" })).not.toBeInTheDocument();
  });

  test("a wrong value of the address is named and left out, and goes with a click", async () => {
    const ignored = [{ name: "page", value: "abc", message: "is not a whole number" }];
    show("/backlog?status=blocked&page=abc", { ignored });
    expect(screen.getByText("page=abc")).toBeVisible();
    await waitFor(() => expect(asked).toEqual(["?status=blocked"]));
    await userEvent.click(button("Remove"));
    expect(search()).toBe("?status=blocked");
    expect(screen.queryByText("page=abc")).not.toBeInTheDocument();
  });
});
