"use client";

import { useState } from "react";
import { Input } from "@/components/ui/input.tsx";
import { cn } from "@/lib/cn.ts";
import type { ValueList } from "@/lib/issues/filters.ts";
import { countWords } from "@/lib/issues/wording.ts";
import { FacetRow } from "./facet-row.tsx";
import type { FacetLine } from "./facet-rows.ts";
import type { ValuesParam } from "./facets.ts";
import { focusIfWaiting, onListKey } from "./list-keys.ts";

type FacetListProps = {
  param: ValuesParam;
  label: string;
  lines: readonly FacetLine[];
  /** There are more values than these, which typing finds. */
  more: boolean;
  /** The lines are not yet those of what was typed. */
  busy: boolean;
  words: string;
  onWords: (words: string) => void;
  onChoose: (list: ValueList) => void;
};

/** More than these are not looked through but searched. */
const SEARCHED_FROM = 8;
const MOST_SHOWN = 100;

/** Arrows move through the lines, Enter or Space toggles one, letters go into the field that narrows them. */
export function FacetList({ param, label, lines, more, busy, words, onWords, onChoose }: FacetListProps) {
  const [current, setCurrent] = useState(0);
  const shown = lines.slice(0, MOST_SHOWN);
  const reached = Math.min(current, shown.length - 1);
  const isSearched = more || words !== "" || lines.length > SEARCHED_FROM;
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys of the field and the boxes inside
    <div ref={focusIfWaiting} onKeyDown={onListKey} className="flex min-h-0 flex-col">
      {isSearched && (
        <Input
          value={words}
          onChange={(event) => onWords(event.target.value)}
          aria-label={`Find in ${label.toLowerCase()}`}
          placeholder="Find"
          autoComplete="off"
          className="mb-2 h-7 shrink-0 text-sm"
        />
      )}
      <ul aria-label={label} aria-busy={busy} className={cn(LIST, busy && "opacity-60")}>
        {shown.map((line, index) => (
          <FacetRow
            key={line.key}
            param={param}
            line={line}
            tabIndex={index === reached ? 0 : -1}
            onFocus={() => setCurrent(index)}
            onChoose={(choice) => onChoose(line.chosen(choice))}
          />
        ))}
      </ul>
      <p role="status" className="px-2 text-xs text-muted-foreground not-empty:py-1.5">
        {footWords({ found: lines.length, more, busy, isSearching: words.trim() !== "" })}
      </p>
    </div>
  );
}

const LIST = "-mx-2 min-h-0 overflow-y-auto transition-opacity delay-150 duration-100 phone:max-h-60";

type Found = { found: number; more: boolean; busy: boolean; isSearching: boolean };

function footWords({ found, more, busy, isSearching }: Found): string {
  if (found === 0) return isSearching ? (busy ? "" : "Nothing matches.") : "No issue has a value here.";
  if (more) return "There are more: type to find them.";
  return found > MOST_SHOWN ? `${countWords(found - MOST_SHOWN)} more: type to find them.` : "";
}
