"use client";

import { ChevronDown, X } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { cn } from "@/lib/cn.ts";

type FilterSectionProps = {
  label: string;
  value: string | null;
  startsOpen?: boolean;
  /** Lets the filter go; absent where there is nothing to let go. */
  onRemove?: () => void;
  /** Made only while the section is open: each may ask the server. */
  children: () => ReactNode;
};

/** One filter in the drawer, folded until it is touched. */
export function FilterSection({ label, value, startsOpen = false, onRemove, children }: FilterSectionProps) {
  const [open, setOpen] = useState(startsOpen);
  const id = useId();
  return (
    <div className="border-b last:border-b-0">
      <div className="flex">
        <button
          type="button"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => setOpen(!open)}
          className="flex min-h-11 min-w-0 flex-1 items-center gap-2 px-4 py-2 text-left text-base -outline-offset-2"
        >
          <span className="shrink-0 font-medium">{label}</span>
          {value !== null && (
            <>
              <span className="sr-only">:</span>{" "}
              <span dir="auto" className="truncate text-sm text-muted-foreground">
                {value}
              </span>
            </>
          )}
          <ChevronDown
            aria-hidden
            className={cn("ml-auto size-4 shrink-0 text-muted-foreground transition-transform", open && "rotate-180")}
          />
        </button>
        {onRemove && value !== null && (
          <button
            type="button"
            aria-label={`Remove ${label.toLowerCase()}`}
            onClick={onRemove}
            className="inline-flex size-11 shrink-0 items-center justify-center text-muted-foreground"
          >
            <X aria-hidden className="size-4" />
          </button>
        )}
      </div>
      {open && (
        <div id={id} className="px-4 pb-3">
          {children()}
        </div>
      )}
    </div>
  );
}
