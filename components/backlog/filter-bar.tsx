"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { LazyPopover } from "@/components/ui/lazy-popover.tsx";
import { hasFilters } from "@/lib/issues/filters.ts";
import { FilterChip } from "./filter-chip.tsx";
import { CLEARED, type FilterProps, toFilters } from "./filters.tsx";
import { useFacets } from "./use-facets.ts";
import { WordsChip } from "./words-chip.tsx";

/** The filters as a row of chips; each opens what it can be set to. */
export function FilterBar(props: FilterProps) {
  const { params, onChange } = props;
  const [open, setOpen] = useState<string | null>(null);
  const facets = useFacets(params, open !== null);
  return (
    <div role="group" aria-label="Filters" className="flex flex-wrap items-center gap-1.5">
      <WordsChip words={params.q} onClear={() => onChange({ q: null })} />
      {toFilters(props, facets).map(({ name, label, setTo, choice }) => (
        <LazyPopover
          key={name}
          title={label}
          open={open === name}
          onOpenChange={(isOpen) => setOpen(isOpen ? name : null)}
          className="flex max-h-96 w-80 flex-col"
          renderButton={(button) => <FilterChip label={label} setTo={setTo} {...button} />}
        >
          {choice}
        </LazyPopover>
      ))}
      {hasFilters(params) && (
        <Button variant="ghost" size="sm" onClick={() => onChange(CLEARED)}>
          Clear
        </Button>
      )}
    </div>
  );
}
