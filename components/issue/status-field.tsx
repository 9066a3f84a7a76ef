import { NativeSelect } from "@/components/ui/native-select.tsx";
import type { IssueDetail } from "@/lib/issues/schema.ts";
import { isOverrideStatus, OVERRIDE_WORDS } from "@/lib/status/wording.ts";
import { OverrideField } from "./override-field.tsx";
import { useOverride } from "./use-override.ts";

/** A status set over what GitLab's labels say, or none. It waits while the issue is closed. */
export function StatusField({ issue }: { issue: IssueDetail }) {
  const saver = useOverride(issue.id);
  const { internal_status: status } = issue.override;
  return (
    <OverrideField field="internal_status" saver={saver}>
      {(control) => (
        <>
          <NativeSelect
            {...control}
            value={status ?? ""}
            onChange={({ target: { value } }) =>
              saver.save({ internal_status: isOverrideStatus(value) ? value : null }, issue)
            }
          >
            <option value="">None: follow GitLab</option>
            {Object.entries(OVERRIDE_WORDS).map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </NativeSelect>
          {issue.state === "closed" && status !== null && (
            <p className="text-xs text-muted-foreground">Holds again when the issue is reopened.</p>
          )}
        </>
      )}
    </OverrideField>
  );
}
