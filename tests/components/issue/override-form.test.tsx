import { useQuery } from "@tanstack/react-query";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";

import { toast } from "sonner";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { issueOptions } from "@/components/issue/issue-query.ts";
import { OverrideForm } from "@/components/issue/override-form.tsx";
import { StatusPill } from "@/components/issue/status-pill.tsx";
import type { IssueDetail, OverrideDto } from "@/lib/issues/schema.ts";
import { overrideChangeSchema } from "@/lib/overrides/schema.ts";
import { Toaster } from "@/components/ui/toaster.tsx";
import { createTestQueryClient, renderAt } from "@/tests/support/components.tsx";
import { issueDetail } from "@/tests/support/issue-dto.ts";
import { ownApi } from "@/tests/support/own-api.ts";

const api = ownApi();
const { id } = issueDetail(12);
const PATH = `/api/issues/${id}/override`;

/** The override as the server has it; `version` moves with each change, whoever makes it. */
let stored: { override: OverrideDto; version: number };
let changes: { body: unknown; ifMatch: string | null }[];

beforeEach(() => {
  stored = { override: issueDetail(12).override, version: 1 };
  changes = [];
  api.use(
    http.get(`/api/issues/${id}`, () => HttpResponse.json(present())),
    http.patch(PATH, async ({ request }) => {
      const body = overrideChangeSchema.parse(await request.json());
      const ifMatch = request.headers.get("if-match");
      changes.push({ body, ifMatch });
      if (ifMatch !== `"${stored.version}"`) return problem(412, "precondition_failed");
      store(body);
      return HttpResponse.json(present());
    }),
  );
});

// Toasts outlive the page they stood on.
afterEach(() => void toast.dismiss());

function present(): IssueDetail {
  const { override, version } = stored;
  return issueDetail(12, { override, etag: `"${version}"`, status: override.internal_status ?? "not_started" });
}

function store(change: Partial<OverrideDto>): void {
  stored = { override: { ...stored.override, ...change }, version: stored.version + 1 };
}

function problem(status: number, code: string, faults: { field: string; message: string }[] = []) {
  const body = {
    type: "about:blank",
    title: "Refused",
    status,
    code,
    detail: "It was refused.",
    request_id: "req-42",
    faults,
  };
  return HttpResponse.json(body, { status, headers: { "content-type": "application/problem+json" } });
}

function Form() {
  const { data } = useQuery(issueOptions(id));
  return data ? (
    <>
      <StatusPill status={data.status} />
      <OverrideForm issue={data} />
      <Toaster />
    </>
  ) : null;
}

async function show() {
  const queryClient = createTestQueryClient();
  queryClient.setQueryData(issueOptions(id).queryKey, present());
  renderAt(<Form />, { queryClient });
  await screen.findByLabelText("Priority");
}

const field = (name: string) => screen.getByLabelText(name);

describe("a field", () => {
  test("saves what is chosen against the version that was seen, and shows it at once", async () => {
    await show();
    await userEvent.selectOptions(field("Status override"), "Blocked");
    expect(screen.getByText("Blocked", { selector: "span" })).toBeVisible();
    await waitFor(() => expect(changes).toEqual([{ body: { internal_status: "blocked" }, ifMatch: '"1"' }]));
    expect(await screen.findByText("Status override: Blocked")).toBeVisible();
  });

  test("is cleared by its empty choice", async () => {
    store({ priority: 2 });
    await show();
    await userEvent.selectOptions(field("Priority"), "None");
    await waitFor(() => expect(changes.at(-1)?.body).toEqual({ priority: null }));
  });

  test("is taken back by the undo of its toast", async () => {
    store({ priority: 2 });
    await show();
    await userEvent.selectOptions(field("Priority"), "1, highest");
    await userEvent.click(await screen.findByRole("button", { name: "Undo" }));
    await waitFor(() => expect(stored.override.priority).toBe(2));
    await waitFor(() => expect(field("Priority")).toHaveDisplayValue("2, high"));
  });

  test("follows another at once without meeting its own earlier change as a conflict", async () => {
    await show();
    await userEvent.selectOptions(field("Priority"), "1, highest");
    await userEvent.selectOptions(field("Status override"), "Blocked");
    await waitFor(() => expect(stored.override).toMatchObject({ priority: 1, internal_status: "blocked" }));
    expect(screen.queryByRole("alert")).not.toBeInTheDocument();
  });
});

describe("the target date", () => {
  test("is saved on leaving the field, not while it is typed", async () => {
    await show();
    await userEvent.type(field("Target date"), "2026-04-01");
    expect(changes).toEqual([]);
    await userEvent.tab();
    await waitFor(() => expect(changes).toEqual([{ body: { target_date: "2026-04-01" }, ifMatch: '"1"' }]));
  });

  test("is let go with Escape", async () => {
    await show();
    await userEvent.type(field("Target date"), "2026-04-01{Escape}");
    await userEvent.tab();
    expect(field("Target date")).toHaveValue("");
    expect(changes).toEqual([]);
  });
});

describe("notes", () => {
  test("are saved by their button, which is there only while there is something to save", async () => {
    await show();
    expect(screen.queryByRole("button", { name: "Save notes" })).not.toBeInTheDocument();
    await userEvent.type(field("Notes"), "  Call the bank.  ");
    await userEvent.click(screen.getByRole("button", { name: "Save notes" }));
    await waitFor(() => expect(stored.override.internal_notes).toBe("Call the bank."));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Save notes" })).not.toBeInTheDocument());
    expect(field("Notes")).toHaveValue("Call the bank.");
  });

  test("stay as they were typed when they could not be saved, with what is wrong beneath", async () => {
    api.use(
      http.patch(PATH, () =>
        problem(400, "invalid_request", [{ field: "body.internal_notes", message: "is too long" }]),
      ),
    );
    await show();
    await userEvent.type(field("Notes"), "A long story");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    expect(await screen.findByRole("alert")).toHaveTextContent("This is too long.");
    expect(field("Notes")).toHaveValue("A long story");
    expect(field("Notes")).toBeInvalid();
    expect(field("Notes")).toHaveAccessibleDescription("This is too long.");
  });

  test("that are discarded are gone", async () => {
    await show();
    await userEvent.type(field("Notes"), "x");
    await userEvent.click(screen.getByRole("button", { name: "Discard" }));
    expect(field("Notes")).toHaveValue("");
  });
});

describe("a save that fails", () => {
  test("is taken back, and says why with the request's id", async () => {
    api.use(http.patch(PATH, () => problem(503, "unavailable")));
    await show();
    await userEvent.selectOptions(field("Priority"), "1, highest");
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent("This was not saved");
    expect(alert).toHaveTextContent("req-42");
    expect(field("Priority")).toHaveDisplayValue("None");
  });
});

describe("somebody else's change in the meantime", () => {
  test("of another field does not stand in the way", async () => {
    await show();
    store({ internal_notes: "theirs" });
    await userEvent.selectOptions(field("Priority"), "1, highest");
    await waitFor(() => expect(stored.override).toMatchObject({ priority: 1, internal_notes: "theirs" }));
    expect(changes.map(({ ifMatch }) => ifMatch)).toEqual(['"1"', '"2"']);
    expect(screen.queryByRole("alert")).not.toBeInTheDocument();
  });

  test("of the same field shows both values; theirs stands until one is chosen", async () => {
    await show();
    store({ priority: 4, updated_by: "Mia" });
    await userEvent.selectOptions(field("Priority"), "1, highest");
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent("Mia changed this in the meantime");
    expect(alert).toHaveTextContent("4, low");
    expect(alert).toHaveTextContent("1, highest");
    expect(stored.override.priority).toBe(4);
    expect(field("Priority")).toHaveDisplayValue("4, low");
    await userEvent.click(within(alert).getByRole("button", { name: "Use mine" }));
    await waitFor(() => expect(stored.override.priority).toBe(1));
    await waitFor(() => expect(screen.queryByRole("alert")).not.toBeInTheDocument());
  });

  test("of notes that were being written keeps both, until theirs is kept", async () => {
    await show();
    await userEvent.type(field("Notes"), "mine");
    store({ internal_notes: "theirs" });
    await userEvent.click(screen.getByRole("button", { name: "Save notes" }));
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent("theirs");
    expect(field("Notes")).toHaveValue("mine");
    await userEvent.click(within(alert).getByRole("button", { name: "Keep theirs" }));
    expect(field("Notes")).toHaveValue("theirs");
    expect(stored.override.internal_notes).toBe("theirs");
    expect(screen.queryByRole("alert")).not.toBeInTheDocument();
  });
});
