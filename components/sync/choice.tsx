"use client";

import { NativeSelect } from "@/components/ui/native-select.tsx";

type ChoiceProps = {
  label: string;
  /** What stands there while nothing is chosen. */
  all: string;
  value: string;
  options: readonly { value: string; words: string }[];
  onChange: (value: string) => void;
};

/** Narrows a list to one value; empty is all of them. */
export function Choice({ label, all, value, options, onChange }: ChoiceProps) {
  return (
    <NativeSelect
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className="h-7 max-w-56 px-1.5 text-sm phone:max-w-full"
    >
      <option value="">{all}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.words}
        </option>
      ))}
    </NativeSelect>
  );
}
