import { ImportLink } from "@/components/import/import-link.tsx";
import { CsvLink } from "../csv-link.tsx";
import { FiguresLink } from "../figures-link.tsx";
import { FilterDrawerButton } from "./filter-drawer-button.tsx";
import type { FilterProps } from "./filter-props.ts";
import { MineButton } from "./mine-button.tsx";
import { WordsChip } from "./words-chip.tsx";

/** The filters where there is no room for a row of chips. */
export function PhoneFilters({ editable, ...props }: FilterProps & { editable: boolean }) {
  const { params, onChange } = props;
  return (
    <div className="flex flex-wrap items-center gap-2 md:hidden">
      <FilterDrawerButton {...props} />
      <MineButton assignee={params.assignee} onChange={onChange} onIdentified={props.onIdentified} />
      <CsvLink params={params} />
      {editable && <ImportLink />}
      <FiguresLink params={params} />
      <WordsChip words={params.q} onClear={() => onChange({ q: null })} />
    </div>
  );
}
