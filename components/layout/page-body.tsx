import type { ComponentProps } from "react";
import { cn } from "@/lib/cn.ts";

/** One column of content: at most 1,600 px, a gutter of 24, 16 on a phone. A table that takes all does without. */
export function PageBody({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      className={cn("mx-auto flex w-full max-w-[100rem] flex-col gap-4 px-6 py-4 phone:px-4", className)}
      {...props}
    />
  );
}
