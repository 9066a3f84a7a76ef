"use client";

import { lazy, Suspense } from "react";
import type { Filter } from "./filter-list.ts";
import type { FilterProps } from "./filter-props.ts";
import { FacetSkeleton } from "./facet-skeleton.tsx";

/** Brings the code of the editors, which a page that only shows its rows does without. */
export const loadEditor = async () => ({ default: (await import("./filter-editor.tsx")).FilterEditor });
const FilterEditor = lazy(loadEditor);

/** What a filter can be set to, once its code is there. */
export function LazyEditor(props: FilterProps & { filter: Filter }) {
  return (
    <Suspense fallback={<FacetSkeleton />}>
      <FilterEditor {...props} />
    </Suspense>
  );
}
