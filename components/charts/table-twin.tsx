import Link from "next/link";
import { cn } from "@/lib/cn.ts";
import { cellOf, type ChartCell, type ChartRow, type ChartTable } from "./chart-table.ts";

const LINK =
  "-mx-1.5 inline-flex min-h-6 min-w-6 items-center justify-end rounded-sm px-1.5 underline decoration-border underline-offset-4 hover:bg-accent hover:decoration-current phone:min-h-11 phone:min-w-11";

/** What a chart draws, as a table: a row a point, each value that counts something a link to its list. */
export function TableTwin({ table, className }: { table: ChartTable; className?: string }) {
  return (
    <table className={cn("w-full border-collapse text-sm", className)}>
      <caption className="py-1 text-left text-xs text-muted-foreground">{table.caption}</caption>
      <thead className="sticky top-0 bg-card print:static">
        <tr>
          <th scope="col" className="h-8 pr-3 text-left text-xs font-medium text-muted-foreground">
            {table.rowName}
          </th>
          {table.columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              className="h-8 pl-3 text-right text-xs font-medium text-muted-foreground last:pr-1.5"
            >
              {column.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <Row key={row.key} row={row} columns={table.columns.map((column) => column.key)} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, columns }: { row: ChartRow; columns: readonly string[] }) {
  const { name, notes = [] } = row;
  return (
    <tr className="border-t">
      <th scope="row" className="py-1 pr-3 text-left font-normal">
        {name}
        {notes.length > 0 && <span className="block text-xs text-muted-foreground">{notes.join(" · ")}</span>}
      </th>
      {columns.map((column) => (
        <td key={column} className="py-1 pl-3 text-right whitespace-nowrap tabular-nums last:pr-1.5">
          <Cell {...cellOf(row, column)} />
        </td>
      ))}
    </tr>
  );
}

function Cell({ words, href }: ChartCell) {
  if (href === null) return words;
  return (
    <Link href={href} prefetch={false} className={LINK}>
      {words}
    </Link>
  );
}
