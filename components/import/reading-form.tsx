"use client";

import { type ReactNode, useId } from "react";
import { Card } from "@/components/ui/card.tsx";
import { Checkbox } from "@/components/ui/checkbox.tsx";
import { Label } from "@/components/ui/label.tsx";
import { NativeSelect } from "@/components/ui/native-select.tsx";
import { SectionHead } from "@/components/ui/section-head.tsx";
import type { ImportReport, Reading, ReadingColumn } from "@/lib/import/schema.ts";
import { StatusWords } from "./status-words.tsx";
import { COLUMN_WORDS, DATE_FORMAT_WORDS, FIND_BY_WORDS } from "@/lib/import/wording.ts";

const COLUMNS = ["issue", "project", "internal_status", "priority", "target_date", "internal_notes"] as const;
const NONE = "";

type ReadingFormProps = { report: ImportReport; busy: boolean; onChange: (reading: Reading) => void };

/** Which column of the sheet is what, and how its cells are read: guessed first, and everything can be said otherwise. */
export function ReadingForm({ report, busy, onChange }: ReadingFormProps) {
  const { reading, words } = report;
  const set = (change: Partial<Reading>) => onChange({ ...reading, ...change });
  return (
    <Card aria-busy={busy}>
      <SectionHead
        id="reading"
        title="How it is read"
        explanation="Guessed from the names of the columns and what stands in them."
      />
      <div className="grid gap-x-6 gap-y-3 px-4 py-4 sm:grid-cols-2 xl:grid-cols-3">
        {COLUMNS.map((column) => (
          <ColumnChoice
            key={column}
            column={column}
            report={report}
            onChoose={(index) => set({ columns: { ...reading.columns, [column]: index } })}
          />
        ))}
        <Choice
          name="What names the issue"
          value={reading.find_by}
          words={FIND_BY_WORDS}
          onChoose={(find_by) => set({ find_by })}
        />
        {reading.columns.target_date !== null && (
          <Choice
            name="Dates are written as"
            value={reading.date_format}
            words={DATE_FORMAT_WORDS}
            onChoose={(date_format) => set({ date_format })}
          />
        )}
        <Label className="self-end py-1.5 text-sm font-normal phone:min-h-11">
          <Checkbox checked={reading.empty_clears} onCheckedChange={(empty_clears) => set({ empty_clears })} />
          An empty cell clears the field
        </Label>
      </div>
      {words.length > 0 && (
        <StatusWords
          words={words}
          onChange={(word, meaning) => set({ words: { ...reading.words, [word]: meaning } })}
        />
      )}
    </Card>
  );
}

type ColumnChoiceProps = {
  column: ReadingColumn;
  report: ImportReport;
  onChoose: (index: number | null) => void;
};

function ColumnChoice({ column, report: { columns, reading }, onChoose }: ColumnChoiceProps) {
  const chosen = reading.columns[column];
  const examples = chosen === null ? [] : (columns[chosen]?.examples ?? []);
  return (
    <Field name={COLUMN_WORDS[column]} hint={hintOf(chosen, examples)}>
      {(control) => (
        <NativeSelect
          {...control}
          value={chosen ?? NONE}
          onChange={({ target: { value } }) => onChoose(value === NONE ? null : Number(value))}
        >
          <option value={NONE}>No column</option>
          {columns.map(({ name }, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- a column is its place: names can repeat
            <option key={index} value={index}>
              {name === "" ? `Column ${index + 1}` : name}
            </option>
          ))}
        </NativeSelect>
      )}
    </Field>
  );
}

function hintOf(chosen: number | null, examples: readonly string[]): string {
  if (chosen === null) return "not in the sheet";
  return examples.length > 0 ? `such as ${examples.join(" · ")}` : "its cells are empty";
}

type ChoiceProps<V extends string> = {
  name: string;
  value: V;
  words: Readonly<Record<V, string>>;
  onChoose: (value: V) => void;
};

function Choice<V extends string>({ name, value, words, onChoose }: ChoiceProps<V>) {
  const values = Object.keys(words).filter((it): it is V => it in words);
  return (
    <Field name={name}>
      {(control) => (
        <NativeSelect
          {...control}
          value={value}
          onChange={({ target }) => {
            const chosen = values.find((it) => it === target.value);
            if (chosen !== undefined) onChoose(chosen);
          }}
        >
          {values.map((it) => (
            <option key={it} value={it}>
              {words[it]}
            </option>
          ))}
        </NativeSelect>
      )}
    </Field>
  );
}

type Control = { id: string; "aria-describedby": string | undefined };

function Field({ name, hint, children }: { name: string; hint?: string; children: (control: Control) => ReactNode }) {
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <Label htmlFor={id} className="text-sm font-normal text-muted-foreground">
        {name}
      </Label>
      {children({ id, "aria-describedby": hint && `${id}-hint` })}
      {hint && (
        <p id={`${id}-hint`} dir="auto" title={hint} className="truncate text-xs text-muted-foreground">
          {hint}
        </p>
      )}
    </div>
  );
}
