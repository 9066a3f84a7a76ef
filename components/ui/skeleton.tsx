import type { ComponentProps } from "react";
import { cn } from "@/lib/cn.ts";

/** A place that is being filled. Give it the final size, so that nothing jumps. */
export function Skeleton({ className, ...props }: ComponentProps<"div">) {
  return (
    <div aria-hidden data-slot="skeleton" className={cn("animate-pulse rounded-sm bg-muted", className)} {...props} />
  );
}
