"use client";

import { ArrowRight } from "lucide-react";
import { cn } from "@/lib/cn.ts";
import type { SearchResult } from "@/lib/search/schema.ts";
import { ChoiceLink } from "./choice-link.tsx";
import { type Choice, choicesOf } from "./search-choices.ts";
import { ResultLine } from "./result-line.tsx";
import { allWords } from "./search-words.ts";
import type { Found } from "./use-search.ts";

type SearchResultsProps = {
  found: Found;
  /** They are for words that the box has no longer. */
  busy: boolean;
  listId: string;
  active: Choice | undefined;
  onLeave: (choiceId: string) => void;
};

/** Pale, but not at once: most answers are there before. */
const BUSY = "opacity-60 transition-opacity delay-200";

/** The lines that can be chosen. */
export function SearchResults({ found, busy, active, ...list }: SearchResultsProps) {
  const { answer } = found;
  const results = new Map<string, SearchResult>(answer.data.map((result) => [result.id, result]));
  return (
    <div
      role="listbox"
      id={list.listId}
      aria-label="Search results"
      aria-busy={busy}
      className={cn("p-1", busy && BUSY)}
    >
      {choicesOf({ found }).map((choice) => {
        const result = results.get(choice.id);
        return (
          <ChoiceLink key={choice.id} choice={choice} active={choice.id === active?.id} {...list}>
            {result === undefined ? (
              <AllLine words={allWords(answer)} />
            ) : (
              <ResultLine result={result} words={answer.words} />
            )}
          </ChoiceLink>
        );
      })}
    </div>
  );
}

function AllLine({ words }: { words: string }) {
  return (
    <span className="flex min-h-9 items-center gap-2 px-2 text-sm font-medium phone:min-h-11">
      {words}
      <ArrowRight aria-hidden className="size-4 text-muted-foreground" />
    </span>
  );
}
