"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSettled } from "@/components/ui/use-settled.ts";
import type { SearchAnswer } from "@/lib/search/schema.ts";
import { askedWords, searchOptions } from "./search-query.ts";

/** An answer, and the words that were asked for. */
export type Found = { words: string; answer: SearchAnswer };

export type Search = {
  /** What was found for the words in the box, or until that comes and when it fails, for those before. */
  found: Found | undefined;
  /** `found` is not for the words in the box. */
  stale: boolean;
  error: Error | null;
  fetching: boolean;
  retry: () => void;
};

/** What the words in the box find, as long as that is shown: asked for when one pauses, given up when there are other words. */
export function useSearch(text: string, { open }: { open: boolean }): Search {
  const words = askedWords(text);
  const settled = useSettled(words);
  const isAsked = open && words !== "" && settled === words;
  const { data, error, isFetching, refetch } = useQuery({ ...searchOptions(settled), enabled: isAsked });
  const [kept, setKept] = useState<Found>();
  const found = open ? ((isAsked ? toFound(settled, data, kept) : undefined) ?? kept) : undefined;
  if (found !== kept) setKept(found);
  return {
    found,
    stale: found?.words !== words,
    error: isAsked ? error : null,
    fetching: isFetching,
    retry: () => void refetch(),
  };
}

function toFound(words: string, answer: SearchAnswer | undefined, kept: Found | undefined): Found | undefined {
  if (answer === undefined) return undefined;
  return kept?.answer === answer && kept.words === words ? kept : { words, answer };
}
