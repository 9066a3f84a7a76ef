import { Button } from "@/components/ui/button.tsx";
import { Sheet, SheetClose, SheetContent, SheetTitle } from "@/components/ui/sheet.tsx";
import { hasFilters } from "@/lib/issues/filters.ts";
import { totalWords } from "@/lib/issues/wording.ts";
import { FilterSection } from "./filter-section.tsx";
import { CLEARED, type FilterProps, toFilters } from "./filters.tsx";
import { SortSelect } from "./sort-select.tsx";
import { useFacets } from "./use-facets.ts";

export type FilterDrawerProps = FilterProps & {
  total: number | undefined;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** The same filters on a phone, and the order: in a drawer, each folded until it is touched. */
export function FilterDrawer({ open, onOpenChange, ...props }: FilterDrawerProps) {
  return (
    <Sheet open={open} onOpenChange={onOpenChange}>
      <SheetContent side="bottom">
        <SheetTitle className="px-4 py-3">Filters and order</SheetTitle>
        <Sections {...props} open={open} />
        <Actions {...props} />
      </SheetContent>
    </Sheet>
  );
}

function Sections({ open, ...props }: FilterProps & { open: boolean }) {
  const facets = useFacets(props.params, open);
  return (
    <div className="min-h-0 flex-1 overflow-y-auto border-y">
      <FilterSection label="Order" value={null} open>
        <SortSelect sort={props.params.sort} onChange={(sort) => props.onChange({ sort })} />
      </FilterSection>
      {toFilters(props, facets).map(({ name, label, setTo, choice }) => (
        <FilterSection key={name} label={label} value={setTo}>
          {choice}
        </FilterSection>
      ))}
    </div>
  );
}

function Actions({ params, total, onChange }: FilterProps & { total: number | undefined }) {
  return (
    <div className="flex gap-2 p-4">
      {hasFilters(params) && (
        <Button variant="outline" onClick={() => onChange(CLEARED)}>
          Clear
        </Button>
      )}
      <SheetClose render={<Button className="flex-1" />}>
        {total === undefined ? "Show issues" : `Show ${totalWords(total).toLowerCase()}`}
      </SheetClose>
    </div>
  );
}
