"use client";

import { Button } from "@/components/ui/button.tsx";

type SegmentsProps<T extends string> = {
  /** What is chosen: "Days". */
  label: string;
  options: readonly { value: T; words: string }[];
  value: T;
  onChange: (value: T) => void;
};

/** A choice of a few, all of them seen. */
export function Segments<T extends string>({ label, options, value, onChange }: SegmentsProps<T>) {
  return (
    <div role="group" aria-label={label} className="flex gap-0.5 rounded-md bg-muted p-0.5">
      {options.map((option) => (
        <Button
          key={option.value}
          size="xs"
          variant={option.value === value ? "outline" : "ghost"}
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.words}
        </Button>
      ))}
    </div>
  );
}
