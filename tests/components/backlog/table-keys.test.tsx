import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { issueList, issueRow } from "@/tests/support/issue-dto.ts";
import { ownApi } from "@/tests/support/own-api.ts";
import { answerFacets, answerIssues, search, show } from "./show-backlog.tsx";

vi.setConfig({ testTimeout: 20_000 });
const api = ownApi();
const rows = [1, 2, 3, 4].map((number) => issueRow(number));
const link = (number: number) => screen.findByRole("link", { name: `Issue ${number}` });
const box = (number: number) => screen.getByRole("checkbox", { name: `Select Issue ${number}` });
const heads = () => screen.getAllByRole("columnheader").map(({ textContent }) => textContent);

beforeEach(() => {
  document.cookie = "backtrak_density=; path=/; max-age=0";
  answerFacets(api);
  answerIssues(api, [], (asked) => issueList(rows, { page: Number(asked.get("page") ?? 1), page_size: 4, total: 8 }));
});

describe("the keys of the list", () => {
  test("j and k go through the rows and stop at either end", async () => {
    show();
    await link(1);
    await userEvent.keyboard("j");
    expect(await link(1)).toHaveFocus();
    await userEvent.keyboard("jjjjj");
    expect(await link(4)).toHaveFocus();
    await userEvent.keyboard("k");
    expect(await link(3)).toHaveFocus();
  });

  test("they begin at the issue one looked at last", async () => {
    sessionStorage.setItem("backtrak.last-issue", rows[2]?.id ?? "");
    show();
    await link(3);
    await userEvent.keyboard("j");
    expect(await link(3)).toHaveFocus();
  });

  test("x selects the row, Shift and x all up to it, and Escape lets go of them", async () => {
    show("/backlog", { editable: true });
    await link(1);
    await userEvent.keyboard("jx");
    expect(box(1)).toBeChecked();
    await userEvent.keyboard("jj{Shift>}X{/Shift}");
    expect([1, 2, 3, 4].filter((number) => box(number).matches(":checked"))).toEqual([1, 2, 3]);
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("checkbox", { checked: true })).not.toBeInTheDocument());
    expect(await link(3)).toHaveFocus();
  });

  test("x is nothing for a viewer, nor without a row", async () => {
    const { unmount } = show();
    await link(1);
    await userEvent.keyboard("jx");
    expect(await link(1)).toHaveFocus();
    unmount();
    show("/backlog", { editable: true });
    await link(1);
    await userEvent.keyboard("x");
    expect(screen.queryByRole("checkbox", { checked: true })).not.toBeInTheDocument();
  });

  test("the brackets turn the page, within the pages there are", async () => {
    show();
    await link(1);
    await userEvent.keyboard("[[[[");
    expect(search()).toBe("");
    await userEvent.keyboard("]");
    await screen.findByText("5–8 of 8");
    await userEvent.keyboard("]");
    expect(search()).toBe("?page=2");
    await userEvent.keyboard("[[");
    await waitFor(() => expect(search()).toBe(""));
  });
});

describe("the table's menu", () => {
  const menu = async () => {
    await userEvent.click(screen.getByRole("button", { name: "Columns" }));
    return within(await screen.findByRole("dialog", { name: "Columns" }));
  };

  test("moves a column by buttons and by keys, which keep the focus, and takes it all back", async () => {
    show("/backlog?columns=status,due,labels");
    await link(1);
    const { getByRole } = await menu();
    await userEvent.click(getByRole("button", { name: "Move Due forward" }));
    expect(search()).toBe("?columns=reference,title,due,status,labels");
    const due = getByRole("checkbox", { name: "Due" });
    due.focus();
    await userEvent.keyboard("{Alt>}{ArrowDown}{ArrowDown}{ArrowDown}{/Alt}");
    expect(search()).toBe("?columns=reference,title,status,labels,due");
    expect(heads()).toEqual(["Reference", "Title", "Status", "Labels", "Due"]);
    expect(due).toHaveFocus();
    expect(getByRole("status")).toHaveTextContent("Due: 3 of 3");
    await userEvent.click(getByRole("button", { name: "Reset to default" }));
    expect(search()).toBe("");
  });

  test("sets the height of the rows, and this browser remembers it", async () => {
    const { unmount } = show();
    await link(1);
    await userEvent.click((await menu()).getByRole("radio", { name: "Compact" }));
    expect(document.cookie).toContain("backtrak_density=compact");
    unmount();
    show();
    await link(1);
    expect((await menu()).getByRole("radio", { name: "Compact" })).toBeChecked();
  });
});
