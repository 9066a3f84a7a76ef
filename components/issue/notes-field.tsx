import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Textarea } from "@/components/ui/textarea.tsx";
import type { IssueDetail } from "@/lib/issues/schema.ts";
import { LONGEST_NOTE_CHARACTERS } from "@/lib/overrides/wording.ts";
import { OverrideField } from "./override-field.tsx";
import type { Seen } from "./override-change.ts";
import { useOverride } from "./use-override.ts";

/** Notes that only managers and admins read. Saved by the button that appears, or Ctrl Enter. */
export function NotesField({ issue }: { issue: IssueDetail }) {
  // What is typed, and what stood there when typing began: somebody may change it meanwhile. It stays until it is saved.
  const [draft, setDraft] = useState<{ text: string; seen: Seen } | null>(null);
  const saver = useOverride(issue.id, () => setDraft(null));
  const saved = issue.override.internal_notes ?? "";
  const dirty = draft !== null && draft.text.trim() !== saved;
  const commit = () => {
    if (dirty && !saver.saving) saver.save({ internal_notes: draft.text.trim() || null }, draft.seen);
  };
  return (
    <OverrideField field="internal_notes" saver={saver}>
      {(control) => (
        <>
          <Textarea
            {...control}
            dir="auto"
            placeholder="For managers and admins only"
            maxLength={LONGEST_NOTE_CHARACTERS}
            value={draft?.text ?? saved}
            onChange={({ target }) => setDraft({ text: target.value, seen: draft?.seen ?? issue })}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) commit();
            }}
          />
          {dirty && saver.theirs === null && (
            <div className="flex gap-2">
              <Button size="sm" onClick={commit} disabled={saver.saving}>
                Save notes
              </Button>
              <Button size="sm" variant="ghost" onClick={() => setDraft(null)}>
                Discard
              </Button>
            </div>
          )}
        </>
      )}
    </OverrideField>
  );
}
