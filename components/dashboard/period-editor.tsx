"use client";

import { DayField } from "@/components/backlog/filters/day-field.tsx";
import { ZoneNote } from "@/components/backlog/filters/zone-note.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Label } from "@/components/ui/label.tsx";
import { NativeSelect } from "@/components/ui/native-select.tsx";
import { useNow } from "@/components/ui/use-now.ts";
import { BUCKETS } from "@/lib/dashboard/filters.ts";
import { isPlainDate } from "@/lib/time.ts";
import type { PeriodProps } from "./period-picker.tsx";
import { choice, chosenPreset, periodPresets } from "./period-presets.ts";

const BUCKET_WORDS = { day: "By day", week: "By week", month: "By month" };

/** The period: what people ask for most, at a press; its first and last day; and how finely trends cut it. */
export function PeriodEditor({ params, zone, period, onChange }: PeriodProps) {
  const presets = periodPresets({ now: useNow().date, zone });
  const chosen = chosenPreset(presets, params);
  const days = chosen?.days ?? period;
  const apply = (end: "from" | "to") => (day: string) => {
    if (day === "") onChange({ [end]: null }, "replace");
    else if (isPlainDate(day)) onChange(withEnd({ from: days?.from, to: days?.to }, end, day), "replace");
  };
  return (
    <div className="flex flex-col gap-3">
      <div role="group" aria-label="Periods" className="grid grid-cols-2 gap-1">
        {presets.map((preset) => (
          <Button
            key={preset.words}
            variant="outline"
            size="sm"
            aria-pressed={preset === chosen}
            className="aria-pressed:border-primary aria-pressed:bg-selected"
            onClick={() => onChange(choice(preset))}
          >
            {preset.words}
          </Button>
        ))}
      </div>
      <div className="grid grid-cols-2 gap-2">
        <DayField label="From" value={params.from ?? days?.from} onDay={apply("from")} />
        <DayField label="To" value={params.to ?? days?.to} onDay={apply("to")} />
      </div>
      <ZoneNote zone={zone} />
      <Label className="flex-col items-start gap-1 text-xs text-muted-foreground">
        Trends
        <NativeSelect
          value={params.bucket ?? ""}
          onChange={({ target }) => onChange({ bucket: target.value === "" ? null : target.value })}
          className="w-full text-sm"
        >
          <option value="">As fine as can be read</option>
          {BUCKETS.map((bucket) => (
            <option key={bucket} value={bucket}>
              {BUCKET_WORDS[bucket]}
            </option>
          ))}
        </NativeSelect>
      </Label>
    </div>
  );
}

type Ends = { from: string | undefined; to: string | undefined };

/** Both ends as days of the URL; the other one goes along where the period would end before it begins. */
function withEnd({ from = "", to = "" }: Ends, end: "from" | "to", day: string): { from: string; to: string } {
  if (end === "from") return { from: day, to: to < day ? day : to };
  return { from: from === "" || from > day ? day : from, to: day };
}
