import type { Paint } from "./chart-table.ts";

type MarkerProps = Paint & { x: number; y: number; hollow?: boolean };

const SIZE = 3.5;

/** A point of a line: a circle, a square or a diamond. A hollow one is not known whole. */
export function Marker({ look, color, x, y, hollow = false }: MarkerProps) {
  const paint = { fill: hollow ? "var(--card)" : color, stroke: color, strokeWidth: 1.5 };
  if (look === "line") return <circle cx={x} cy={y} r={SIZE} {...paint} />;
  const square = { x: x - SIZE, y: y - SIZE, width: 2 * SIZE, height: 2 * SIZE, ...paint };
  return <rect {...square} transform={look === "dotted" ? `rotate(45 ${x} ${y})` : undefined} />;
}
