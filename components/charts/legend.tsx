import type { ChartSeries } from "./chart-table.ts";
import { Swatch } from "./swatch.tsx";

/** `faint` says what the lighter points and dashed edges mean, where there are any. */
type LegendProps = { series: readonly ChartSeries[]; faint?: string | null; marks?: string | null };

/** What the looks of a chart mean. It keeps its line while nothing is known. */
export function Legend({ series, faint, marks }: LegendProps) {
  return (
    <ul className="flex min-h-6 flex-wrap items-center gap-x-4 gap-y-1 text-xs text-muted-foreground">
      {series.map(({ key, name, color, look }) => (
        <li key={key} className="flex items-center gap-1.5">
          <Swatch color={color} look={look} />
          {name}
        </li>
      ))}
      {faint && (
        <li className="flex items-center gap-1.5">
          <svg aria-hidden width="12" height="12" className="shrink-0">
            <rect {...FAINT_BOX} />
          </svg>
          {faint}
        </li>
      )}
      {marks && (
        <li className="flex items-center gap-1.5">
          <svg aria-hidden width="4" height="14" className="shrink-0">
            <line x1="2" x2="2" y1="0" y2="14" stroke="currentColor" strokeDasharray="3 3" />
          </svg>
          {marks}
        </li>
      )}
    </ul>
  );
}

const FAINT_BOX = {
  ...{ x: 0.5, y: 0.5, width: 11, height: 11 },
  ...{ fill: "currentColor", fillOpacity: 0.2, stroke: "currentColor", strokeDasharray: "3 2" },
};
