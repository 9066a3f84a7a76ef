"use client";

import type { ComponentProps } from "react";
import { cn } from "@/lib/cn.ts";

type CheckboxProps = Omit<ComponentProps<"input">, "type" | "onChange"> & {
  onCheckedChange?: (checked: boolean) => void;
  indeterminate?: boolean;
};

/**
 * A checkbox. The browser's own input, painted: a table has hundreds of them, and each needs neither a hidden twin nor
 * an inline style. Its label belongs to the caller (`aria-label`, or a `Label` round it).
 */
export function Checkbox({ className, onCheckedChange, indeterminate = false, ...props }: CheckboxProps) {
  return (
    <span className={cn("relative inline-flex size-4 shrink-0", className)}>
      <input
        ref={(input) => {
          if (input) input.indeterminate = indeterminate;
        }}
        data-slot="checkbox"
        type="checkbox"
        className="peer size-4 cursor-pointer appearance-none rounded-sm border border-input bg-card checked:border-primary checked:bg-primary indeterminate:border-primary indeterminate:bg-primary disabled:cursor-default disabled:opacity-50"
        onChange={(event) => onCheckedChange?.(event.currentTarget.checked)}
        {...props}
      />
      <Mark path="M3.5 8.5l3 3 6-7" className="peer-checked:not-peer-indeterminate:block" />
      <Mark path="M4 8h8" className="peer-indeterminate:block" />
    </span>
  );
}

function Mark({ path, className }: { path: string; className: string }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 16 16"
      className={cn("pointer-events-none absolute inset-0 hidden size-4 text-primary-foreground", className)}
    >
      <path d={path} fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
