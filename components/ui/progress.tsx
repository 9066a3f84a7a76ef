import { cn } from "@/lib/cn.ts";

type ProgressProps = { value: number; max: number | null; label: string; className?: string };

/**
 * How far something is. `max` null or 0: it moves, but nobody knows how far it has to go: a pale bar.
 * The bar is drawn, not styled, so that a server-rendered one needs no inline style.
 */
export function Progress({ value, max, label, className }: ProgressProps) {
  const percent = max === null || max <= 0 ? null : Math.min(100, Math.max(0, (value / max) * 100));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent === null ? undefined : Math.round(percent)}
      data-slot="progress"
      className={cn("h-1.5 w-full overflow-hidden rounded-full bg-border", className)}
    >
      <svg aria-hidden className="size-full" preserveAspectRatio="none" viewBox="0 0 100 1">
        <rect
          className={cn(percent === null ? "animate-pulse fill-status-in-progress/40" : "fill-status-in-progress")}
          width={percent ?? 100}
          height="1"
        />
      </svg>
    </div>
  );
}
