import { screen, waitFor, within } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { delay, http, HttpResponse } from "msw";
import { toast } from "sonner";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Toaster } from "@/components/ui/toaster.tsx";
import { overrideChangesSchema } from "@/lib/overrides/schema.ts";
import { renderAt } from "@/tests/support/components.tsx";
import { issueList, issueRow } from "@/tests/support/issue-dto.ts";
import { ownApi } from "@/tests/support/own-api.ts";
import { answerFacets, answerIssues, show } from "./show-backlog.tsx";

vi.setConfig({ testTimeout: 20_000 });
const api = ownApi();
const PATH = "/api/issues/overrides";
const rows = Array.from({ length: 6 }, (_, index) => issueRow(index + 1));
let asked: string[];
let user: UserEvent;

beforeEach(() => {
  asked = [];
  user = userEvent.setup();
  sessionStorage.clear();
  answerFacets(api);
  answerIssues(api, asked, (search) => {
    const [page, size] = [Number(search.get("page") ?? 1), Number(search.get("page_size") ?? 50)];
    const data = size === 200 ? rows : rows.slice((page - 1) * 4, page * 4);
    return issueList(data, { page, page_size: size === 200 ? 200 : 4, total: 6 });
  });
});
afterEach(() => void toast.dismiss());

const box = (name: string) => screen.findByRole("checkbox", { name });
const bar = () => screen.findByRole("region", { name: "Selected issues" });
/** Also while the form, which hides what is behind it, is open. */
const priorityOf = (title: string) => screen.getByText(title).closest("tr")?.cells[4] ?? null;

function refuse(status: number, code: string, faults: { field: string; message: string }[]) {
  const body = { type: "about:blank", title: "Refused", status, code, detail: "No.", request_id: "req-42", faults };
  return HttpResponse.json(body, { status, headers: { "content-type": "application/problem+json" } });
}

async function edit(priority: string): Promise<void> {
  await user.click(within(await bar()).getByRole("button", { name: "Edit" }));
  await user.selectOptions(await screen.findByLabelText("Priority"), priority);
  await user.click(screen.getByRole("button", { name: /^Change \d/ }));
}

describe("the selection", () => {
  test("is nothing a viewer can make", async () => {
    show("/backlog", { editable: false });
    await screen.findByRole("link", { name: "Issue 1" });
    expect(screen.queryByRole("checkbox")).not.toBeInTheDocument();
  });

  test("takes a page, a range and single issues, and survives another page and a new visit", async () => {
    const { unmount } = show("/backlog", { editable: true });
    await user.click(await box("Select Issue 1"));
    await user.keyboard("{Shift>}");
    await user.click(await box("Select Issue 3"));
    await user.keyboard("{/Shift}");
    expect(await box("Select Issue 2")).toBeChecked();
    expect(await box("Select Issue 4")).not.toBeChecked();
    expect(await box("Select this page")).toBePartiallyChecked();
    await user.click(screen.getByRole("button", { name: "Next page" }));
    await user.click(await box("Select Issue 5"));
    expect(await bar()).toHaveTextContent("4 issues selected");
    unmount();
    show("/backlog?status=blocked", { editable: true });
    expect(await box("Select Issue 2")).toBeChecked();
    await user.click(await box("Select this page"));
    expect(await bar()).toHaveTextContent("5 issues selected");
    await user.click(within(await bar()).getByRole("button", { name: "Clear selection" }));
    expect(screen.queryByRole("region", { name: "Selected issues" })).not.toBeInTheDocument();
  });

  test("takes the whole list", async () => {
    show("/backlog?status=blocked", { editable: true });
    await user.click(await box("Select Issue 1"));
    await user.click(within(await bar()).getByRole("button", { name: "Select all 6 of this list" }));
    expect(await screen.findByText("6 issues selected")).toBeVisible();
    expect(asked.at(-1)).toBe("?status=blocked&page_size=200");
  });
});

describe("a bulk edit", () => {
  test("shows at once, says what it did, and can be undone", async () => {
    const posted: unknown[] = [];
    api.use(
      http.post(PATH, async ({ request }) => {
        const { changes } = overrideChangesSchema.parse(await request.json());
        posted.push(changes);
        for (const { id, priority } of changes) {
          const issue = rows.find((row) => row.id === id);
          if (issue) issue.priority = priority ?? null;
        }
        const undo = changes.map(({ id }) => ({ id, if_match: '"override-9"', priority: null }));
        return HttpResponse.json({ changed: changes.length, unchanged: 0, undo });
      }),
    );
    show("/backlog", { editable: true });
    renderAt(<Toaster />);
    await user.click(await box("Select Issue 1"));
    await edit("1");
    expect(await screen.findByText("1 issue changed")).toBeVisible();
    await waitFor(() => expect(priorityOf("Issue 1")).toHaveTextContent("1"));
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    expect(await screen.findByText("1 issue taken back")).toBeVisible();
    const [{ id } = issueRow(1)] = rows;
    expect(posted).toEqual([[{ id, priority: 1 }], [{ id, if_match: '"override-9"', priority: null }]]);
    await waitFor(() => expect(priorityOf("Issue 1")).not.toHaveTextContent("1"));
  });

  test("that is refused is put back and says which issue stood in its way", async () => {
    const message = "acme/shop#2 was changed by b@acme.test in the meantime";
    api.use(
      http.post(PATH, async () => {
        await delay(200);
        return refuse(412, "precondition_failed", [{ field: "body.changes.1", message }]);
      }),
    );
    show("/backlog", { editable: true });
    await user.click(await box("Select Issue 2"));
    await edit("3");
    await waitFor(() => expect(priorityOf("Issue 2")).toHaveTextContent("3"));
    expect(await screen.findByRole("alert")).toHaveTextContent(`Nothing was changed${message}.`);
    expect(priorityOf("Issue 2")).not.toHaveTextContent("3");
    expect(screen.getByLabelText("Priority")).toHaveValue("3");
  });
});
