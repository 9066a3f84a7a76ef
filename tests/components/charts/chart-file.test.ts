import { expect, test } from "vitest";
import { chartCsv } from "@/components/charts/chart-file.ts";
import { day, table } from "./tables.ts";

const ORIGIN = "https://backtrak.example";

test("a file has the days, each value as it is, the whole address of each list, and what must be known of a row", () => {
  expect(chartCsv(table(), ORIGIN)).toBe(
    [
      "\uFEFFfrom,to,completed,completed_url,closed_not_done,closed_not_done_url,share,notes",
      "2026-11-20,2026-11-20,4,https://backtrak.example/backlog?a=1,1,https://backtrak.example/backlog?b=1,0.8,incomplete before 21 Nov 2026",
      "2026-11-21,2026-11-21,0,https://backtrak.example/backlog?a=2,0,https://backtrak.example/backlog?b=2,,",
      '2026-11-22,2026-11-22,1200,https://backtrak.example/backlog?a=3,3,"https://backtrak.example/backlog?b=3,4",0.9975,rules changed: Doing',
      "",
    ].join("\r\n"),
  );
});

test("a name that a spreadsheet would run is not run", () => {
  const row = day("2026-11-20", { file: { label: "=HYPERLINK(1)" } });
  const [, line] = chartCsv(table({ rows: [row] }), ORIGIN).split("\r\n");
  expect(line).toMatch(/^'=HYPERLINK\(1\),/);
});

test("rows that lead with different columns have all of them", () => {
  const rows = [day("2026-11-20", { file: { from_days: 0 } }), day("2026-11-21", { file: { to_days: 3 } })];
  const [header, first, second] = chartCsv({ ...table(), columns: [], rows }, ORIGIN).split("\r\n");
  expect([header, first, second]).toEqual(["\uFEFFfrom_days,to_days,notes", "0,,", ",3,"]);
});
