import type { ReactNode } from "react";

/** A page's short title, and to its right the page's one main action. */
export function PageHeader({ title, action, children }: { title: string; action?: ReactNode; children?: ReactNode }) {
  return (
    <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-24 wrap-anywhere">
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        {children}
      </div>
      {action}
    </div>
  );
}
