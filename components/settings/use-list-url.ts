"use client";

import { useSearchParams } from "next/navigation";
import { listSearch } from "./list-search.ts";

type Change<Name extends string> = Partial<Record<Name, string>>;

/** What a list of the settings is narrowed to and where in it one is, which lives in the address and nowhere else. */
export function useListUrl<Name extends string>(names: readonly Name[]) {
  const search = useSearchParams();
  return {
    asked: listSearch(search, names),
    valueOf: (name: Name) => search.get(name) ?? "",
    /** What is not named stays; an empty value is none. */
    change: (changed: Change<Name>) => {
      // From the address itself: two changes in a row build on each other before React has rendered the first.
      const next = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries<string | undefined>(changed)) next.set(name, value ?? "");
      const text = listSearch(next, names);
      window.history.replaceState(null, "", `${window.location.pathname}${text === "" ? "" : `?${text}`}`);
    },
  };
}
