import type { OverrideDto } from "@/lib/issues/schema.ts";
import { OVERRIDE_FIELD_WORDS } from "@/lib/overrides/wording.ts";
import { Field, FieldList } from "./field-list.tsx";
import { Nothing } from "./nothing.tsx";
import { valueWords } from "./override-change.ts";

const SHOWN = ["internal_status", "priority", "target_date"] as const;

/** What management set, for those who may read but not change it. Notes are not among it. */
export function OverrideValues({ override }: { override: OverrideDto }) {
  return (
    <FieldList>
      {SHOWN.map((field) => (
        <Field key={field} name={OVERRIDE_FIELD_WORDS[field]}>
          {override[field] === null ? <Nothing /> : valueWords(field, override[field])}
        </Field>
      ))}
    </FieldList>
  );
}
