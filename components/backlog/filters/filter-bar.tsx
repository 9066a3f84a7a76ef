"use client";

import { useRef, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { hasFilters } from "@/lib/issues/filters.ts";
import { CLEARED, type Filter, isSet, MORE, removal, STANDING } from "./filter-list.ts";
import { FilterPopover } from "./filter-popover.tsx";
import type { FilterProps } from "./filter-props.ts";
import { useKnownNames } from "./known-names.ts";
import { MineButton } from "./mine-button.tsx";
import { MORE_CHIP, MorePopover } from "./more-popover.tsx";
import { summaryOf } from "./summaries.ts";
import { WordsChip } from "./words-chip.tsx";

/** The filters as a row of chips; each opens what it can be set to. The rarer ones have a chip only while they are set. */
export function FilterBar(props: FilterProps) {
  const { params, onChange } = props;
  const [open, setOpen] = useState<string | null>(null);
  const bar = useRef<HTMLDivElement>(null);
  const nameOf = useKnownNames(props.list);
  const focusOn = (name: string) => bar.current?.querySelector<HTMLElement>(`[data-filter="${name}"]`)?.focus();
  const close = (filter: Filter) => {
    setOpen(null);
    // The chip goes with its popover: the focus must not go with both.
    if (filter.group !== null && !isSet(filter, params)) focusOn(MORE_CHIP);
  };
  const remove = (filter: Filter) => {
    onChange(removal(filter));
    setOpen(null);
    focusOn(filter.group === null ? filter.name : MORE_CHIP);
  };
  const chip = (filter: Filter) => (
    <FilterPopover
      key={filter.name}
      {...props}
      filter={filter}
      setTo={summaryOf(filter, { ...props, nameOf })}
      open={open === filter.name}
      onOpenChange={(isOpen) => (isOpen ? setOpen(filter.name) : close(filter))}
      onRemove={() => remove(filter)}
    />
  );
  return (
    <div ref={bar} role="group" aria-label="Filters" className="flex flex-wrap items-center gap-1.5">
      <WordsChip words={params.q} onClear={() => onChange({ q: null })} />
      <MineButton assignee={params.assignee} onChange={onChange} onIdentified={props.onIdentified} />
      {STANDING.map(chip)}
      <MorePopover {...props} open={open === MORE_CHIP} onOpenChange={(isOpen) => setOpen(isOpen ? MORE_CHIP : null)} />
      {MORE.filter((filter) => isSet(filter, params) || open === filter.name).map(chip)}
      {hasFilters(params) && (
        <Button variant="ghost" size="sm" onClick={() => onChange(CLEARED)}>
          Clear
        </Button>
      )}
    </div>
  );
}
