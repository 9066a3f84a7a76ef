import { createContext } from "react";
import type { ListedField } from "@/components/issue/override-editor.tsx";
import type { IssueRow } from "@/lib/issues/schema.ts";

/** What is to be edited, and beside what. */
export type InlineTarget = { issue: Pick<IssueRow, "id" | "reference">; field: ListedField; anchor: HTMLElement };

export type InlineEdit = {
  edit: (target: InlineTarget) => void;
  /** An edit is likely: its code can come. */
  near: () => void;
};

/** Begins an edit beside a cell; null for whom nothing can be changed. */
export const InlineEditContext = createContext<InlineEdit | null>(null);
