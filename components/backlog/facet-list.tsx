"use client";

import { useState } from "react";
import { Input } from "@/components/ui/input.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import type { ValueList } from "@/lib/issues/filters.ts";
import { countWords } from "@/lib/issues/wording.ts";
import { FacetRow, NoneRow } from "./facet-row.tsx";
import { choiceOf, type FacetName, type FacetOption, withChoice, withChosen } from "./facet-values.ts";
import { facetWords, optionWords } from "./facets.ts";

type FacetListProps = {
  facet: FacetName;
  /** Undefined while they are on their way. */
  options: readonly FacetOption[] | undefined;
  list: ValueList;
  none: string | null;
  onChange: (list: ValueList) => void;
};

/** More than these are not looked through but searched. */
const SEARCHED_FROM = 8;
const MOST_SHOWN = 100;

/** The values of a filter with the issues each would give; each can be included or excluded. */
export function FacetList({ facet, options, list, none, onChange }: FacetListProps) {
  const [words, setWords] = useState("");
  if (options === undefined) return <FacetSkeleton />;
  const all = withChosen(options, list);
  const found = all.filter((option) => optionWords(facet, option).toLowerCase().includes(words.trim().toLowerCase()));
  const hidden = found.length - MOST_SHOWN;
  return (
    <div className="flex min-h-0 flex-col">
      {all.length > SEARCHED_FROM && (
        <Input
          value={words}
          onChange={(event) => setWords(event.target.value)}
          aria-label={`Find in ${facetWords(facet).toLowerCase()}`}
          placeholder="Find"
          className="mb-2 h-7 shrink-0 text-sm"
        />
      )}
      <ul aria-label={facetWords(facet)} className="-mx-2 min-h-0 overflow-y-auto phone:max-h-60">
        {none !== null && words === "" && (
          <NoneRow words={none} checked={list.none} onChange={(checked) => onChange({ ...list, none: checked })} />
        )}
        {found.slice(0, MOST_SHOWN).map((option) => (
          <FacetRow
            key={option.value}
            facet={facet}
            option={option}
            choice={choiceOf(list, option)}
            onChoose={(choice) => onChange(withChoice(list, option, choice))}
          />
        ))}
      </ul>
      {found.length === 0 && <p className="px-2 py-1.5 text-sm text-muted-foreground">Nothing matches.</p>}
      {hidden > 0 && (
        <p className="px-2 py-1.5 text-xs text-muted-foreground">{countWords(hidden)} more: type to find them.</p>
      )}
    </div>
  );
}

function FacetSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-2 p-2">
      {["w-3/4", "w-1/2", "w-2/3", "w-3/5"].map((width) => (
        <Skeleton key={width} className={`h-4 ${width}`} />
      ))}
    </div>
  );
}
