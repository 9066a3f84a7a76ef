"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { asksForMe, type IgnoredParam } from "./ignored-params.ts";
import { meOptions } from "./me-queries.ts";

type Search = Pick<URLSearchParams, "get" | "getAll">;

export type LeftOut = {
  /** What is left out wherever it stands: of the present address, and of those one may come back to. */
  leftOut: readonly IgnoredParam[];
  /** What of it the address has. */
  ignored: readonly IgnoredParam[];
  /** Goes on without what the API has refused; the URL keeps it. */
  leaveOut: (refused: readonly IgnoredParam[]) => void;
  /** The reader has said who they are: what was left out because it asks for `me` is asked again. */
  onIdentified: () => void;
};

/** What a page does not ask of its address: `wrong` is what the server left out of the first one, the rest the API has refused. */
export function useLeftOut(search: Search, wrong: readonly IgnoredParam[]): LeftOut {
  const [refused, setRefused] = useState<readonly IgnoredParam[]>([]);
  const queryClient = useQueryClient();
  // The page that one comes back to is the one from before one has said it.
  const [identified, setIdentified] = useState(() =>
    Boolean(queryClient.getQueryData(meOptions.queryKey)?.gitlab_user),
  );
  const leftOut = useMemo(
    () => [...wrong, ...refused].filter((param) => !(identified && asksForMe(param))),
    [wrong, refused, identified],
  );
  const ignored = useMemo(
    () => leftOut.filter(({ name, value }) => search.getAll(name).includes(value)),
    [search, leftOut],
  );
  const leaveOut = useCallback((more: readonly IgnoredParam[]) => setRefused((known) => [...known, ...more]), []);
  const onIdentified = useCallback(() => setIdentified(true), []);
  return { leftOut, ignored, leaveOut, onIdentified };
}

/** The parameters without those that are left out. */
export function without<T extends object>(params: T, leftOut: readonly IgnoredParam[]): T {
  const kept = { ...params };
  for (const { name, value } of leftOut) if (Reflect.get(kept, name) === value) Reflect.deleteProperty(kept, name);
  return kept;
}
