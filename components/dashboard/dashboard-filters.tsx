import { FilterBar } from "@/components/backlog/filters/filter-bar.tsx";
import { FilterDrawerButton } from "@/components/backlog/filters/filter-drawer-button.tsx";
import type { FilterProps } from "@/components/backlog/filters/filter-props.ts";
import { MineButton } from "@/components/backlog/filters/mine-button.tsx";
import { WordsChip } from "@/components/backlog/filters/words-chip.tsx";
import { type DashboardParams, filtersOf } from "@/lib/dashboard/filters.ts";

type DashboardFiltersProps = Omit<FilterProps, "params" | "list" | "ofFigures"> & { params: DashboardParams };

/** Which issues the figures count: the backlog's filters but `as_of`, a row of chips or on a phone a drawer. */
export function DashboardFilters({ params: all, ...props }: DashboardFiltersProps) {
  const params = filtersOf(all);
  const filters: FilterProps = { ...props, params, list: undefined, ofFigures: true };
  return (
    <div className="min-w-0">
      <div className="phone:hidden">
        <FilterBar {...filters} />
      </div>
      <div className="flex flex-wrap items-center gap-2 md:hidden">
        <FilterDrawerButton {...filters} />
        <MineButton assignee={params.assignee} onChange={props.onChange} onIdentified={props.onIdentified} />
        <WordsChip words={params.q} onClear={() => props.onChange({ q: null })} />
      </div>
    </div>
  );
}
