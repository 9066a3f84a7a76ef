"use client";

import { useQuery } from "@tanstack/react-query";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { problemOf } from "@/components/ui/problem-of.ts";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import type { IssueDetail } from "@/lib/issues/schema.ts";
import type { OverrideField as Field } from "@/lib/overrides/schema.ts";
import { OVERRIDE_FIELD_WORDS, PRIORITY_WORDS } from "@/lib/overrides/wording.ts";
import { isOverrideStatus, OVERRIDE_WORDS } from "@/lib/status/wording.ts";
import { issueOptions } from "./issue-query.ts";
import { OverrideChoices } from "./override-choices.tsx";
import { OverrideField } from "./override-field.tsx";
import { TargetDateField } from "./target-date-field.tsx";
import { useOverride } from "./use-override.ts";

/** What is edited in a list. Notes are not in it. */
export type ListedField = Exclude<Field, "internal_notes">;
type OverrideEditorProps = { id: string; field: ListedField; onDone: () => void };

/** One field of an issue's override, as it stands now: what a list shows may be some seconds old, and has no version to save against. */
export function OverrideEditor({ id, field, onDone }: OverrideEditorProps) {
  const { data: issue, error, refetch, isFetching } = useQuery(issueOptions(id));
  if (issue) return <Editor issue={issue} field={field} onDone={onDone} />;
  if (error === null) return <Skeleton className={field === "target_date" ? "h-14" : "h-36"} />;
  return (
    <ErrorState
      shape="banner"
      {...problemOf(error, "This issue could not be read")}
      onRetry={() => void refetch()}
      retrying={isFetching}
    />
  );
}

type EditorProps = { issue: IssueDetail; onDone: () => void };

function Editor({ field, ...props }: EditorProps & { field: ListedField }) {
  switch (field) {
    case "internal_status":
      return <StatusChoices {...props} />;
    case "priority":
      return <PriorityChoices {...props} />;
    case "target_date":
      return <TargetDateField {...props} />;
  }
}

function StatusChoices({ issue, onDone }: EditorProps) {
  const saver = useOverride(issue.id, onDone);
  return (
    <OverrideField field="internal_status" saver={saver}>
      {({ id }) => (
        <OverrideChoices
          id={id}
          name={OVERRIDE_FIELD_WORDS.internal_status}
          chosen={issue.override.internal_status ?? ""}
          choices={[...Object.entries(OVERRIDE_WORDS), ["", "None: follow GitLab"]]}
          onChoose={(value) => saver.save({ internal_status: isOverrideStatus(value) ? value : null }, issue)}
        />
      )}
    </OverrideField>
  );
}

function PriorityChoices({ issue, onDone }: EditorProps) {
  const saver = useOverride(issue.id, onDone);
  return (
    <OverrideField field="priority" saver={saver}>
      {({ id }) => (
        <OverrideChoices
          id={id}
          name={OVERRIDE_FIELD_WORDS.priority}
          chosen={String(issue.override.priority ?? "")}
          choices={[...Object.entries(PRIORITY_WORDS), ["", "None"]]}
          onChoose={(value) => saver.save({ priority: value === "" ? null : Number(value) }, issue)}
        />
      )}
    </OverrideField>
  );
}
