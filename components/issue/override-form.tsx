"use client";

import type { IssueDetail } from "@/lib/issues/schema.ts";
import { NotesField } from "./notes-field.tsx";
import { PriorityField } from "./priority-field.tsx";
import { StatusField } from "./status-field.tsx";
import { TargetDateField } from "./target-date-field.tsx";

/** What management adds to an issue. Each field saves itself as soon as it is left or chosen. */
export function OverrideForm({ issue }: { issue: IssueDetail }) {
  return (
    <div className="flex flex-col gap-3">
      <StatusField issue={issue} />
      <PriorityField issue={issue} />
      <TargetDateField issue={issue} />
      <NotesField issue={issue} />
    </div>
  );
}
