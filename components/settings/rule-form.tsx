"use client";

import { Button } from "@/components/ui/button.tsx";
import { Input } from "@/components/ui/input.tsx";
import { NativeSelect } from "@/components/ui/native-select.tsx";
import type { Fault } from "@/lib/errors.ts";
import type { RuleList } from "@/lib/status/schema.ts";
import { isOutcome, isScopePattern, OUTCOME_WORDS } from "@/lib/status/wording.ts";
import { FormField } from "./form-field.tsx";
import type { RuleFields } from "./rule-subject.ts";

type FieldsProps = {
  fields: RuleFields;
  projects: RuleList["projects"];
  faults: readonly Fault[];
  onChange: (changed: Partial<RuleFields>) => void;
};
type RuleFormProps = FieldsProps & { onSubmit: () => void; onCancel: () => void };

const MAX_PATTERN_CHARACTERS = 255;

/** What a rule says. Nothing is changed by it: what it would do is shown next. */
export function RuleForm({ onSubmit, onCancel, ...props }: RuleFormProps) {
  return (
    <form
      className="flex min-h-0 flex-1 flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4">
        <PatternField {...props} />
        <OutcomeField {...props} />
        <ProjectField {...props} />
      </div>
      <div className="flex justify-end gap-2 border-t p-4">
        <Button variant="outline" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" disabled={props.fields.pattern.trim() === ""}>
          See what would change
        </Button>
      </div>
    </form>
  );
}

function PatternField({ fields, faults, onChange }: FieldsProps) {
  return (
    <FormField label="Label" fault={faultOf("pattern", faults)} hint={patternHint(fields.pattern)}>
      {(control) => (
        <Input
          {...control}
          ref={focus}
          dir="auto"
          required
          maxLength={MAX_PATTERN_CHARACTERS}
          value={fields.pattern}
          onChange={({ target }) => onChange({ pattern: target.value })}
        />
      )}
    </FormField>
  );
}

function OutcomeField({ fields, faults, onChange }: FieldsProps) {
  return (
    <FormField label="Means" fault={faultOf("outcome", faults)}>
      {(control) => (
        <NativeSelect
          {...control}
          value={fields.outcome}
          onChange={({ target }) => isOutcome(target.value) && onChange({ outcome: target.value })}
        >
          {Object.entries(OUTCOME_WORDS).map(([outcome, words]) => (
            <option key={outcome} value={outcome}>
              {words}
            </option>
          ))}
        </NativeSelect>
      )}
    </FormField>
  );
}

function ProjectField({ fields, projects, faults, onChange }: FieldsProps) {
  const hint = "A project's own rule goes before a general one.";
  return (
    <FormField label="In" fault={faultOf("project", faults)} hint={hint}>
      {(control) => (
        <NativeSelect
          {...control}
          value={fields.project ?? ""}
          onChange={({ target }) => onChange({ project: target.value === "" ? null : target.value })}
        >
          <option value="">All projects</option>
          {projects.map(({ id, path }) => (
            <option key={id} value={id}>
              {path}
            </option>
          ))}
        </NativeSelect>
      )}
    </FormField>
  );
}

function faultOf(name: keyof RuleFields, faults: readonly Fault[]): string | null {
  return faults.find(({ field }) => field === `body.${name}`)?.message ?? null;
}

function patternHint(pattern: string): string {
  if (isScopePattern(pattern)) return `Every label that begins with ${pattern.trim()}, whatever its case.`;
  return "The label's title, whatever its case. One that ends in :: is every label of that scope.";
}

/** Also after the preview: what was pressed to come back is gone. */
function focus(input: HTMLElement | null): void {
  input?.focus();
}
