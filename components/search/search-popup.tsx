"use client";

import { ErrorState } from "@/components/ui/error-state.tsx";
import { problemOf } from "@/components/ui/problem-of.ts";
import type { Choice } from "./search-choices.ts";
import { NothingFound, ReadAs } from "./search-notes.tsx";
import { SearchResults } from "./search-results.tsx";
import { SearchSkeleton } from "./search-skeleton.tsx";
import type { Search } from "./use-search.ts";

export type SearchPopupProps = {
  search: Search;
  listId: string;
  active: Choice | undefined;
  /** A result was followed. */
  onLeave: (choiceId: string) => void;
};

const PLACE = [
  "absolute top-full left-0 mt-1 max-h-[min(40rem,calc(100dvh-4rem))] w-[42rem] max-w-[calc(100vw-18rem)] min-w-full",
  "overflow-y-auto overscroll-contain rounded-md border bg-popover text-popover-foreground shadow-md",
  "phone:fixed phone:inset-x-0 phone:top-14 phone:mt-0 phone:max-h-[calc(100dvh-3.5rem)] phone:w-auto phone:max-w-none",
  "phone:rounded-none phone:border-x-0",
].join(" ");

/** What floats under the box, over the whole width of a phone. */
export function SearchPopup(props: SearchPopupProps) {
  const { search } = props;
  return (
    <div
      role="presentation"
      // A press on a line leaves the focus, and with it the keyboard of a phone, where it is.
      onMouseDown={(event) => event.preventDefault()}
      className={PLACE}
    >
      {search.error && <Failure search={search} error={search.error} />}
      <Answer {...props} />
    </div>
  );
}

function Answer({ search, ...list }: SearchPopupProps) {
  const { found, stale, error } = search;
  const isEmpty = found?.answer.total === 0;
  if (found === undefined || (isEmpty && stale)) return error ? null : <SearchSkeleton />;
  return (
    <>
      <ReadAs corrections={found.answer.read_as} />
      {isEmpty ? <NothingFound words={found.words} /> : <SearchResults found={found} busy={stale} {...list} />}
    </>
  );
}

function Failure({ search, error }: { search: Search; error: Error }) {
  return (
    <div className="p-2">
      <ErrorState
        shape="banner"
        {...problemOf(error, "The search could not be done")}
        onRetry={search.retry}
        retrying={search.fetching}
      />
    </div>
  );
}
