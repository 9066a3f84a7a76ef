import { useEffect } from "react";

type Edit = (text: string) => string;

/**
 * Hands over what is typed between the palette's shortcut and the moment its box has the focus, since its code may still be on the
 * way. Keys that reach the box are its own; nothing else gets a key meanwhile.
 */
export function useTypingAhead(isOpen: boolean, onEdit: (edit: Edit) => void): void {
  useEffect(() => {
    if (!isOpen) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      const edit = isInPalette(event.target) ? null : editOf(event);
      if (edit === null) return;
      event.preventDefault();
      event.stopPropagation();
      onEdit(edit);
    };
    document.addEventListener("keydown", onKeyDown, { capture: true });
    return () => document.removeEventListener("keydown", onKeyDown, { capture: true });
  }, [isOpen, onEdit]);
}

/** Marks what a key typed into is the palette's own. */
export const PALETTE_SLOT = "palette";

function isInPalette(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(`[data-slot=${PALETTE_SLOT}]`) !== null;
}

function editOf({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): Edit | null {
  if (ctrlKey || metaKey || altKey) return null;
  if (key === "Backspace") return (text) => text.slice(0, -1);
  // Which line it would choose is not known yet; it must not press what has the focus behind the palette.
  if (key === "Enter") return (text) => text;
  return key.length === 1 ? (text) => text + key : null;
}
