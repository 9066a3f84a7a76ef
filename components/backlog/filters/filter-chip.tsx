import { ChevronDown, X } from "lucide-react";
import type { ComponentProps, KeyboardEvent } from "react";
import { cn } from "@/lib/cn.ts";

type FilterChipProps = ComponentProps<"button"> & { label: string; setTo: string | null; onRemove: () => void };

/** A filter's name and what it is set to, dashed while it is not set; a cross, or Delete on the chip, lets it go. */
export function FilterChip({ label, setTo, onRemove, className, ...props }: FilterChipProps) {
  const isSet = setTo !== null;
  return (
    <span
      className={cn(
        "inline-flex h-7 max-w-80 min-w-0 items-center rounded-full border border-dashed border-input bg-card text-sm text-muted-foreground has-data-popup-open:bg-accent",
        isSet && "border-solid border-primary bg-selected text-foreground",
        className,
      )}
    >
      <button
        type="button"
        onKeyDown={(event) => {
          if (isSet && isRemoval(event)) onRemove();
        }}
        className={cn(
          "inline-flex h-full min-w-0 items-center gap-1 rounded-full pl-2.5 hover:text-foreground",
          isSet ? "pr-1" : "pr-2.5 hover:bg-accent",
        )}
        {...props}
      >
        <span className="shrink-0">{label}</span>
        {isSet && (
          <>
            <span className="sr-only">:</span>{" "}
            <span dir="auto" className="truncate font-medium">
              {setTo}
            </span>
          </>
        )}
        <ChevronDown aria-hidden className="size-3.5 shrink-0" />
      </button>
      {isSet && <RemoveButton label={label} onRemove={onRemove} />}
    </span>
  );
}

function RemoveButton({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <button
      type="button"
      aria-label={`Remove ${label.toLowerCase()}`}
      title="Remove"
      onClick={onRemove}
      className="inline-flex h-full w-6 shrink-0 items-center justify-center rounded-full text-muted-foreground hover:text-foreground"
    >
      <X aria-hidden className="size-3.5" />
    </button>
  );
}

function isRemoval({ key }: KeyboardEvent): boolean {
  return key === "Delete" || key === "Backspace";
}
