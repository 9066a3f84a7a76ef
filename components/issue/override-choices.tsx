"use client";

import { Check } from "lucide-react";
import type { KeyboardEvent } from "react";
import { POPUP_ITEM } from "@/components/ui/popup-classes.ts";
import { cn } from "@/lib/cn.ts";

type OverrideChoicesProps = {
  id: string;
  name: string;
  chosen: string;
  /** Each value and its words, in their order. */
  choices: readonly (readonly [value: string, words: string])[];
  onChoose: (value: string) => void;
};

/** The values of a field, one press away. Up and down go from one to the next; the one that is set has the focus first. */
export function OverrideChoices({ id, name, chosen, choices, onChoose }: OverrideChoicesProps) {
  return (
    <div id={id} role="group" aria-label={name} className="flex flex-col">
      {choices.map(([value, words]) => (
        <button
          key={value}
          type="button"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- a popover that was asked for
          autoFocus={value === chosen}
          aria-pressed={value === chosen}
          onClick={() => onChoose(value)}
          onKeyDown={onArrow}
          className={cn(POPUP_ITEM, "cursor-pointer text-left hover:bg-accent focus-visible:bg-accent")}
        >
          <Check aria-hidden className={cn(value !== chosen && "invisible")} />
          {words}
        </button>
      ))}
    </div>
  );
}

const STEPS: Partial<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

function onArrow(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const buttons = [...(event.currentTarget.parentElement?.querySelectorAll("button") ?? [])];
  const at = buttons.findIndex((button) => button === event.currentTarget);
  buttons.at((at + step) % buttons.length)?.focus();
}
