"use client";

import { useState } from "react";

const PAGE_SIZE = 25;

/** What a list is narrowed to and where in it one is; another narrowing begins at its first page. */
export function useNarrowing<Name extends string>(names: readonly Name[]) {
  const [chosen, setChosen] = useState<Partial<Record<Name, string>>>({});
  const [page, setPage] = useState(1);
  const [pageSize, setPageSize] = useState(PAGE_SIZE);
  const narrowed = names.flatMap((name): [string, string][] => (chosen[name] ? [[name, chosen[name]]] : []));
  return {
    isNarrowed: narrowed.length > 0,
    valueOf: (name: Name) => chosen[name] ?? "",
    choose: (name: Name, value: string) => {
      setChosen({ ...chosen, [name]: value });
      setPage(1);
    },
    params: Object.fromEntries([...narrowed, ["page", String(page)], ["page_size", String(pageSize)]]),
    setPage,
    setPageSize: (size: number) => {
      setPageSize(size);
      setPage(1);
    },
  };
}
