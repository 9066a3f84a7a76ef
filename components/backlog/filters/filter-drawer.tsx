"use client";

import { Button } from "@/components/ui/button.tsx";
import { Sheet, SheetClose, SheetContent, SheetTitle } from "@/components/ui/sheet.tsx";
import { hasFilters } from "@/lib/issues/filters.ts";
import { totalWords } from "@/lib/issues/wording.ts";
import { SortSelect } from "../sort-select.tsx";
import { FilterEditor } from "./filter-editor.tsx";
import { CLEARED, type Filter, moreGroups, removal, STANDING } from "./filter-list.ts";
import type { FilterProps } from "./filter-props.ts";
import { FilterSection } from "./filter-section.tsx";
import { useKnownNames } from "./known-names.ts";
import { summaryOf } from "./summaries.ts";

export type FilterDrawerProps = FilterProps & { open: boolean; onOpenChange: (open: boolean) => void };

/** The same filters on a phone, and the order: in a drawer, each folded until it is touched. */
export function FilterDrawer({ open, onOpenChange, ...props }: FilterDrawerProps) {
  return (
    <Sheet open={open} onOpenChange={onOpenChange}>
      <SheetContent side="bottom">
        <SheetTitle className="px-4 py-3">{props.ofFigures ? "Filters" : "Filters and order"}</SheetTitle>
        <Sections {...props} />
        <Actions {...props} />
      </SheetContent>
    </Sheet>
  );
}

function Sections(props: FilterProps) {
  const { params, onChange } = props;
  const nameOf = useKnownNames(props.list);
  const section = (filter: Filter) => (
    <FilterSection
      key={filter.name}
      label={filter.label}
      value={summaryOf(filter, { ...props, nameOf })}
      onRemove={() => onChange(removal(filter))}
    >
      {() => <FilterEditor filter={filter} {...props} />}
    </FilterSection>
  );
  return (
    <div className="min-h-0 flex-1 overflow-y-auto border-y">
      {!props.ofFigures && (
        <FilterSection label="Order" value={null} startsOpen>
          {() => <SortSelect sort={params.sort} onChange={(sort) => onChange({ sort })} />}
        </FilterSection>
      )}
      {STANDING.map(section)}
      {moreGroups(props).map(({ group, filters }) => (
        <section key={group} aria-label={group}>
          <h3 className="border-b bg-muted px-4 py-1.5 text-xs font-medium text-muted-foreground">{group}</h3>
          {filters.map(section)}
        </section>
      ))}
    </div>
  );
}

function Actions({ params, list, onChange, ofFigures }: FilterProps) {
  const issues = list === undefined ? "issues" : totalWords(list.total).toLowerCase();
  return (
    <div className="flex gap-2 p-4">
      {hasFilters(params) && (
        <Button variant="outline" onClick={() => onChange(CLEARED)}>
          Clear
        </Button>
      )}
      <SheetClose render={<Button className="flex-1" />}>Show {ofFigures ? "the figures" : issues}</SheetClose>
    </div>
  );
}
