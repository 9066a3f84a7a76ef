import { expect, test } from "vitest";
import { issueLines, type ExportedIssue } from "@/lib/issues/csv.ts";

const ISSUE: ExportedIssue = {
  ...{ reference: "acme/shop#1", title: "Issue 1", status: "not_started", status_since: null, state: "opened" },
  ...{ priority: null, due: null, due_date: null, target_date: null, overdue: false, assignees: null, labels: null },
  ...{ milestone: null, weight: null, project: "acme/shop", author: null, created_at: null, updated_at: null },
  ...{ started_at: null, completed_at: null, closed_at: null, cycle_seconds: null, wip_since: null },
  ...{ issue_type: "issue", confidential: false, web_url: "https://gitlab.test/1", internal_notes: null },
};

const lineOf = (changes: Partial<ExportedIssue>, zone = "America/St_Johns") => {
  const { headers, lineOf: write } = issueLines({ role: "viewer" }, zone);
  const values = write({ ...ISSUE, ...changes })
    .trimEnd()
    .split(",");
  return Object.fromEntries(
    headers
      .trimEnd()
      .split(",")
      .map((name, at) => [name, values[at]]),
  );
};

test("an instant is a local time to the minute, on either side of a change of the clocks and at midnight", () => {
  const line = lineOf({
    created_at: new Date("2026-03-01T09:00:59.999Z"),
    updated_at: new Date("2026-07-01T02:30:00.000Z"),
    started_at: new Date("2026-12-31T23:59:00.000Z"),
    closed_at: null,
  });
  expect(line).toMatchObject({
    created_at: "2026-03-01 05:30",
    updated_at: "2026-07-01 00:00",
    started_at: "2026-12-31 20:29",
    closed_at: "",
  });
});

test("a plain date is no time: no zone touches it", () => {
  for (const zone of ["Pacific/Kiritimati", "Pacific/Pago_Pago"]) {
    const dates = { due: "2026-03-01", due_date: "2026-02-28", target_date: "2026-03-01" };
    expect(lineOf(dates, zone)).toMatchObject(dates);
  }
});

test("the cycle time is in days with two decimals", () => {
  const daysOf = (seconds: number | null) => lineOf({ cycle_seconds: seconds })["cycle_days"];
  expect([86_400, 302_400, 433, 0, null].map(daysOf)).toEqual(["1.00", "3.50", "0.01", "0.00", ""]);
});

test("notes have a column for those who may read them, even where a row had some for anybody else", () => {
  expect(Object.keys(lineOf({ internal_notes: "secret" }))).not.toContain("internal_notes");
  expect(JSON.stringify(lineOf({ internal_notes: "secret" }))).not.toContain("secret");
});
