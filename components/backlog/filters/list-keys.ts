import type { KeyboardEvent } from "react";

const LINES = "li";
const FIRST_CONTROL = "input, button, select";

/**
 * The keys of a list of lines under an optional field: up and down go from line to line (up from the first into the field), right
 * and left along a line, Home and End to its ends, Enter presses a line, from the field the first; letters go into the field.
 */
export function onListKey(event: KeyboardEvent<HTMLElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return;
  const { target, currentTarget: list } = event;
  if (!(target instanceof HTMLElement)) return;
  const isField = target.matches("input:not([type=checkbox])");
  const lines = [...list.querySelectorAll<HTMLElement>(LINES)];
  const at = lines.findIndex((line) => line.contains(target));
  const next =
    target instanceof HTMLInputElement && isField
      ? fromField(event.key, target.value, lines)
      : fromLine(event.key, { lines, at, target, list });
  if (next === undefined) return;
  event.preventDefault();
  if (event.key === "Enter") next.click();
  else next.focus();
}

/** Where a key leads from the field; the rest of the keys are for typing. */
function fromField(key: string, typed: string, lines: readonly HTMLElement[]): HTMLElement | undefined {
  return key === "ArrowDown" || (key === "Enter" && typed.trim() !== "") ? controlsOf(lines[0])[0] : undefined;
}

type Place = { lines: readonly HTMLElement[]; at: number; target: HTMLElement; list: HTMLElement };

function fromLine(key: string, { lines, at, target, list }: Place): HTMLElement | undefined {
  const field = list.querySelector<HTMLElement>("input:not([type=checkbox])") ?? undefined;
  switch (key) {
    case "ArrowDown":
      return controlsOf(lines[at + 1])[0];
    case "ArrowUp":
      return at > 0 ? controlsOf(lines[at - 1])[0] : field;
    case "ArrowRight":
      return controlsOf(lines[at]).at(-1);
    case "ArrowLeft":
      return controlsOf(lines[at])[0];
    case "Home":
      return controlsOf(lines[0])[0];
    case "End":
      return controlsOf(lines.at(-1))[0];
    case "Enter":
      return target.matches("input[type=checkbox]") ? target : undefined;
    default:
      // The letter itself arrives in the field, which has the focus by then.
      if (key.length === 1 && key !== " ") field?.focus();
      return undefined;
  }
}

function controlsOf(line: HTMLElement | undefined): HTMLElement[] {
  return line === undefined ? [] : [...line.querySelectorAll<HTMLElement>(FIRST_CONTROL)];
}

/**
 * What comes after its popover was opened takes the focus that the popover holds for it, now or as soon as it gets it, and no
 * other. For `ref`.
 */
export function focusIfWaiting(element: HTMLElement | null): (() => void) | undefined {
  const popup = element?.closest<HTMLElement>("[data-slot=popover-content]");
  if (!element || !popup) return undefined;
  const take = () => element.querySelector<HTMLElement>(FIRST_CONTROL)?.focus();
  if (popup === document.activeElement) take();
  else popup.addEventListener("focus", take, { once: true });
  return () => popup.removeEventListener("focus", take);
}
