"use client";

import { useLayoutEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { type Column, ColumnRow } from "./column-row.tsx";
import { useDragging } from "./use-dragging.ts";

type ColumnListProps = {
  /** Those that are shown, in their order, before those that are not. */
  columns: readonly Column[];
  onChange: (id: string, shown: boolean) => void;
  /** One place forward or back. */
  onStep: (id: string, by: 1 | -1) => void;
  /** To where the other stands. */
  onPut: (id: string, other: string) => void;
  /** Back to the columns one starts with; null while they are shown. */
  onReset: (() => void) | null;
};

/** Which columns are shown, and in which order: by buttons, by Alt and the arrows, or by dragging. */
export function ColumnList({ columns, onChange, onStep, onPut, onReset }: ColumnListProps) {
  const movable = columns.filter(({ shown, fixed }) => shown && !fixed).map(({ id }) => id);
  const keepFocus = useKeptFocus(columns.map(({ id }) => id).join());
  const { list, grip } = useDragging((id, other) => {
    if (movable.includes(other)) onPut(id, other);
  });
  const [moved, setMoved] = useState("");
  return (
    <>
      <ul {...list}>
        {columns.map((column) => (
          <ColumnRow
            key={column.id}
            column={column}
            place={movable.indexOf(column.id)}
            places={movable.length}
            onGrip={() => grip(column.id)}
            onChange={(isShown) => {
              keepFocus();
              onChange(column.id, isShown);
            }}
            onStep={(by, place) => {
              keepFocus();
              onStep(column.id, by);
              setMoved(`${column.label}: ${place + 1} of ${movable.length}`);
            }}
          />
        ))}
      </ul>
      <p role="status" className="sr-only">
        {moved}
      </p>
      {onReset && (
        <Button variant="ghost" size="sm" className="mt-1 w-full justify-start" onClick={onReset}>
          Reset to default
        </Button>
      )}
    </>
  );
}

/** What has the focus loses it when React moves it in the page: it gets it back in the next order. */
function useKeptFocus(order: string): () => void {
  const kept = useRef<{ element: Element | null; order: string } | null>(null);
  useLayoutEffect(() => {
    if (kept.current === null || kept.current.order === order) return;
    if (kept.current.element instanceof HTMLElement) kept.current.element.focus();
    kept.current = null;
  });
  return () => {
    kept.current = { element: document.activeElement, order };
  };
}
