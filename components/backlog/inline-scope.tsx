"use client";

import { lazy, type ReactNode, Suspense, useMemo, useState } from "react";
import { InlineEditContext, type InlineTarget } from "./inline-edit.ts";

const loadPopover = async () => ({ default: (await import("./inline-popover.tsx")).InlinePopover });
const InlinePopover = lazy(loadPopover);

type InlineScopeProps = { editable: boolean; children: ReactNode };

/** Where overrides are edited in their cells: one popover for all of the rows. */
export function InlineScope({ editable, children }: InlineScopeProps) {
  const [target, setTarget] = useState<InlineTarget | null>(null);
  const [open, setOpen] = useState(false);
  const inline = useMemo(() => {
    if (!editable) return null;
    const edit = (next: InlineTarget) => {
      setTarget(next);
      setOpen(true);
    };
    return { edit, near: () => void loadPopover() };
  }, [editable]);
  return (
    <InlineEditContext value={inline}>
      {children}
      {target && (
        <Suspense>
          <InlinePopover target={target} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </InlineEditContext>
  );
}
