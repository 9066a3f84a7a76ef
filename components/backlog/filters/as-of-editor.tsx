"use client";

import { useNow } from "@/components/ui/use-now.ts";
import { isPlainDate, localDay, type Clock } from "@/lib/time.ts";
import { DayField } from "./day-field.tsx";
import type { Preset } from "./day-ranges.ts";
import { addDays, monthOf, weekOf } from "./days.ts";
import type { FilterProps } from "./filter-props.ts";
import { PresetRow } from "./preset-row.tsx";
import { ZoneNote } from "./zone-note.tsx";

/** How the issues stood at the end of a day. */
export function AsOfEditor({ params, zone, onChange }: FilterProps) {
  const clock = { now: useNow().date, zone };
  return (
    <div className="flex flex-col gap-3">
      <PresetRow label="As of" presets={asOfPresets(clock)} params={params} onChange={onChange} />
      <DayField
        label="End of the day"
        value={params.as_of}
        max={localDay(clock.now, zone)}
        onDay={(day) => {
          if (day === "") onChange({ as_of: null }, "replace");
          else if (isPlainDate(day)) onChange({ as_of: day }, "replace");
        }}
      />
      <p className="text-xs text-muted-foreground">
        Goes with project, status and created only; the other filters are let go.
      </p>
      <ZoneNote zone={zone}>The end of a day</ZoneNote>
    </div>
  );
}

function asOfPresets({ now, zone }: Clock): Preset[] {
  const today = localDay(now, zone);
  return [
    { words: "Yesterday", change: { as_of: addDays(today, -1) } },
    { words: "Last Sunday", change: { as_of: weekOf(today, -1).to } },
    { words: "1st of this month", change: { as_of: monthOf(today).from } },
    { words: "End of last month", change: { as_of: monthOf(today, -1).to } },
  ];
}
