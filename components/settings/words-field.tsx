"use client";

import { useState } from "react";
import { Input } from "@/components/ui/input.tsx";

type WordsFieldProps = {
  label: string;
  placeholder?: string;
  value: string;
  onWords: (words: string) => void;
  className?: string;
};

/** Narrows a list to what is typed. While it is being typed the field shows that: the address follows a moment later. */
export function WordsField({ label, placeholder = label, value, onWords, className }: WordsFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <Input
      type="search"
      aria-label={label}
      placeholder={placeholder}
      value={draft ?? value}
      onChange={({ target }) => {
        setDraft(target.value);
        onWords(target.value);
      }}
      onBlur={() => setDraft(null)}
      className={className}
    />
  );
}
