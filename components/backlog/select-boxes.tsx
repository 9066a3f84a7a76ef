"use client";

import { Checkbox } from "@/components/ui/checkbox.tsx";
import { cn } from "@/lib/cn.ts";
import type { IssueRow } from "@/lib/issues/schema.ts";
import { type Selection, useIsSelected, useSelectedIds, useSelection } from "./selection.ts";

/** Before the first column's text, in the space that the page's edge leaves there: nothing moves aside for it. */
export const IN_THE_GUTTER = "-ml-5 mr-1 shrink-0";

type SelectIssueProps = { issue: Pick<IssueRow, "id" | "title">; className?: string };

/** Selects an issue; with Shift, all from the one chosen last. Nothing for who may change nothing. */
export function SelectIssue({ issue, className }: SelectIssueProps) {
  const scope = useSelection();
  return scope && <IssueBox {...scope} issue={issue} className={className} />;
}

type IssueBoxProps = SelectIssueProps & { selection: Selection; shown: readonly string[] };

function IssueBox({ selection, shown, issue, className }: IssueBoxProps) {
  const { id, title } = issue;
  return (
    <Checkbox
      aria-label={`Select ${title}`}
      checked={useIsSelected(selection, id)}
      onClick={({ currentTarget, shiftKey }) =>
        selection.choose(id, { selected: currentTarget.checked, range: shiftKey, shown })
      }
      className={className}
    />
  );
}

/** The same on a card: above the link that fills it, and as large as a finger. */
export function SelectOnCard({ issue }: SelectIssueProps) {
  const scope = useSelection();
  if (scope === null) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/label-has-associated-control -- the box is in it, and has a name
    <label className="relative z-10 -my-3 -ml-3.5 flex size-11 shrink-0 items-center justify-center">
      <IssueBox {...scope} issue={issue} />
    </label>
  );
}

/** Selects the issues of the page. */
export function SelectPage() {
  const scope = useSelection();
  return scope && <PageBox {...scope} />;
}

type PageBoxProps = { selection: Selection; shown: readonly string[] };

function PageBox({ selection, shown }: PageBoxProps) {
  const ids = useSelectedIds(selection);
  const count = shown.filter((id) => ids.has(id)).length;
  return (
    <Checkbox
      aria-label="Select this page"
      checked={count > 0 && count === shown.length}
      indeterminate={count > 0 && count < shown.length}
      onCheckedChange={(checked) => selection.chooseAll(shown, checked)}
      className={cn(IN_THE_GUTTER, "align-middle")}
    />
  );
}
