"use client";

import { Columns3 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Checkbox } from "@/components/ui/checkbox.tsx";
import { LazyPopover } from "@/components/ui/lazy-popover.tsx";

type ColumnMenuProps = {
  columns: readonly { id: string; label: string; shown: boolean; fixed: boolean }[];
  onChange: (id: string, shown: boolean) => void;
  /** Back to the columns one starts with; null while they are shown. */
  onReset: (() => void) | null;
  /** What else is chosen about the table, under its columns. */
  children?: ReactNode;
};

/** Which columns are shown. */
export function ColumnMenu({ columns, onChange, onReset, children }: ColumnMenuProps) {
  const [open, setOpen] = useState(false);
  return (
    <LazyPopover
      title="Columns"
      open={open}
      onOpenChange={setOpen}
      align="end"
      className="w-64 p-1"
      renderButton={(button) => (
        <Button variant="outline" size="sm" {...button}>
          <Columns3 />
          Columns
        </Button>
      )}
    >
      <ul>
        {columns.map(({ id, label, shown, fixed }) => (
          <li key={id}>
            <label className="flex h-7 items-center gap-2 rounded-sm px-2 text-sm hover:bg-accent">
              <Checkbox checked={shown} disabled={fixed} onCheckedChange={(checked) => onChange(id, checked)} />
              {label}
            </label>
          </li>
        ))}
      </ul>
      {onReset && (
        <Button variant="ghost" size="sm" className="mt-1 w-full justify-start" onClick={onReset}>
          Reset to default
        </Button>
      )}
      {children}
    </LazyPopover>
  );
}
