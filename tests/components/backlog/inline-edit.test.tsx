import { screen, waitFor, within } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { delay, http, HttpResponse } from "msw";
import { toast } from "sonner";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Toaster } from "@/components/ui/toaster.tsx";
import type { IssueDetail, OverrideDto } from "@/lib/issues/schema.ts";
import { type OverrideChange, overrideChangeSchema } from "@/lib/overrides/schema.ts";
import { renderAt } from "@/tests/support/components.tsx";
import { issueDetail, issueList, issueRow } from "@/tests/support/issue-dto.ts";
import { ownApi, refuses } from "@/tests/support/own-api.ts";
import { answerFacets, answerIssues, show } from "./show-backlog.tsx";

vi.setConfig({ testTimeout: 20_000 });
const api = ownApi();
const { id, reference } = issueDetail(1);
const PATH = `/api/issues/${id}/override`;

/** As the server has it; `version` moves with each change, whoever makes it. */
let stored: { override: OverrideDto; version: number };
let changes: { change: OverrideChange; ifMatch: string | null }[];
let user: UserEvent;

beforeEach(() => {
  stored = { override: { ...issueDetail(1).override, priority: 3 }, version: 1 };
  changes = [];
  user = userEvent.setup();
  answerFacets(api);
  answerIssues(api, [], () => issueList([issueRow(1, { priority: stored.override.priority })]));
  api.use(
    http.get(`/api/issues/${id}`, () => HttpResponse.json(present())),
    http.patch(PATH, async ({ request }) => {
      const change = overrideChangeSchema.parse(await request.json());
      const ifMatch = request.headers.get("if-match");
      changes.push({ change, ifMatch });
      await delay(50);
      if (ifMatch !== `"${stored.version}"`) return refusal(412, "precondition_failed");
      store(change);
      return HttpResponse.json(present());
    }),
  );
});
afterEach(() => void toast.dismiss());

function present(): IssueDetail {
  const { override, version } = stored;
  return issueDetail(1, { override, etag: `"${version}"`, priority: override.priority });
}

function store(change: Partial<OverrideDto>): void {
  stored = { override: { ...stored.override, ...change }, version: stored.version + 1 };
}

function refusal(status: number, code: string) {
  const body = { type: "about:blank", title: "Refused", status, code, detail: "No.", request_id: "req-42", faults: [] };
  return HttpResponse.json(body, { status, headers: { "content-type": "application/problem+json" } });
}

const cell = (value: string) => screen.findByRole("button", { name: `Priority of ${shortOf(reference)}: ${value}` });
const shortOf = (text: string) => text.split("/").at(-1) ?? text;
const editor = () => screen.findByRole("dialog", { name: /^Priority of/ });
async function choose(words: string): Promise<void> {
  await user.click(within(await editor()).getByRole("button", { name: words }));
}

describe("a value that management sets", () => {
  test("is only a value to a viewer", async () => {
    show("/backlog", { editable: false });
    await screen.findByRole("link", { name: "Issue 1" });
    expect(screen.queryByRole("button", { name: /^(Priority|Status|Due) of/ })).not.toBeInTheDocument();
  });

  test("is changed in its cell at once, saved against what was seen, and taken back by Undo", async () => {
    renderAt(<Toaster />, { url: "/backlog" });
    show("/backlog", { editable: true });
    await user.click(await cell("3"));
    expect(await within(await editor()).findByRole("button", { name: "3, medium", pressed: true })).toHaveFocus();
    await user.keyboard("{ArrowUp}{ArrowUp}{Enter}");
    expect(await cell("1")).toBeVisible();
    expect(changes).toHaveLength(1);
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
    expect(changes).toEqual([{ change: { priority: 1 }, ifMatch: '"1"' }]);
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    expect(await cell("3")).toBeVisible();
    await waitFor(() => expect(stored.override.priority).toBe(3));
    expect(changes.at(-1)).toEqual({ change: { priority: 3 }, ifMatch: '"2"' });
  });

  test("that is refused is put back, and the editor says why", async () => {
    show("/backlog", { editable: true });
    await user.click(await cell("3"));
    api.use(refuses(PATH, { status: 503, code: "unavailable", detail: "The database does not answer." }));
    await within(await editor()).findByRole("button", { name: "1, highest" });
    await choose("1, highest");
    expect(await within(await editor()).findByText(/The database does not answer/)).toBeVisible();
    expect(await screen.findByLabelText(`Priority of ${shortOf(reference)}: 3`)).toBeInTheDocument();
  });

  test("that somebody else has changed meanwhile is shown beside ours, and one decides", async () => {
    show("/backlog", { editable: true });
    await user.click(await cell("3"));
    await within(await editor()).findByRole("button", { name: "1, highest" });
    store({ priority: 5, updated_by: "Mira Maier" });
    await choose("1, highest");
    const conflict = await within(await editor()).findByRole("alert");
    expect(conflict).toHaveTextContent("Mira Maier changed this in the meantime");
    expect(conflict).toHaveTextContent("Theirs, saved5, lowestYours1, highest");
    await user.click(within(conflict).getByRole("button", { name: "Use mine" }));
    expect(await cell("1")).toBeVisible();
    await waitFor(() => expect(stored.override.priority).toBe(1));
  });
});
