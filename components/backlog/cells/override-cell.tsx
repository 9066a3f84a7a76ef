"use client";

import { type ReactNode, useContext } from "react";
import type { ListedField } from "@/components/issue/override-editor.tsx";
import type { IssueRow } from "@/lib/issues/schema.ts";
import { shortReference } from "@/lib/issues/wording.ts";
import { InlineEditContext } from "../inline-edit.ts";

type OverrideCellProps = {
  issue: IssueRow;
  field: ListedField;
  /** The column's word, and the value's, for those who do not see them. */
  name: string;
  value: string;
  children: ReactNode;
};

/** A value that management sets: for managers a button that edits it in place, for others the value alone. */
export function OverrideCell({ issue, field, name, value, children }: OverrideCellProps) {
  const inline = useContext(InlineEditContext);
  if (inline === null) return children;
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-label={`${name} of ${shortReference(issue.reference)}: ${value}`}
      onPointerEnter={inline.near}
      onFocus={inline.near}
      onClick={({ currentTarget: anchor }) => inline.edit({ issue, field, anchor })}
      className="-mx-1 inline-flex h-7 max-w-full min-w-6 cursor-pointer items-center rounded-sm px-1 hover:bg-muted hover:outline hover:outline-input"
    >
      {children}
    </button>
  );
}
