"use client";

import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox.tsx";
import { Label } from "@/components/ui/label.tsx";
import { type ViewPage, viewPath } from "@/lib/views/filters.ts";
import { ChangeError } from "./change-error.tsx";
import { NameForm } from "./name-form.tsx";
import { useChange } from "./use-change.ts";
import { saveView, viewListOptions } from "./view-queries.ts";

type SaveViewProps = { page: ViewPage; query: string; canShare: boolean; onSaved: () => void };

/** Keeps what is shown as a new view, which is open then. */
export function SaveView({ page, query, canShare, onSaved }: SaveViewProps) {
  const [isShared, setShared] = useState(false);
  const save = useChange({
    send: saveView,
    list: viewListOptions.queryKey,
    onDone: (view) => {
      window.history.pushState(null, "", viewPath(view));
      onSaved();
    },
  });
  return (
    <div className="flex flex-col gap-2 border-t px-2 pt-2">
      <NameForm
        label="Save what is shown as"
        initial=""
        word="Save"
        disabled={save.isPending}
        onSubmit={(name) => save.mutate({ page, name, query, is_shared: isShared })}
      >
        {canShare && (
          <Label className="min-h-6 font-normal phone:min-h-11">
            <Checkbox checked={isShared} onCheckedChange={setShared} />
            Share with everybody
          </Label>
        )}
      </NameForm>
      <ChangeError error={save.error} title="The view was not saved." />
    </div>
  );
}
