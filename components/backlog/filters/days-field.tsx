"use client";

import { useId, useState } from "react";
import { Input } from "@/components/ui/input.tsx";
import { Label } from "@/components/ui/label.tsx";

type DaysFieldProps = { label: string; value: string | undefined; onDays: (days: string | null) => void };

/** As many as the API counts. */
const MOST_DAYS = 100_000;

/** A whole number of days; anything else is not taken, and gone on leaving. */
export function DaysField({ label, value, onDays }: DaysFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const id = useId();
  const isWrong = draft !== null && draft !== "" && !isDays(draft);
  return (
    <div className="flex items-center justify-between gap-2 text-xs text-muted-foreground">
      <Label htmlFor={id} className="text-xs">
        {label}
      </Label>
      <span className="flex items-center gap-2">
        <Input
          id={id}
          aria-describedby={`${id}-unit`}
          inputMode="numeric"
          autoComplete="off"
          aria-invalid={isWrong}
          value={draft ?? value ?? ""}
          onChange={({ target }) => {
            setDraft(target.value);
            if (target.value === "") onDays(null);
            else if (isDays(target.value)) onDays(String(Number(target.value)));
          }}
          onBlur={() => setDraft(null)}
          className="h-7 w-16 text-right text-sm tabular-nums"
        />
        <span id={`${id}-unit`}>days</span>
      </span>
    </div>
  );
}

function isDays(text: string): boolean {
  return /^\d{1,9}$/.test(text) && Number(text) <= MOST_DAYS;
}
