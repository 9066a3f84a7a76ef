import { cn } from "@/lib/cn.ts";
import { safeColor, textColorOn } from "@/lib/color.ts";

type LabelPillProps = { title: string; color: string; className?: string };

/** A label in GitLab's colour; a scoped one (`workflow::in dev`) in two halves, as GitLab draws it, of which the scope gives way first. */
export function LabelPill({ title, color, className }: LabelPillProps) {
  const background = safeColor(color);
  const { scope, value } = splitScope(title);
  return (
    <span
      title={title}
      data-slot="label-pill"
      style={{ backgroundColor: background, color: textColorOn(background) }}
      className={cn(
        "inline-flex h-5 max-w-full min-w-0 items-center justify-center overflow-hidden rounded-full border border-foreground/15 align-middle text-xs",
        className,
      )}
    >
      <span dir="auto" className={cn("min-w-5 truncate pl-2", scope === null ? "pr-2" : "pr-1.5")}>
        {scope ?? value}
      </span>
      {scope !== null && (
        <span
          dir="auto"
          className="mr-px max-w-[80%] shrink-0 truncate rounded-r-full bg-card pr-2 pl-1.5 text-foreground"
        >
          <span className="sr-only">::</span>
          {value}
        </span>
      )}
    </span>
  );
}

/** GitLab splits at the last `::`; what stands before it is the scope. */
function splitScope(title: string): { scope: string | null; value: string } {
  const at = title.lastIndexOf("::");
  if (at <= 0 || at + 2 >= title.length) return { scope: null, value: title };
  return { scope: title.slice(0, at), value: title.slice(at + 2) };
}
