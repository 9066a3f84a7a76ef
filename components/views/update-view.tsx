"use client";

import { Button } from "@/components/ui/button.tsx";
import type { ViewDto } from "@/lib/views/schema.ts";
import { ChangeError } from "./change-error.tsx";
import { useChange } from "./use-change.ts";
import { changeView, viewListOptions } from "./view-queries.ts";

/** The open view takes what is shown now. */
export function UpdateView({ view, query }: { view: ViewDto; query: string }) {
  const change = useChange({ send: changeView, list: viewListOptions.queryKey });
  return (
    <div className="flex flex-col gap-2 border-t pt-2">
      <p className="px-2 text-sm wrap-anywhere text-muted-foreground">
        Changed since <bdi>{view.name}</bdi> was saved.
      </p>
      <Button
        variant="outline"
        size="sm"
        disabled={change.isPending}
        onClick={() => change.mutate({ id: view.id, query })}
      >
        <span title={view.name} className="truncate">
          Update <bdi>{view.name}</bdi>
        </span>
      </Button>
      <ChangeError error={change.error} title="The view was not changed." />
    </div>
  );
}
