import type { ComponentProps } from "react";
import { cn } from "@/lib/cn.ts";

/** A field of several lines that grows with its text. */
export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return (
    <textarea
      data-slot="textarea"
      className={cn(
        "field-sizing-content min-h-16 w-full rounded-md border border-input bg-card px-2.5 py-1.5 text-base text-foreground placeholder:text-muted-foreground disabled:opacity-50 aria-invalid:border-destructive phone:text-lg",
        className,
      )}
      {...props}
    />
  );
}
