"use client";

import { useState } from "react";
import { Input } from "@/components/ui/input.tsx";
import { Label } from "@/components/ui/label.tsx";

type DayFieldProps = {
  label: string;
  value: string | undefined;
  max?: string;
  /** Each text that is there while one types; "" once it was emptied and left. */
  onDay: (day: string) => void;
};

/** One day. While it is being typed the field shows that; an emptied one counts on leaving. */
export function DayField({ label, value, max, onDay }: DayFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <Label className="min-w-0 flex-col items-start gap-1 text-xs text-muted-foreground">
      {label}
      <Input
        type="date"
        value={draft ?? value ?? ""}
        max={max}
        onChange={({ target }) => {
          setDraft(target.value);
          if (target.value !== "") onDay(target.value);
        }}
        onBlur={() => {
          if (draft === "") onDay("");
          setDraft(null);
        }}
        className="px-2 text-sm tabular-nums"
      />
    </Label>
  );
}
