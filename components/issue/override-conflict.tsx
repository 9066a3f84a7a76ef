import { Button } from "@/components/ui/button.tsx";
import type { OverrideField } from "@/lib/overrides/schema.ts";
import { valueWords } from "./override-change.ts";
import type { OverrideSaver } from "./use-override.ts";

/** Two people changed the same field: both values, and the choice between them. */
export function OverrideConflict({ field, saver }: { field: OverrideField; saver: OverrideSaver }) {
  const { theirs, ours } = saver;
  if (!theirs || !ours) return null;
  return (
    <div role="alert" className="flex flex-col gap-2 rounded-md border bg-status-blocked-soft p-3 text-sm">
      <p className="font-medium">{theirs.updated_by ?? "Someone else"} changed this in the meantime</p>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1">
        <dt className="text-muted-foreground">Theirs, saved</dt>
        <dd dir="auto" className="wrap-anywhere whitespace-pre-wrap">
          {valueWords(field, theirs[field])}
        </dd>
        <dt className="text-muted-foreground">Yours</dt>
        <dd dir="auto" className="wrap-anywhere whitespace-pre-wrap">
          {valueWords(field, ours[field])}
        </dd>
      </dl>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" variant="outline" onClick={saver.keepTheirs}>
          Keep theirs
        </Button>
        <Button size="sm" variant="outline" onClick={saver.keepOurs} disabled={saver.saving}>
          Use mine
        </Button>
      </div>
    </div>
  );
}
