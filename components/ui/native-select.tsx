import type { ComponentProps } from "react";
import { cn } from "@/lib/cn.ts";

/** The browser's own list of choices: nothing to load, and a phone opens its own wheel. */
export function NativeSelect({ className, ...props }: ComponentProps<"select">) {
  return (
    <select
      data-slot="native-select"
      className={cn(
        "h-8 min-w-0 rounded-md border border-input bg-card px-2 text-base text-ellipsis text-foreground disabled:opacity-50 aria-invalid:border-destructive phone:h-11 phone:text-lg",
        className,
      )}
      {...props}
    />
  );
}
