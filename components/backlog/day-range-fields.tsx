"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Input } from "@/components/ui/input.tsx";
import { Label } from "@/components/ui/label.tsx";
import type { IssueParams } from "@/lib/issues/filters.ts";
import { type DayRange, lastDays, withEnd } from "./day-ranges.ts";
import type { ChangeBacklog } from "./use-backlog-url.ts";

type DayRangeFieldsProps = { range: DayRange; params: IssueParams; zone: string; onChange: ChangeBacklog };

const PRESETS = [7, 30, 90];

/** The first and the last day of a range, both included. */
export function DayRangeFields({ range, params, zone, onChange }: DayRangeFieldsProps) {
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-1">
        {PRESETS.map((days) => (
          <Button
            key={days}
            variant="outline"
            size="xs"
            onClick={() => onChange(lastDays(range, days, { now: new Date(), zone }))}
          >
            Last {days} days
          </Button>
        ))}
      </div>
      <div className="grid grid-cols-2 gap-2">
        <DayField end="from" {...{ range, params, onChange }} />
        <DayField end="to" {...{ range, params, onChange }} />
      </div>
      <p className="text-xs text-muted-foreground">Both days included, in {zone}.</p>
    </div>
  );
}

function DayField({ range, params, end, onChange }: Omit<DayRangeFieldsProps, "zone"> & { end: "from" | "to" }) {
  // While a day is being typed the field shows that; the URL gets each that is whole, and an emptied one on leaving.
  const [draft, setDraft] = useState<string | null>(null);
  const apply = (day: string) => {
    const change = withEnd(range, params, end, day);
    if (change) onChange(change, "replace");
  };
  return (
    <Label className="flex-col items-start gap-1 text-xs text-muted-foreground">
      {end === "from" ? "From" : "To"}
      <Input
        type="date"
        value={draft ?? params[range[end]] ?? ""}
        onChange={({ target }) => {
          setDraft(target.value);
          if (target.value !== "") apply(target.value);
        }}
        onBlur={() => {
          if (draft === "") apply("");
          setDraft(null);
        }}
        className="px-2 text-sm tabular-nums"
      />
    </Label>
  );
}
