"use client";

import { useState } from "react";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { type BacklogParams, formatValues, parseValues } from "@/lib/issues/filters.ts";
import { FILTER_WORDS } from "@/lib/issues/wording.ts";
import { listProblem } from "../list-problem.ts";
import type { ChangeBacklog } from "../use-backlog-url.ts";
import { FacetList } from "./facet-list.tsx";
import { facetLines } from "./facet-rows.ts";
import { FacetSkeleton } from "./facet-skeleton.tsx";
import type { ValuesParam } from "./facets.ts";
import { useFacet } from "./use-facet.ts";

type FacetEditorProps = { param: ValuesParam; params: BacklogParams; onChange: ChangeBacklog };

/** The values of a filter with the issues each would give; each can be included or excluded. */
export function FacetEditor({ param, params, onChange }: FacetEditorProps) {
  const [words, setWords] = useState("");
  const { facet, searched, stale, error, fetching, retry } = useFacet(param, params, words);
  const failure = error && (
    <ErrorState
      {...listProblem(error, "The values could not be loaded")}
      onRetry={retry}
      retrying={fetching}
      shape={facet ? "banner" : "page"}
      className={facet ? "mb-2 flex-wrap" : "px-0 py-4"}
    />
  );
  if (!facet) return failure ?? <FacetSkeleton />;
  const list = parseValues(params[param]);
  return (
    <>
      {failure}
      <FacetList
        param={param}
        label={FILTER_WORDS[param]}
        lines={facetLines({ param, facet, list, words, searched })}
        more={facet.more}
        busy={stale}
        words={words}
        onWords={setWords}
        onChoose={(changed) => onChange({ [param]: formatValues(changed) })}
      />
    </>
  );
}
