import type { ChartRow, ChartTable } from "@/components/charts/chart-table.ts";
import type { Engineers } from "@/lib/dashboard/schema.ts";
import { incompleteWords } from "@/lib/definitions/wording.ts";
import { COUNTS, nameOf } from "./engineers-columns.ts";
import { countCell } from "./figure-cells.ts";
import { periodWords } from "./period-words.ts";

/** What the file of a row of nobody, or of all, has in place of a user name. */
type Named = { username: string | null; name: string };

/** The table as its file holds it: in the order of the answer, all once as the last row. */
export function engineersFile(data: Engineers): { table: ChartTable; fileName: string } {
  const rows = data.rows.map((row) =>
    fileRow(row, { username: row.person?.username ?? null, name: nameOf(row) }, data),
  );
  const { from, to } = data.period;
  return {
    table: {
      caption: `Tasks per engineer, completed ${periodWords(data.period)}`,
      rowName: "Engineer",
      columns: COUNTS.map(({ key, words }) => ({ key, name: words, hasLists: true })),
      rows: [...rows, fileRow(data.total, { username: null, name: ALL }, data)],
    },
    fileName: `backtrak-tasks-per-engineer-${from}-${to}.csv`,
  };
}

/** What the row of all is called. */
export const ALL = "All, each once";

function fileRow(row: Engineers["total"], named: Named, { incomplete_before: incomplete }: Engineers): ChartRow {
  const { oldest, approximate, unknown_start: unknown } = row;
  return {
    key: named.username ?? ` ${named.name}`,
    tick: named.name,
    name: named.name,
    notes: incomplete === null ? [] : [`completed is ${incompleteWords(incomplete)}`],
    file: {
      ...named,
      oldest: oldest?.reference ?? null,
      oldest_since: oldest?.wip_since ?? null,
      unknown_start: unknown.value,
      completed_approximately: approximate,
    },
    cells: Object.fromEntries(COUNTS.map(({ key }) => [key, countCell(row[key])])),
  };
}
