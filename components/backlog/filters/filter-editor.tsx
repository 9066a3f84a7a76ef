"use client";

import { FILTER_WORDS } from "@/lib/issues/wording.ts";
import { AsOfEditor } from "./as-of-editor.tsx";
import { ChoiceRow, YES_OR_NO } from "./choice-row.tsx";
import { DayEditor } from "./day-editor.tsx";
import { DueEditor } from "./due-editor.tsx";
import { FacetEditor } from "./facet-editor.tsx";
import { type Filter, isFacet } from "./filter-list.ts";
import type { FilterProps } from "./filter-props.ts";
import { focusIfWaiting } from "./list-keys.ts";
import { WorkEditor } from "./work-editor.tsx";

/** What a filter can be set to. */
export function FilterEditor({ filter, ...props }: FilterProps & { filter: Filter }) {
  return (
    <div ref={focusIfWaiting} className="flex min-h-0 flex-col">
      <Editor filter={filter} {...props} />
    </div>
  );
}

function Editor({ filter: { name }, ...props }: FilterProps & { filter: Filter }) {
  if (isFacet(name)) return <FacetEditor param={name} params={props.params} onChange={props.onChange} />;
  switch (name) {
    case "due":
      return <DueEditor {...props} />;
    case "in_progress":
      return <WorkEditor {...props} />;
    case "confidential":
      return (
        <ChoiceRow
          label={FILTER_WORDS.confidential}
          choices={YES_OR_NO}
          value={props.params.confidential}
          onChoose={(confidential) => props.onChange({ confidential })}
        />
      );
    case "as_of":
      return <AsOfEditor {...props} />;
    case "created":
    case "updated":
    case "started":
    case "completed":
    case "closed":
    case "reopened":
      return <DayEditor name={name} {...props} />;
  }
}
