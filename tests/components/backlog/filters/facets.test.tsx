import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { delay, http, HttpResponse } from "msw";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { issueList, issueRow, person } from "@/tests/support/issue-dto.ts";
import { ownApi, refuses } from "@/tests/support/own-api.ts";
import { answerFacets, answerIssues, filter, search, show } from "../show-backlog.tsx";

vi.setConfig({ testTimeout: 20_000 });
const api = ownApi();
let asked: string[] = [];
const box = (name: RegExp | string) => screen.findByRole("checkbox", { name });

beforeEach(() => {
  asked = [];
  answerIssues(api, []);
  answerFacets(api, asked);
});

const value = (name: string, count = 1) => ({ value: name, name, count });

/** A label facet that holds more than it shows; what is looked for is answered by `found`. */
function manyLabels(found: (find: string) => string[]): void {
  api.use(
    http.get("/api/issues/facets", ({ request }) => {
      const find = new URL(request.url).searchParams.get("find");
      asked.push(`find=${find ?? ""}`);
      const names = find === null ? ["one", "two", "three"] : found(find);
      const label = { values: names.map((name) => value(name)), none: 7, more: find === null };
      return HttpResponse.json({ label });
    }),
  );
}

describe("what is asked for", () => {
  test("only the facet that is opened, once, under the other filters", async () => {
    show("/backlog?status=blocked&label=bug&page=2&sort=title");
    await screen.findByRole("link", { name: "Issue 1" });
    expect(asked).toEqual([]);
    await userEvent.click(filter(/^Label/));
    await userEvent.click(await box("workflow::in dev"));
    await waitFor(() => expect(search()).toBe("?status=blocked&label=bug,workflow::in dev&sort=title"));
    expect(asked).toEqual(["?facet=label&status=blocked"]);
  });

  test("the issues without a value are counted, included and excluded", async () => {
    show();
    await userEvent.click(filter("Label"));
    const none = await box("No label");
    expect(none.closest("li")).toHaveTextContent("3 issues");
    await userEvent.click(none);
    expect(search()).toBe("?label=none");
    await userEvent.click(screen.getByRole("button", { name: "Exclude No label" }));
    expect(search()).toBe("?label=!none");
    expect(filter(/^Label/)).toHaveTextContent("any label");
    await userEvent.click(screen.getByRole("button", { name: "Exclude No label" }));
    expect(search()).toBe("");
  });

  test("a status and a project every issue has: none is not offered", async () => {
    show();
    await userEvent.click(filter("Project"));
    await box("acme/shop");
    expect(screen.getAllByRole("checkbox")).toHaveLength(1);
  });

  test("a name with a comma is one value, in the URL and back", async () => {
    show();
    await userEvent.click(filter("Label"));
    await userEvent.click(await box("Q1, 2026"));
    expect(search()).toBe("?label=Q1\\, 2026");
    expect(await box("Q1, 2026")).toBeChecked();
    expect(filter(/^Label/)).toHaveTextContent("Q1, 2026");
  });
});

describe("people", () => {
  test("the reader stands first, and is me in the URL", async () => {
    show();
    await userEvent.click(filter("Assignee"));
    await box("Ana Lund");
    expect(screen.getAllByRole("checkbox").map((one) => one.closest("li")?.textContent)).toEqual([
      "Me",
      "Nobody6 issues",
      "Ana Lund4 issues",
      "Ben Okoro1 issues",
    ]);
    await userEvent.click(await box("Me"));
    expect(search()).toBe("?assignee=me");
    expect(filter(/^Assignee/)).toHaveTextContent("Me");
  });

  test("who completed an issue is chosen among all assignees, without counts", async () => {
    show("/backlog?completed_from=2026-03-01");
    await userEvent.click(filter(/^Completed/));
    await userEvent.click(await box("Ben Okoro"));
    expect(search()).toBe("?completed_from=2026-03-01&completed_by=ben");
    expect(asked).toEqual(["?facet=assignee"]);
    expect(filter(/^Completed/)).toHaveTextContent("since 1 Mar 2026, by Ben Okoro");
    const lines = within(screen.getByRole("list", { name: "Completed by" })).getAllByRole("listitem");
    expect(lines.map(({ textContent }) => textContent)).toEqual(["Me", "Nobody", "Ana Lund", "Ben Okoro"]);
  });

  test("a chip calls people and labels by their names as soon as a row does", async () => {
    const label = { id: "7", title: "bug", color: "#d9534f" };
    answerIssues(api, [], () => issueList([issueRow(1, { assignees: [person("Ana")], labels: [label] })]));
    show("/backlog?assignee=ana,!nobody-known&label=7");
    await screen.findByRole("link", { name: "Issue 1" });
    expect(filter(/^Assignee/)).toHaveTextContent("Ana, not nobody-known");
    expect(filter(/^Label/)).toHaveTextContent("bug");
  });
});

describe("typing", () => {
  test("narrows what is there without asking", async () => {
    api.use(
      http.get("/api/issues/facets", ({ request }) => {
        asked.push(new URL(request.url).search);
        const names = ["red", "blue", "green", "grey", "pink", "black", "white", "brown", "violet"];
        return HttpResponse.json({ label: { values: names.map((name) => value(name)), none: 0, more: false } });
      }),
    );
    show();
    await userEvent.click(filter("Label"));
    await userEvent.type(await screen.findByRole("textbox", { name: "Find in label" }), "gre");
    expect(screen.getAllByRole("checkbox").map((one) => one.closest("li")?.textContent)).toEqual([
      "green1 issues",
      "grey1 issues",
    ]);
    await userEvent.type(screen.getByRole("textbox", { name: "Find in label" }), "x");
    expect(screen.getByText("Nothing matches.")).toBeVisible();
    expect(asked).toEqual(["?facet=label"]);
  });

  test("asks the server once it rests, where there are more values than were answered", async () => {
    manyLabels((find) => [`${find}-far-down`]);
    show();
    await userEvent.click(filter("Label"));
    await box("two");
    expect(screen.getByText("There are more: type to find them.")).toBeVisible();
    await userEvent.type(screen.getByRole("textbox", { name: "Find in label" }), "zeta");
    await userEvent.click(await box("zeta-far-down"));
    expect(search()).toBe("?label=zeta-far-down");
    expect(asked).toEqual(["find=", "find=zeta"]);
    expect(screen.queryByRole("checkbox", { name: "two" })).not.toBeInTheDocument();
  });

  test("keeps what was there until the answer comes", async () => {
    manyLabels(() => []);
    show();
    await userEvent.click(filter("Label"));
    await box("two");
    api.use(http.get("/api/issues/facets", () => delay("infinite")));
    await userEvent.type(screen.getByRole("textbox", { name: "Find in label" }), "z");
    await waitFor(() => expect(screen.getByRole("list", { name: "Label" })).toHaveAttribute("aria-busy", "true"));
    expect(screen.queryByText("Nothing matches.")).not.toBeInTheDocument();
  });
});

describe("the other states", () => {
  test("a skeleton until the values come", async () => {
    api.use(http.get("/api/issues/facets", () => delay("infinite")));
    show();
    await userEvent.click(filter("Label"));
    const popover = await screen.findByRole("dialog", { name: "Label" });
    expect(await within(popover).findByRole("status", { name: "Loading" })).toBeInTheDocument();
  });

  test("nothing there says so", async () => {
    api.use(
      http.get("/api/issues/facets", () => HttpResponse.json({ milestone: { values: [], none: null, more: false } })),
    );
    show();
    await userEvent.click(filter("Milestone"));
    expect(await screen.findByText("No issue has a value here.")).toBeVisible();
  });

  test("a failure says so, names the request, and tries again", async () => {
    api.use(
      refuses("/api/issues/facets", { status: 503, code: "unavailable", detail: "The database does not answer." }),
    );
    show();
    await userEvent.click(filter("Label"));
    const popover = await screen.findByRole("dialog", { name: "Label" });
    const alert = await within(popover).findByRole("alert");
    expect(alert).toHaveTextContent("The values could not be loaded");
    expect(alert).toHaveTextContent("req-42");
    answerFacets(api);
    await userEvent.click(within(alert).getByRole("button", { name: "Try again" }));
    expect(await box("bug")).toBeVisible();
  });
});

describe("the keyboard", () => {
  test("arrows move, Enter and Space toggle, right leads to excluding, Escape closes and leads back", async () => {
    show();
    await screen.findByRole("link", { name: "Issue 1" });
    filter("Label").focus();
    const user = userEvent.setup();
    await user.keyboard("{Enter}");
    await waitFor(async () => expect(await box("No label")).toHaveFocus());
    await user.keyboard("{ArrowDown}{Enter}");
    expect(search()).toBe("?label=bug");
    await user.keyboard("{ArrowDown} ");
    expect(search()).toBe("?label=bug,workflow::in dev");
    await user.keyboard("{End}{ArrowRight}");
    expect(screen.getByRole("button", { name: "Exclude Q1, 2026" })).toHaveFocus();
    await user.keyboard("{ArrowUp}{ArrowUp}{Enter}");
    expect(search()).toBe("?label=workflow::in dev");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument()); // it fades out
    await waitFor(() => expect(filter(/^Label/)).toHaveFocus());
  });

  test("letters go into the field wherever one is, down leads to the lines, Enter takes the first", async () => {
    manyLabels((find) => [`${find}-1`, `${find}-2`]);
    show();
    await userEvent.click(filter("Label"));
    const user = userEvent.setup();
    const field = await screen.findByRole("textbox", { name: "Find in label" });
    await waitFor(() => expect(field).toHaveFocus());
    await user.keyboard("{Enter}{ArrowDown}{ArrowDown}");
    expect(search()).toBe("");
    expect(await box("one")).toHaveFocus();
    await user.keyboard("ab");
    expect(field).toHaveFocus();
    expect(field).toHaveValue("ab");
    await box("ab-2");
    await user.keyboard("{Enter}");
    expect(search()).toBe("?label=ab-1");
  });
});
