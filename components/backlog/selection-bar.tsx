"use client";

import { lazy, Suspense } from "react";
import type { IssueList } from "@/lib/issues/schema.ts";
import type { IssueParams } from "@/lib/issues/filters.ts";
import { type Selection, useSelectedIds, useSelection } from "./selection.ts";

const BulkBar = lazy(async () => ({ default: (await import("@/components/overrides/bulk-bar.tsx")).BulkBar }));

type SelectionBarProps = { list: IssueList | undefined; params: IssueParams };

/** What can be done with what is selected. It comes, and is loaded, with the first one. */
export function SelectionBar(props: SelectionBarProps) {
  const scope = useSelection();
  return scope && <Bar {...props} selection={scope.selection} />;
}

function Bar({ list, params, selection }: SelectionBarProps & { selection: Selection }) {
  const ids = useSelectedIds(selection);
  if (ids.size === 0) return null;
  return (
    <Suspense>
      <BulkBar
        ids={[...ids]}
        params={params}
        total={list?.total ?? 0}
        onSelect={(listed) => selection.chooseAll(listed, true)}
        onClear={selection.clear}
      />
    </Suspense>
  );
}
