"use client";

import { useId, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Input } from "@/components/ui/input.tsx";
import { Label } from "@/components/ui/label.tsx";
import { NativeSelect } from "@/components/ui/native-select.tsx";
import { Textarea } from "@/components/ui/textarea.tsx";
import { totalWords } from "@/lib/issues/wording.ts";
import { LONGEST_NOTE_CHARACTERS, OVERRIDE_FIELD_WORDS, PRIORITY_WORDS } from "@/lib/overrides/wording.ts";
import { OVERRIDE_WORDS } from "@/lib/status/wording.ts";
import { type BulkDraft, CLEAR, editOf, KEEP, KEEP_ALL } from "./bulk-draft.ts";
import { refusalWords } from "./refusal-words.ts";
import type { BulkEdit, BulkSaver } from "./use-bulk-override.ts";

type BulkFormProps = { count: number; saver: BulkSaver; onSave: (edit: BulkEdit) => void };

/** What is to change on every selected issue. A field that is left alone stays as it is on each. */
export function BulkForm({ count, saver, onSave }: BulkFormProps) {
  const [draft, setDraft] = useState(KEEP_ALL);
  const edit = editOf(draft);
  const set: SetDraft = (change) => setDraft({ ...draft, ...change });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (edit !== null && !saver.saving) onSave(edit);
      }}
      className="flex flex-col gap-3"
    >
      <Choice
        name={OVERRIDE_FIELD_WORDS.internal_status}
        value={draft.status}
        cleared="None: follow GitLab"
        words={OVERRIDE_WORDS}
        onChange={(status) => set({ status })}
      />
      <Choice
        name={OVERRIDE_FIELD_WORDS.priority}
        value={draft.priority}
        words={PRIORITY_WORDS}
        onChange={(priority) => set({ priority })}
      />
      <TargetChoice draft={draft} set={set} />
      <NotesChoice draft={draft} set={set} />
      {saver.problem && <Refusal problem={saver.problem} />}
      <Button type="submit" size="sm" disabled={edit === null || saver.saving}>
        Change {totalWords(count)}
      </Button>
    </form>
  );
}

type SetDraft = (change: Partial<BulkDraft>) => void;
type PartProps = { draft: BulkDraft; set: SetDraft };

function TargetChoice({ draft, set }: PartProps) {
  return (
    <>
      <Choice
        name={OVERRIDE_FIELD_WORDS.target_date}
        value={draft.target}
        words={{ set: "Set" }}
        onChange={(target) => set({ target })}
      />
      {draft.target === "set" && (
        <Input
          type="date"
          aria-label="New target date"
          className="tabular-nums"
          value={draft.day}
          onChange={(event) => set({ day: event.target.value })}
        />
      )}
    </>
  );
}

function NotesChoice({ draft, set }: PartProps) {
  return (
    <>
      <Choice
        name={OVERRIDE_FIELD_WORDS.internal_notes}
        value={draft.notes}
        words={{ append: "Add a paragraph", set: "Replace" }}
        onChange={(notes) => set({ notes })}
      />
      {(draft.notes === "append" || draft.notes === "set") && (
        <Textarea
          aria-label="New note"
          dir="auto"
          placeholder="For managers and admins only"
          maxLength={LONGEST_NOTE_CHARACTERS}
          value={draft.text}
          onChange={(event) => set({ text: event.target.value })}
        />
      )}
    </>
  );
}

type ChoiceProps = {
  name: string;
  value: string;
  cleared?: string;
  words: Readonly<Record<string, string>>;
  onChange: (value: string) => void;
};

function Choice({ name, value, cleared = "None", words, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <Label htmlFor={id} className="text-sm font-normal text-muted-foreground">
        {name}
      </Label>
      <NativeSelect id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value={KEEP}>Leave as it is</option>
        <option value={CLEAR}>{cleared}</option>
        {Object.entries(words).map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </NativeSelect>
    </div>
  );
}

function Refusal({ problem }: { problem: Error }) {
  return (
    <div role="alert" className="rounded-md border bg-status-overdue-soft px-3 py-2 text-sm">
      <p className="font-medium">Nothing was changed</p>
      <ul className="max-h-40 overflow-y-auto break-words">
        {refusalWords(problem).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </div>
  );
}
