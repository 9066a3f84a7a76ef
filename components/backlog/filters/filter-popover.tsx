"use client";

import { LazyPopover } from "@/components/ui/lazy-popover.tsx";
import { FilterChip } from "./filter-chip.tsx";
import type { Filter } from "./filter-list.ts";
import type { FilterProps } from "./filter-props.ts";
import { LazyEditor, loadEditor } from "./lazy-editor.tsx";

type FilterPopoverProps = FilterProps & {
  filter: Filter;
  setTo: string | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onRemove: () => void;
};

/** The chip of a filter, and what it opens. */
export function FilterPopover({ filter, setTo, open, onOpenChange, onRemove, ...props }: FilterPopoverProps) {
  return (
    <LazyPopover
      title={filter.label}
      open={open}
      onOpenChange={onOpenChange}
      className="flex max-h-[min(28rem,var(--available-height))] w-80 flex-col"
      renderButton={(button) => (
        <FilterChip
          label={filter.label}
          setTo={setTo}
          onRemove={onRemove}
          data-filter={filter.name}
          {...button}
          onPointerEnter={() => {
            void loadEditor();
            button.onPointerEnter();
          }}
          onFocus={() => {
            void loadEditor();
            button.onFocus();
          }}
        />
      )}
    >
      <LazyEditor filter={filter} {...props} />
    </LazyPopover>
  );
}
