"use client";

import type { ComponentProps } from "react";
import { cn } from "@/lib/cn.ts";

type CheckboxProps = Omit<ComponentProps<"input">, "type" | "onChange"> & {
  onCheckedChange?: (checked: boolean) => void;
  indeterminate?: boolean;
};

/**
 * A checkbox of 16 px that is hit within 24. The browser's own input, with its painting beside it: a table has hundreds of
 * them, and none needs an inline style. Its label belongs to the caller (`aria-label`, or a `Label` round it).
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
        className="peer absolute -inset-1 size-6 cursor-pointer appearance-none rounded-md disabled:cursor-default"
        onChange={(event) => onCheckedChange?.(event.currentTarget.checked)}
        {...props}
      />
      <span
        aria-hidden
        className="pointer-events-none absolute inset-0 rounded-sm border border-input bg-card peer-checked:border-primary peer-checked:bg-primary peer-indeterminate:border-primary peer-indeterminate:bg-primary peer-disabled:opacity-50"
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
