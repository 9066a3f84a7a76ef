"use client";

import { type KeyboardEvent, useState } from "react";
import type { Choice } from "./search-choices.ts";

type Combobox = {
  choices: readonly Choice[];
  open: boolean;
  onOpen: () => void;
  onClose: () => void;
  onClear: () => void;
  onChoose: (choice: Choice) => void;
};

/** The line that Enter would choose, and the keys that move it. None is active until an arrow was pressed. */
export function useActiveChoice({ choices, open, onOpen, onClose, onClear, onChoose }: Combobox) {
  const [activeId, setActiveId] = useState<string | null>(null);
  const active = open ? choices.find(({ id }) => id === activeId) : undefined;

  const move = (step: 1 | -1) => {
    if (!open) onOpen();
    setActiveId(neighbour(choices, active, step));
  };
  const escape = () => {
    setActiveId(null);
    if (open) onClose();
    else onClear();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // What is still being composed has its own use for these keys.
    if (event.nativeEvent.isComposing) return;
    const act = actOf(event.key, { move, escape, choose: active && (() => onChoose(active)) });
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  return { active, onKeyDown, reset: () => setActiveId(null) };
}

type Acts = { move: (step: 1 | -1) => void; escape: () => void; choose: (() => void) | undefined };

function actOf(key: string, { move, escape, choose }: Acts): (() => void) | undefined {
  switch (key) {
    case "ArrowDown":
      return () => move(1);
    case "ArrowUp":
      return () => move(-1);
    case "Escape":
      return escape;
    case "Enter":
      return choose;
    default:
      return undefined;
  }
}

/** The next line; past the last, and before the first, one is back in the box. */
function neighbour(choices: readonly Choice[], active: Choice | undefined, step: 1 | -1): string | null {
  const at = active === undefined ? -1 : choices.indexOf(active);
  const places = choices.length + 1;
  return choices[((at + 1 + step + places) % places) - 1]?.id ?? null;
}
