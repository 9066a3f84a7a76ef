import type { ComponentProps } from "react";
import { cn } from "@/lib/cn.ts";

/** Without it a browser takes years of six digits, which are no date to anybody else. */
const LAST_DAY = "9999-12-31";

/** A single-line field. On a phone its text is 16 px, so that iOS does not zoom into it. */
export function Input({ className, type = "text", max, ...props }: ComponentProps<"input">) {
  return (
    <input
      data-slot="input"
      type={type}
      max={max ?? (type === "date" ? LAST_DAY : undefined)}
      className={cn(
        "h-8 w-full min-w-0 rounded-md border border-input bg-card px-2.5 text-base text-foreground placeholder:text-muted-foreground disabled:opacity-50 aria-invalid:border-destructive phone:h-11 phone:text-lg",
        className,
      )}
      {...props}
    />
  );
}
