import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn.ts";

/** The classes of a badge. The variants but the first three carry the product's meanings (globals.css). */
export const badgeVariants = cva(
  "inline-flex h-5 w-fit shrink-0 items-center gap-1 rounded-full px-2 text-xs font-medium whitespace-nowrap [&_svg]:size-3 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        default: "bg-muted text-foreground",
        primary: "bg-selected text-primary",
        outline: "border text-foreground",
        neutral: "bg-status-not-started-soft text-status-not-started",
        info: "bg-status-in-progress-soft text-status-in-progress",
        warning: "bg-status-blocked-soft text-status-blocked",
        success: "bg-status-completed-soft text-status-completed",
        slate: "bg-status-closed-not-done-soft text-status-closed-not-done",
        danger: "bg-status-overdue-soft text-status-overdue",
      },
    },
    defaultVariants: { variant: "default" },
  },
);

export function Badge({ className, variant, ...props }: ComponentProps<"span"> & VariantProps<typeof badgeVariants>) {
  return <span data-slot="badge" className={cn(badgeVariants({ variant }), className)} {...props} />;
}
