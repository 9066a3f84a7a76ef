"use client";

import { useNow } from "@/components/ui/use-now.ts";
import type { BacklogChange } from "@/lib/issues/filters.ts";
import { FILTER_WORDS } from "@/lib/issues/wording.ts";
import type { Clock } from "@/lib/time.ts";
import { ChoiceRow, YES_OR_NO } from "./choice-row.tsx";
import { DayRangeFields } from "./day-range-fields.tsx";
import { pastPresets, type Preset, rangeOf, untouchedFor } from "./day-ranges.ts";
import { FacetEditor } from "./facet-editor.tsx";
import type { DayFilterName } from "./filter-list.ts";
import type { FilterProps } from "./filter-props.ts";
import { PresetRow } from "./preset-row.tsx";
import { SinceField } from "./since-field.tsx";
import { ZoneNote } from "./zone-note.tsx";

const UNTOUCHED_DAYS = 30;
/** What was closed on a day has a known close. */
const CLOSED_ON_A_DAY: BacklogChange = { has_close: null };
const ON_ANY_DAY: BacklogChange = { closed_from: null, closed_to: null };

/** When something has happened to an issue, or whether that is known; of updates also since when, of completion also by whom. */
export function DayEditor({ name, ...props }: FilterProps & { name: DayFilterName }) {
  const { params, zone, onChange } = props;
  const range = rangeOf(name);
  const now = useNow().date;
  return (
    <div className="flex min-h-0 flex-col gap-3">
      <PresetRow label="Days" presets={presetsOf(name, { now, zone })} {...{ params, onChange }} />
      <DayRangeFields {...{ range, params, onChange }} {...(name === "closed" && { besides: CLOSED_ON_A_DAY })} />
      {name === "updated" && <SinceField param="changed_since" {...{ params, zone, onChange }} />}
      <ZoneNote zone={zone} />
      {name === "closed" && (
        <ChoiceRow
          label={FILTER_WORDS.has_close}
          choices={YES_OR_NO}
          value={params.has_close}
          onChoose={(known) => onChange({ ...(known === "false" && ON_ANY_DAY), has_close: known })}
        />
      )}
      {name === "completed" && (
        <ChoiceRow
          label={FILTER_WORDS.has_cycle}
          choices={YES_OR_NO}
          value={params.has_cycle}
          onChoose={(known) => onChange({ has_cycle: known })}
        />
      )}
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
  if (name === "closed")
    return presets.map(({ words, change }) => ({ words, change: { ...CLOSED_ON_A_DAY, ...change } }));
  if (name !== "updated") return presets;
  const untouched = untouchedFor(range, UNTOUCHED_DAYS, clock);
  return [...presets, { words: `Untouched for ${UNTOUCHED_DAYS} days`, change: untouched }];
}
