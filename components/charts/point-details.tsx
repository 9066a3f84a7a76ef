import { cellOf, type ChartSeries, type ChartTable } from "./chart-table.ts";
import { Swatch } from "./swatch.tsx";

type PointDetailsProps = { table: ChartTable; series: readonly ChartSeries[]; rowKey: string | number | undefined };

/** What a table's row says, beside its point. Read out when the keys reach it. */
export function PointDetails({ table, series, rowKey }: PointDetailsProps) {
  const row = table.rows.find(({ key }) => key === rowKey);
  if (!row) return null;
  return (
    <div
      role="status"
      className="max-w-72 rounded-md border bg-popover px-3 py-2 text-xs text-popover-foreground shadow-md"
    >
      <p className="font-medium">{row.name}</p>
      <ul className="mt-1">
        {table.columns.map(({ key, name }) => {
          const drawn = series.find((one) => one.key === key);
          const paint = drawn && (row.paint ?? drawn);
          return (
            <li key={key} className="flex items-center gap-2">
              <span className="w-5 shrink-0">{paint && <Swatch color={paint.color} look={paint.look} />}</span>
              <span className="flex-1 text-muted-foreground">{name}</span>
              <span className="pl-3 tabular-nums">{cellOf(row, key).words}</span>
            </li>
          );
        })}
      </ul>
      {row.notes?.map((note) => (
        <p key={note} className="mt-1 text-muted-foreground">
          {note}
        </p>
      ))}
    </div>
  );
}
