import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";

type FilterSectionProps = { label: string; value: string | null; open?: boolean; children: ReactNode };

/** One filter in the drawer. */
export function FilterSection({ label, value, open, children }: FilterSectionProps) {
  return (
    <details open={open} className="group/section border-b last:border-b-0">
      <summary className="flex min-h-11 items-center gap-2 px-4 py-2 text-base marker:content-none">
        <span className="shrink-0 font-medium">{label}</span>
        <span dir="auto" className="ml-auto truncate text-sm text-muted-foreground">
          {value}
        </span>
        <ChevronDown
          aria-hidden
          className="size-4 shrink-0 text-muted-foreground transition-transform group-open/section:rotate-180"
        />
      </summary>
      <div className="px-4 pb-3">{children}</div>
    </details>
  );
}
