import { useState } from "react";
import { Input } from "@/components/ui/input.tsx";
import type { IssueDetail } from "@/lib/issues/schema.ts";
import { OverrideField } from "./override-field.tsx";
import type { Seen } from "./override-change.ts";
import { useOverride } from "./use-override.ts";

/** A day to be done by, before GitLab's due date. Saved on leaving the field or with Enter: a day is typed in parts. */
export function TargetDateField({ issue, onDone }: { issue: IssueDetail; onDone?: () => void }) {
  const [draft, setDraft] = useState<{ day: string; seen: Seen } | null>(null);
  const saver = useOverride(issue.id, () => {
    setDraft(null);
    onDone?.();
  });
  const saved = issue.override.target_date ?? "";
  const commit = () => {
    if (draft === null || saver.saving) return;
    if (draft.day === draft.seen.override.target_date) setDraft(null);
    else saver.save({ target_date: draft.day || null }, draft.seen);
  };
  return (
    <OverrideField field="target_date" saver={saver}>
      {(control) => (
        <Input
          {...control}
          type="date"
          className="tabular-nums"
          value={draft?.day ?? saved}
          onChange={({ target }) => setDraft({ day: target.value, seen: draft?.seen ?? issue })}
          onBlur={commit}
          onKeyDown={({ key }) => {
            if (key === "Enter") commit();
            if (key === "Escape") setDraft(null);
          }}
        />
      )}
    </OverrideField>
  );
}
