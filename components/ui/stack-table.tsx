import type { ComponentProps } from "react";
import { cn } from "@/lib/cn.ts";

/*
 * A table whose rows become cards where its container, `@container/many` or `@container/few` by how wide its columns are together, is
 * too narrow; each cell has its column's name before it then. One markup for both, so the order is the same. The roles are said again
 * because another `display` takes them away.
 */

export function StackTable({ className, ...props }: ComponentProps<"table">) {
  return <table role="table" className={cn("w-full border-collapse text-sm stacked:block", className)} {...props} />;
}

export function StackHead({ className, ...props }: ComponentProps<"thead">) {
  return <thead role="rowgroup" className={cn("stacked:sr-only", className)} {...props} />;
}

export function StackBody({ className, ...props }: ComponentProps<"tbody">) {
  return <tbody role="rowgroup" className={cn("stacked:block [&>tr:last-child]:border-0", className)} {...props} />;
}

export function StackRow({ className, ...props }: ComponentProps<"tr">) {
  return (
    <tr
      role="row"
      className={cn(
        "border-b stacked:grid stacked:grid-cols-1 stacked:gap-x-6 stacked:gap-y-1 stacked:px-4 stacked:py-3 @min-[26rem]:stacked:grid-cols-2 @2xl:stacked:grid-cols-3",
        className,
      )}
      {...props}
    />
  );
}

type Aligned = { align?: "left" | "right" };

export function StackColumn({ align = "left", className, children, ...props }: ComponentProps<"th"> & Aligned) {
  return (
    <th
      role="columnheader"
      scope="col"
      className={cn(
        "h-9 px-3 align-middle text-xs font-medium whitespace-nowrap text-muted-foreground first:pl-4 last:pr-4",
        align === "right" ? "text-right" : "text-left",
        className,
      )}
      {...props}
    >
      {children}
    </th>
  );
}

type CellProps = ComponentProps<"td"> & Aligned & { label?: string; wide?: boolean };

/** `label` is the column's name again, seen on a card only; `wide` cells take a card's whole line. */
export function StackCell({ label, wide = false, align = "left", className, children, ...props }: CellProps) {
  return (
    <td
      role="cell"
      className={cn(
        "h-9 px-3 py-1 align-middle first:pl-4 last:pr-4",
        "stacked:flex stacked:h-auto stacked:max-w-none stacked:items-baseline stacked:justify-between stacked:gap-3 stacked:p-0 stacked:first:pl-0 stacked:last:pr-0",
        align === "right" && "text-right tabular-nums",
        wide && "stacked:col-span-full",
        className,
      )}
      {...props}
    >
      {label && (
        <span aria-hidden className="hidden shrink-0 text-xs text-muted-foreground stacked:inline">
          {label}
        </span>
      )}
      <div className={cn("min-w-0", !label && "stacked:w-full")}>{children}</div>
    </td>
  );
}
