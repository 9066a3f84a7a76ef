"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { DayField } from "@/components/backlog/filters/day-field.tsx";
import { WordsField } from "@/components/settings/words-field.tsx";
import { Button } from "@/components/ui/button.tsx";
import { NativeSelect } from "@/components/ui/native-select.tsx";
import { ACTION_WORDS } from "@/lib/audit-log/wording.ts";
import { AUDIT_LOG_PARAMS } from "./audit-log-key.ts";

type Name = (typeof AUDIT_LOG_PARAMS)[number];
type AuditLogFiltersProps = {
  valueOf: (name: Name) => string;
  onChange: (changed: Partial<Record<Name, string>>) => void;
};

const NOTHING = { actor: "", action: "", from: "", to: "" } satisfies Record<Name, string>;

/** What the log is narrowed to. */
export function AuditLogFilters({ valueOf, onChange }: AuditLogFiltersProps) {
  const [from, to] = [valueOf("from"), valueOf("to")];
  const isNarrowed = AUDIT_LOG_PARAMS.some((name) => valueOf(name) !== "");
  return (
    <div className="flex flex-wrap items-end gap-3 border-b px-4 py-2.5">
      <Field name="Who">
        <WordsField
          label="Who, by e-mail address"
          placeholder="E-mail address"
          value={valueOf("actor")}
          onWords={(actor) => onChange({ actor })}
        />
      </Field>
      <Field name="What">
        <NativeSelect
          aria-label="What was done"
          value={valueOf("action")}
          onChange={({ target }) => onChange({ action: target.value })}
        >
          <option value="">Everything</option>
          {Object.entries(ACTION_WORDS).map(([action, words]) => (
            <option key={action} value={action}>
              {words}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <div className="flex gap-3 phone:w-full phone:[&>*]:flex-1">
        <DayField label="From" value={from} max={to || undefined} onDay={(day) => onChange({ from: day })} />
        <DayField label="To" value={to} onDay={(day) => onChange({ to: day })} />
      </div>
      {isNarrowed && (
        <Button variant="ghost" onClick={() => onChange(NOTHING)}>
          <X aria-hidden />
          Clear
        </Button>
      )}
    </div>
  );
}

function Field({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-1 phone:w-full">
      <span aria-hidden className="text-xs font-medium text-muted-foreground">
        {name}
      </span>
      {children}
    </div>
  );
}
