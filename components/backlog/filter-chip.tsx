import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn.ts";

type FilterChipProps = ComponentProps<"button"> & { label: string; setTo: string | null };

/** A filter's name and what it is set to; dashed while it is not set. */
export function FilterChip({ label, setTo, className, ...props }: FilterChipProps) {
  return (
    <button
      type="button"
      className={cn(
        "inline-flex h-7 max-w-72 min-w-0 items-center gap-1 rounded-full border border-dashed border-input bg-card px-2.5 text-sm text-muted-foreground hover:bg-accent hover:text-foreground data-popup-open:bg-accent",
        setTo !== null && "border-solid border-primary bg-selected text-foreground",
        className,
      )}
      {...props}
    >
      <span className="shrink-0">{label}</span>
      {setTo !== null && (
        <>
          <span className="sr-only">:</span>{" "}
          <span dir="auto" className="truncate font-medium">
            {setTo}
          </span>
        </>
      )}
      <ChevronDown aria-hidden className="size-3.5 shrink-0" />
    </button>
  );
}
