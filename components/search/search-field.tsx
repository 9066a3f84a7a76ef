"use client";

import { Search } from "lucide-react";
import type { KeyboardEvent, Ref } from "react";
import { Input } from "@/components/ui/input.tsx";
import { Kbd } from "@/components/ui/kbd.tsx";

type SearchFieldProps = {
  ref: Ref<HTMLInputElement>;
  value: string;
  onChange: (text: string) => void;
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
  onClick: () => void;
  onFocus: () => void;
  /** The id of the list of results, while there is one. */
  listed: string | undefined;
  /** The id of the result that Enter would open. */
  activeElement: string | undefined;
};

/** The box itself: the results are its list, which the arrows go through. */
export function SearchField({ listed, activeElement, onChange, ...field }: SearchFieldProps) {
  return (
    <>
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground"
      />
      <Input
        {...field}
        onChange={(event) => onChange(event.target.value)}
        type="search"
        name="q"
        role="combobox"
        aria-label="Search issues"
        aria-autocomplete="list"
        aria-expanded={listed !== undefined}
        aria-controls={listed}
        aria-activedescendant={activeElement}
        placeholder="Search"
        maxLength={200}
        enterKeyHint="search"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        className="peer pr-9 not-placeholder-shown:pr-2 pl-8 phone:pr-2 [&::-webkit-search-cancel-button]:grayscale"
      />
      <Kbd
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 peer-not-placeholder-shown:hidden phone:hidden"
      >
        /
      </Kbd>
    </>
  );
}
