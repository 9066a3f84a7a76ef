"use client";

import { Columns3 } from "lucide-react";
import { lazy, useState } from "react";
import type { Density } from "@/components/data-table/density.ts";
import { Button } from "@/components/ui/button.tsx";
import { LazyPopover } from "@/components/ui/lazy-popover.tsx";
import type { BacklogParams } from "@/lib/issues/filters.ts";
import type { ChangeBacklog } from "./use-backlog-url.ts";

const TableEditor = lazy(async () => ({ default: (await import("./table-editor.tsx")).TableEditor }));

export type BacklogColumnsProps = {
  params: BacklogParams;
  onChange: ChangeBacklog;
  density: Density;
  onDensity: (density: Density) => void;
};

/** Leads to how the backlog's table looks; a phone's cards always look the same. */
export function BacklogColumns(props: BacklogColumnsProps) {
  const [open, setOpen] = useState(false);
  return (
    <LazyPopover
      title="Columns"
      open={open}
      onOpenChange={setOpen}
      align="end"
      className="w-72 p-1"
      renderButton={(button) => (
        <Button variant="outline" size="sm" {...button}>
          <Columns3 />
          Columns
        </Button>
      )}
    >
      <TableEditor {...props} />
    </LazyPopover>
  );
}
