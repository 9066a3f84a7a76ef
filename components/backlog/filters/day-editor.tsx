"use client";

import { useNow } from "@/components/ui/use-now.ts";
import { FILTER_WORDS } from "@/lib/issues/wording.ts";
import type { Clock } from "@/lib/time.ts";
import { DayRangeFields } from "./day-range-fields.tsx";
import { pastPresets, type Preset, rangeOf, untouchedFor } from "./day-ranges.ts";
import { FacetEditor } from "./facet-editor.tsx";
import type { DayFilterName } from "./filter-list.ts";
import type { FilterProps } from "./filter-props.ts";
import { PresetRow } from "./preset-row.tsx";
import { SinceField } from "./since-field.tsx";
import { ZoneNote } from "./zone-note.tsx";

const UNTOUCHED_DAYS = 30;

/** When something has happened to an issue; of updates also since when, of completion also by whom. */
export function DayEditor({ name, ...props }: FilterProps & { name: DayFilterName }) {
  const { params, zone, onChange } = props;
  const range = rangeOf(name);
  const now = useNow().date;
  return (
    <div className="flex min-h-0 flex-col gap-3">
      <PresetRow label="Days" presets={presetsOf(name, { now, zone })} {...{ params, onChange }} />
      <DayRangeFields range={range} params={params} onChange={onChange} />
      {name === "updated" && <SinceField param="changed_since" {...{ params, zone, onChange }} />}
      <ZoneNote zone={zone} />
      {name === "completed" && (
        <section aria-label={FILTER_WORDS.completed_by} className="flex min-h-48 flex-col border-t pt-3">
          <h3 className="mb-1 text-xs font-medium text-muted-foreground">{FILTER_WORDS.completed_by}</h3>
          <FacetEditor param="completed_by" params={params} onChange={onChange} />
        </section>
      )}
    </div>
  );
}

function presetsOf(name: DayFilterName, clock: Clock): Preset[] {
  const range = rangeOf(name);
  const presets = pastPresets(range, clock);
  if (name !== "updated") return presets;
  const untouched = untouchedFor(range, UNTOUCHED_DAYS, clock);
  return [...presets, { words: `Untouched for ${UNTOUCHED_DAYS} days`, change: untouched }];
}
