type SparkLineProps = { values: readonly number[]; label: string; className?: string };

const WIDTH = 100;
const HEIGHT = 24;
const MARGIN = 3;

/** How a figure went, in the colour of the text around it: a line and its last point. `label` says it in words. */
export function SparkLine({ values, label, className = "h-6 w-full" }: SparkLineProps) {
  const points = placed(values);
  const last = points.at(-1);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <polyline
        points={points.map(({ x, y }) => `${x},${y}`).join(" ")}
        strokeWidth={1.5}
        vectorEffect="non-scaling-stroke"
      />
      {/* A dot that stays round however the line is stretched. */}
      {last && <path d={`M${last.x} ${last.y}h0`} strokeWidth={5} vectorEffect="non-scaling-stroke" />}
    </svg>
  );
}

/** From 0 at the foot, or the least where that is negative, to the greatest at the top. */
function placed(values: readonly number[]): { x: number; y: number }[] {
  const least = Math.min(0, ...values);
  const span = Math.max(...values, 0) - least || 1;
  const step = values.length < 2 ? 0 : (WIDTH - 2 * MARGIN) / (values.length - 1);
  return values.map((value, place) => ({
    x: rounded(MARGIN + place * step),
    y: rounded(HEIGHT - MARGIN - ((value - least) / span) * (HEIGHT - 2 * MARGIN)),
  }));
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
