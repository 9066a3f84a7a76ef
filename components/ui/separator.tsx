import type { ComponentProps } from "react";
import { cn } from "@/lib/cn.ts";

type SeparatorProps = ComponentProps<"div"> & { orientation?: "horizontal" | "vertical" };

/** A hairline between things. For the eye alone: it is not announced. */
export function Separator({ className, orientation = "horizontal", ...props }: SeparatorProps) {
  const shape = orientation === "horizontal" ? "h-px w-full" : "h-full w-px";
  return <div role="none" data-slot="separator" className={cn("shrink-0 bg-border", shape, className)} {...props} />;
}
