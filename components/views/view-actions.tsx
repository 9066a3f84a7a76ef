"use client";

import { CopyButton } from "@/components/sync/copy-button.tsx";
import { Button } from "@/components/ui/button.tsx";
import { viewPath } from "@/lib/views/filters.ts";
import type { ViewDto } from "@/lib/views/schema.ts";
import { ChangeError } from "./change-error.tsx";
import { ConfirmButton } from "./confirm-button.tsx";
import { NameForm } from "./name-form.tsx";
import { useChange } from "./use-change.ts";
import { changeView, deleteView, viewListOptions } from "./view-queries.ts";

const list = viewListOptions.queryKey;

/** What can be done with a view, as far as the reader may. */
export function ViewActions({ view, canShare }: { view: ViewDto; canShare: boolean }) {
  const change = useChange({ send: changeView, list });
  const erase = useChange({ send: deleteView, list });
  const { id, name, is_default: isDefault, is_shared: isShared, may_change: mayChange } = view;
  const isBusy = change.isPending || erase.isPending;
  return (
    <div role="group" aria-label={name} className="flex flex-col gap-2 px-2 pt-1 pb-3">
      <div className="flex flex-wrap gap-2">
        {view.page === "backlog" && (
          <Button
            variant="outline"
            size="sm"
            disabled={isBusy}
            onClick={() => change.mutate({ id, is_default: !isDefault })}
          >
            {isDefault ? "Not my default" : "Make my default"}
          </Button>
        )}
        {mayChange && canShare && (
          <Button
            variant="outline"
            size="sm"
            disabled={isBusy}
            onClick={() => change.mutate({ id, is_shared: !isShared })}
          >
            {isShared ? "Stop sharing" : "Share"}
          </Button>
        )}
        <CopyButton text={new URL(viewPath(view), window.location.origin).href} label={`Copy the link to ${name}`} />
        {mayChange && <ConfirmButton word="Delete" about={name} disabled={isBusy} onConfirm={() => erase.mutate(id)} />}
      </div>
      {mayChange && (
        <NameForm
          label="Name"
          initial={name}
          word="Rename"
          disabled={isBusy}
          onSubmit={(changed) => change.mutate({ id, name: changed })}
        />
      )}
      <ChangeError error={change.error} title="The view was not changed." />
      <ChangeError error={erase.error} title="The view was not deleted." />
    </div>
  );
}
