"use client";

import { Button } from "@/components/ui/button.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import type { IssueDetail } from "@/lib/issues/schema.ts";
import { STATUS_WORDS } from "@/lib/status/wording.ts";
import { useOverride } from "./use-override.ts";

/** Says that GitLab's labels moved on after the override was set, and lets a manager take it back. */
export function LabelsMoved({ issue, mayOverride }: { issue: IssueDetail; mayOverride: boolean }) {
  const { save, saving } = useOverride(issue.id);
  const { labels_moved: moved, override } = issue;
  if (moved === null || override.internal_status === null) return null;
  return (
    <div
      role="note"
      className="flex flex-col items-start gap-2 rounded-md border border-status-blocked/40 bg-status-blocked-soft p-3 text-sm"
    >
      <p>
        The override still says <strong>{STATUS_WORDS[override.internal_status].toLowerCase()}</strong>, but GitLab’s
        labels have moved since it was set: <strong>{STATUS_WORDS[moved.status].toLowerCase()}</strong>,{" "}
        <RelativeTime value={moved.since} />.
      </p>
      {mayOverride && (
        <Button variant="outline" size="sm" disabled={saving} onClick={() => save({ internal_status: null }, issue)}>
          Follow the labels
        </Button>
      )}
    </div>
  );
}
