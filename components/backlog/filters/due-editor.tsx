"use client";

import { useNow } from "@/components/ui/use-now.ts";
import type { BacklogChange } from "@/lib/issues/filters.ts";
import { FILTER_WORDS } from "@/lib/issues/wording.ts";
import { localDay, type Clock } from "@/lib/time.ts";
import { ChoiceRow, YES_OR_NO } from "./choice-row.tsx";
import { DayRangeFields } from "./day-range-fields.tsx";
import { type Preset, rangeOf, within } from "./day-ranges.ts";
import { weekOf } from "./days.ts";
import type { FilterProps } from "./filter-props.ts";
import { PresetRow } from "./preset-row.tsx";
import { SinceField } from "./since-field.tsx";
import { ZoneNote } from "./zone-note.tsx";

const RANGE = rangeOf("due");
/** What has no date is neither due on a day nor overdue. */
const DATED: BacklogChange = { due: null };
/** What is overdue is open, what was on time or late is completed. */
const NOT_OVERDUE: BacklogChange = { overdue: null, overdue_since: null };
const OPEN: BacklogChange = { late: null };
const ON_TIME_OR_LATE = [
  { value: null, words: "Any" },
  { value: "false", words: "On time" },
  { value: "true", words: "Late" },
] as const;
const ANY_DAY: BacklogChange = { due_from: null, due_to: null };

/** Due dates: overdue or not, none at all, from day to day, what has happened to them since, and whether they were met. */
export function DueEditor({ params, zone, onChange }: FilterProps) {
  const now = useNow().date;
  return (
    <div className="flex flex-col gap-3">
      <PresetRow label="Due" presets={duePresets({ now, zone })} params={params} onChange={onChange} />
      <DayRangeFields range={RANGE} params={params} onChange={onChange} besides={DATED} />
      <ChoiceRow
        label="Overdue"
        choices={YES_OR_NO}
        value={params.overdue}
        onChoose={(overdue) => onChange(overdue === "true" ? { ...DATED, ...OPEN, overdue } : { overdue })}
      />
      <div className="grid grid-cols-2 gap-2">
        <SinceField
          param="overdue_since"
          {...{ params, zone }}
          onChange={(change, history) => onChange({ ...DATED, ...OPEN, ...change }, history)}
        />
        <SinceField param="redated_since" {...{ params, zone, onChange }} />
      </div>
      <ChoiceRow
        label={FILTER_WORDS.late}
        choices={ON_TIME_OR_LATE}
        value={params.late}
        onChoose={(late) => onChange(late === null ? { late } : { ...DATED, ...NOT_OVERDUE, late })}
      />
      <ZoneNote zone={zone}>Due is the target date, else GitLab’s. Both days included</ZoneNote>
    </div>
  );
}

/** Each stands alone: what would contradict it is let go. */
export function duePresets({ now, zone }: Clock): Preset[] {
  const today = localDay(now, zone);
  return [
    { words: "Overdue", change: { ...DATED, ...OPEN, ...ANY_DAY, overdue: "true" } },
    { words: "Today", change: { ...DATED, overdue: null, ...within(RANGE, { from: today, to: today }) } },
    { words: "This week", change: { ...DATED, overdue: null, ...within(RANGE, weekOf(today)) } },
    { words: "Next week", change: { ...DATED, overdue: null, ...within(RANGE, weekOf(today, 1)) } },
    { words: "No due date", change: { ...ANY_DAY, ...NOT_OVERDUE, ...OPEN, due: "none" } },
  ];
}
