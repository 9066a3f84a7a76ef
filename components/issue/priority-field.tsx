import { NativeSelect } from "@/components/ui/native-select.tsx";
import type { IssueDetail } from "@/lib/issues/schema.ts";
import { PRIORITY_WORDS } from "@/lib/overrides/wording.ts";
import { OverrideField } from "./override-field.tsx";
import { useOverride } from "./use-override.ts";

/** 1 is the highest. */
export function PriorityField({ issue }: { issue: IssueDetail }) {
  const saver = useOverride(issue.id);
  return (
    <OverrideField field="priority" saver={saver}>
      {(control) => (
        <NativeSelect
          {...control}
          value={issue.override.priority ?? ""}
          onChange={({ target: { value } }) => saver.save({ priority: value === "" ? null : Number(value) }, issue)}
        >
          <option value="">None</option>
          {Object.entries(PRIORITY_WORDS).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </NativeSelect>
      )}
    </OverrideField>
  );
}
