"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { FilterEditor } from "./filter-editor.tsx";
import { type Filter, type FilterGroup, isSet, moreGroups } from "./filter-list.ts";
import type { FilterProps } from "./filter-props.ts";
import { focusIfWaiting, onListKey } from "./list-keys.ts";

/** The filters without a standing chip by their group; one of them opens in their place. */
export function MoreMenu(props: FilterProps) {
  const [chosen, setChosen] = useState<Filter | null>(null);
  if (chosen !== null) return <OneOfMore filter={chosen} onBack={() => setChosen(null)} {...props} />;
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys of the buttons inside
    <div ref={focusIfWaiting} onKeyDown={onListKey} className="-m-2 flex min-h-0 flex-col overflow-y-auto">
      {moreGroups(props).map((group) => (
        <Group key={group.group} {...group} params={props.params} onChoose={setChosen} />
      ))}
    </div>
  );
}

type GroupProps = Pick<FilterProps, "params"> & {
  group: FilterGroup;
  filters: readonly Filter[];
  onChoose: (filter: Filter) => void;
};

function Group({ group, filters, params, onChoose }: GroupProps) {
  return (
    <section aria-label={group} className="not-first:border-t not-first:pt-1 not-last:pb-1">
      <h3 className="px-2 pt-1 text-xs font-medium text-muted-foreground">{group}</h3>
      <ul>
        {filters.map((filter) => (
          <li key={filter.name}>
            <button
              type="button"
              onClick={() => onChoose(filter)}
              className="flex min-h-7 w-full items-center gap-2 rounded-sm px-2 text-left text-sm hover:bg-accent"
            >
              {filter.label}
              <span className="min-w-0 flex-1 truncate text-xs text-muted-foreground">
                {isSet(filter, params) ? "set" : filter.hint}
              </span>
              <ChevronRight aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function OneOfMore({ filter, onBack, ...props }: FilterProps & { filter: Filter; onBack: () => void }) {
  return (
    <>
      <div className="mb-2 flex shrink-0 items-center gap-1">
        {/* The button that was pressed is gone: the focus goes on with what took its place. */}
        <Button ref={focusNow} variant="ghost" size="icon-xs" aria-label="Back to all filters" onClick={onBack}>
          <ChevronLeft />
        </Button>
        <h3 className="text-sm font-medium">{filter.label}</h3>
      </div>
      <FilterEditor filter={filter} {...props} />
    </>
  );
}

function focusNow(element: HTMLElement | null): void {
  element?.focus();
}
