import { cn } from "@/lib/cn.ts";
import type { LabelDto } from "@/lib/issues/schema.ts";
import { LabelPill } from "./label-pill.tsx";

/** A title up to this long is never cut: a few letters and dots would say nothing. */
const SHORT_CHARACTERS = 12;

/** At most `most` labels, and how many more there are; their names on hover. */
export function LabelList({
  labels,
  most = 3,
  className,
}: {
  labels: readonly LabelDto[];
  most?: number;
  className?: string;
}) {
  if (labels.length === 0) return null;
  const rest = labels.slice(most).map(({ title }) => title);
  return (
    <span className={cn("flex min-w-0 items-center gap-1", className)}>
      {labels.slice(0, most).map((label) => (
        <LabelPill
          key={label.id}
          title={label.title}
          color={label.color}
          className={label.title.length <= SHORT_CHARACTERS ? "shrink-0" : "max-w-36 min-w-14"}
        />
      ))}
      {rest.length > 0 && (
        <span title={rest.join(", ")} className="shrink-0 text-xs text-muted-foreground tabular-nums">
          <span aria-hidden>+{rest.length}</span>
          <span className="sr-only">and {rest.join(", ")}</span>
        </span>
      )}
    </span>
  );
}
