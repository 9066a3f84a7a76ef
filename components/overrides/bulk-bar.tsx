"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { LazyPopover } from "@/components/ui/lazy-popover.tsx";
import type { IssueParams } from "@/lib/issues/filters.ts";
import { totalWords } from "@/lib/issues/wording.ts";
import { LARGEST_SELECTION } from "@/lib/overrides/wording.ts";
import { BulkForm } from "./bulk-form.tsx";
import { SelectListed } from "./select-listed.tsx";
import { useBulkOverride } from "./use-bulk-override.ts";

type BulkBarProps = {
  ids: readonly string[];
  params: IssueParams;
  /** Of the list that is shown. */
  total: number;
  onSelect: (ids: readonly string[]) => void;
  onClear: () => void;
};

/** How many issues are selected, and what can be done with them. */
export function BulkBar({ ids, params, total, onSelect, onClear }: BulkBarProps) {
  const [open, setOpen] = useState(false);
  const saver = useBulkOverride(() => setOpen(false));
  const tooMany = ids.length > LARGEST_SELECTION;
  return (
    <section
      aria-label="Selected issues"
      data-slot="bulk-bar"
      className="z-30 flex min-h-11 flex-wrap items-center gap-2 border-t bg-selected px-6 py-1.5 text-sm phone:sticky phone:bottom-0 phone:px-4"
    >
      <p role="status" className="font-medium tabular-nums">
        {totalWords(ids.length)} selected
      </p>
      <LazyPopover
        title="Edit the selected issues"
        open={open}
        onOpenChange={(isOpen) => {
          saver.forget();
          setOpen(isOpen);
        }}
        align="start"
        className="w-80 p-3"
        renderButton={(button) => (
          <Button size="sm" disabled={tooMany} {...button}>
            Edit
          </Button>
        )}
      >
        <BulkForm count={ids.length} saver={saver} onSave={(edit) => saver.save(ids, edit)} />
      </LazyPopover>
      <SelectListed params={params} total={total} selected={ids.length} onSelect={onSelect} />
      <Button variant="ghost" size="sm" onClick={onClear}>
        Clear selection
      </Button>
      {tooMany && (
        <p role="alert" className="text-status-overdue">
          At most {LARGEST_SELECTION.toLocaleString("en-US")} can be edited at once.
        </p>
      )}
    </section>
  );
}
