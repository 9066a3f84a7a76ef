"use client";

import { type FocusEvent, useEffect, useId, useState } from "react";

/** What is said about something while the pointer or the focus is on it; Escape takes it away (WCAG 1.4.13). */
export function useTip() {
  const id = useId();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!open) return undefined;
    const onKeyDown = ({ key }: KeyboardEvent) => {
      if (key === "Escape") setOpen(false);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [open]);
  const show = () => setOpen(true);
  const hide = () => setOpen(false);
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!currentTarget.contains(relatedTarget)) hide();
  };
  return { open, id, around: { onPointerEnter: show, onPointerLeave: hide, onFocus: show, onBlur } };
}
