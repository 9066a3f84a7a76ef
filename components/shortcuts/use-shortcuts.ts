import { useEffect, useEffectEvent } from "react";
import { isPressed, isSingleCharacter, SHORTCUT_NAMES, type ShortcutName } from "./keys.ts";
import { areSingleKeysOn } from "./single-keys.ts";

const WRITING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
const OVER_THE_PAGE = ":is([role=dialog], [role=alertdialog], [role=menu])[data-open]";

/** Acts on the keys of these shortcuts, unless one is writing somewhere or something is open over the page. */
export function useShortcuts(acts: Partial<Record<ShortcutName, () => void>>): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const name = SHORTCUT_NAMES.find((known) => acts[known] && isPressed(known, event));
    if (name === undefined || event.defaultPrevented || isMeantElsewhere(event.target)) return;
    if (isSingleCharacter(name) && !areSingleKeysOn()) return;
    event.preventDefault();
    acts[name]?.();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);
}

function isMeantElsewhere(target: EventTarget | null): boolean {
  const isWriting = target instanceof Element && target.closest(WRITING) !== null;
  return isWriting || document.querySelector(OVER_THE_PAGE) !== null;
}
