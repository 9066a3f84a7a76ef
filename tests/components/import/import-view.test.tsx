import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeEach, describe, expect, test } from "vitest";
import { ImportView } from "@/components/import/import-view.tsx";
import { importBodySchema, type ImportReport, type ImportRequest, type ReportRow } from "@/lib/import/schema.ts";
import { renderAt } from "@/tests/support/components.tsx";
import { ownApi, refuses } from "@/tests/support/own-api.ts";

const api = ownApi();
const PATH = "/api/overrides/import";
const TEXT = "Issue,Status,Priority\nacme/shop#1,doing,1\nacme/shop#9,parked,1\n";
const ID = "0b1f6a52-4c0e-4f6b-9a4c-2f6f8f1f0a01";

const plain: ReportRow = {
  ...{ row: 2, kind: "changed", name: "acme/shop#1", version: '"7"', faults: [], candidates: [], repeats: null },
  issue: { id: ID, reference: "acme/shop#1", title: "Payment" },
  changes: [{ field: "priority", from: null, to: "1" }],
  ambiguous_date: null,
};
const lost: ReportRow = {
  ...plain,
  row: 3,
  kind: "not_found",
  name: "acme/shop#9",
  issue: null,
  version: null,
  changes: [],
};

let asked: { dryRun: string | null; body: ImportRequest }[];

beforeEach(() => {
  asked = [];
  api.use(
    http.post(PATH, async ({ request }) => {
      const body = importBodySchema.parse(await request.json());
      const dryRun = new URL(request.url).searchParams.get("dry_run");
      asked.push({ dryRun, body });
      const applied = dryRun === "false" ? { at: "2026-11-24T10:00:00.000Z", by: "mira@acme.test" } : null;
      return HttpResponse.json({ ...report(body), applied });
    }),
  );
});

function report({ file_name, reading }: Pick<ImportRequest, "file_name" | "reading">): ImportReport {
  const columns = { issue: 0, project: null, internal_status: 1, priority: 2, target_date: null, internal_notes: null };
  const guessed = { find_by: "reference", columns, date_format: "iso", words: {}, empty_clears: false } as const;
  const settled = reading ?? guessed;
  return {
    file_name,
    columns: ["Issue", "Status", "Priority"].map((name) => ({ name, examples: [`${name} 1`] })),
    reading: settled,
    words: [{ word: "parked", rows: 1, meaning: reading?.words["parked"] ?? null }],
    counts: { changed: 1, unchanged: 0, not_found: 1, ambiguous: 0, bad_value: 0, repeated: 0 },
    rows: [plain, lost],
    applied: null,
  };
}

async function open() {
  renderAt(<ImportView />, { url: "/import" });
  await userEvent.upload(screen.getByLabelText("Choose a file"), new File([TEXT], "old.csv", { type: "text/csv" }));
  return screen.findByRole("table", { name: "Row by row" });
}

describe("an import", () => {
  test("looks at a file first: what would change, and what is in the way", async () => {
    const table = await open();
    expect(asked).toEqual([{ dryRun: "true", body: { file_name: "old.csv", text: TEXT, leave_out_faulty: false } }]);
    expect(within(table).getByRole("row", { name: /^2 Would change acme\/shop#1 Payment/ })).toHaveTextContent(
      "Priority: none becomes → 1, highest",
    );
    expect(within(table).getByRole("row", { name: /^3 Not found acme\/shop#9/ })).toHaveTextContent(
      "No issue of this name",
    );
    await userEvent.click(screen.getByRole("button", { name: "Not found 1" }));
    expect(within(table).queryByText(/Payment/)).not.toBeInTheDocument();
  });

  test("reads a column or a word as one says", async () => {
    await open();
    await userEvent.selectOptions(screen.getByLabelText("Notes"), "Priority");
    await waitFor(() => expect(asked.at(-1)?.body.reading?.columns.internal_notes).toBe(2));
    await userEvent.selectOptions(await screen.findByLabelText("What parked means"), "Blocked");
    await waitFor(() => expect(asked.at(-1)?.body.reading?.words).toEqual({ parked: "blocked" }));
    expect(asked.every(({ dryRun }) => dryRun === "true")).toBe(true);
  });

  test("is applied as it was looked at, once the faulty rows are left out", async () => {
    await open();
    const apply = screen.getByRole("button", { name: "Change 1 issue" });
    expect(apply).toBeDisabled();
    await userEvent.click(screen.getByLabelText(/^Leave out the row/));
    await userEvent.click(apply);
    expect(await screen.findByText("1 issue changed.")).toBeVisible();
    expect(asked.at(-1)).toMatchObject({
      dryRun: "false",
      body: { text: TEXT, leave_out_faulty: true, versions: { [ID]: '"7"' } },
    });
    expect(screen.queryByRole("button", { name: /^Change 1/ })).not.toBeInTheDocument();
  });

  test("that is refused says why, and keeps the report", async () => {
    await open();
    api.use(refuses(PATH, { status: 412, code: "precondition_failed", detail: "Changed since the dry run: row 2." }));
    await userEvent.click(screen.getByLabelText(/^Leave out the row/));
    await userEvent.click(screen.getByRole("button", { name: "Change 1 issue" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("Changed since the dry run: row 2.");
    expect(screen.getByRole("table", { name: "Row by row" })).toBeVisible();
  });

  test("takes cells that were copied, and files that are dropped", async () => {
    renderAt(<ImportView />, { url: "/import" });
    await userEvent.click(screen.getByLabelText(/^Or cells that you copied/));
    await userEvent.paste("Issue\tPriority\nacme/shop#1\t1");
    await userEvent.click(screen.getByRole("button", { name: "Look at them" }));
    await screen.findByRole("table", { name: "Row by row" });
    expect(asked.at(-1)?.body).toMatchObject({ file_name: "Pasted cells", text: "Issue\tPriority\nacme/shop#1\t1" });
    await userEvent.click(screen.getByRole("button", { name: "Another sheet" }));
    const files = [new File([TEXT], "dropped.csv")];
    fireEvent.drop(screen.getByText(/Drop it here/), { dataTransfer: { files } });
    await screen.findByRole("table", { name: "Row by row" });
    expect(asked.at(-1)?.body.file_name).toBe("dropped.csv");
  });

  test("of what is no table says so, and another sheet can be opened", async () => {
    api.use(refuses(PATH, { status: 400, code: "invalid_request", detail: "The file has no head." }));
    renderAt(<ImportView />, { url: "/import" });
    await userEvent.upload(screen.getByLabelText("Choose a file"), new File([""], "empty.csv"));
    expect(await screen.findByRole("alert")).toHaveTextContent("The file has no head.");
    await userEvent.click(screen.getByRole("button", { name: "Another sheet" }));
    expect(screen.getByLabelText("Choose a file")).toBeInTheDocument();
  });

  test("without a single row says why, and offers nothing to apply", async () => {
    const nameless = { issue: null, project: 0, internal_status: null, priority: null, target_date: null };
    api.use(
      http.post(PATH, async ({ request }) => {
        const { reading, ...whole } = report(importBodySchema.parse(await request.json()));
        const columns = { ...nameless, internal_notes: null };
        return HttpResponse.json({
          ...{ ...whole, columns: [{ name: "Project", examples: [] }], rows: [], words: [] },
          reading: { ...reading, columns },
        });
      }),
    );
    renderAt(<ImportView />, { url: "/import" });
    await userEvent.upload(screen.getByLabelText("Choose a file"), new File([TEXT], "old.csv"));
    expect(await screen.findByText("No column is known to name the issues")).toBeVisible();
    expect(screen.getByLabelText("Project")).toHaveAccessibleDescription("its cells are empty");
    expect(screen.getByLabelText("Notes")).toHaveAccessibleDescription("not in the sheet");
    expect(screen.queryByRole("button", { name: /^Change/ })).not.toBeInTheDocument();
  });

  test("of a workbook asks for a CSV file, without sending it", async () => {
    renderAt(<ImportView />, { url: "/import" });
    await userEvent.upload(screen.getByLabelText("Choose a file"), new File(["PK\u0000"], "old.csv"));
    expect(await screen.findByRole("alert")).toHaveTextContent("old.csv is no text file. Save it as CSV first.");
    expect(asked).toEqual([]);
  });
});
