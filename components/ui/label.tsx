import type { ComponentProps } from "react";
import { cn } from "@/lib/cn.ts";

/** The name of a field. Give it `htmlFor`, or put the field inside. */
export function Label({ className, ...props }: ComponentProps<"label">) {
  return (
    // oxlint-disable-next-line jsx-a11y/label-has-associated-control -- the caller associates it
    <label
      data-slot="label"
      className={cn("flex items-center gap-2 text-sm font-medium select-none", className)}
      {...props}
    />
  );
}
