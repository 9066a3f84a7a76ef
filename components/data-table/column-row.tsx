import { ArrowDown, ArrowUp, GripVertical } from "lucide-react";
import type { KeyboardEvent } from "react";
import { isPressed } from "@/components/shortcuts/keys.ts";
import { Button } from "@/components/ui/button.tsx";
import { Checkbox } from "@/components/ui/checkbox.tsx";
import { Label } from "@/components/ui/label.tsx";
import { DRAGGED } from "./use-dragging.ts";

export type Column = { id: string; label: string; shown: boolean; fixed: boolean };

type ColumnRowProps = {
  column: Column;
  /** Among those that can be moved; -1 for another. */
  place: number;
  places: number;
  onChange: (shown: boolean) => void;
  onStep: (by: 1 | -1, place: number) => void;
  onGrip: () => void;
};

const PLACES = [
  { by: -1, Arrow: ArrowUp, words: "forward" },
  { by: 1, Arrow: ArrowDown, words: "back" },
] as const;

/** A column: whether it is shown, and what moves it. */
export function ColumnRow({ column, place, places, onChange, onStep, onGrip }: ColumnRowProps) {
  const isMovable = (by: 1 | -1) => place !== -1 && place + by >= 0 && place + by < places;
  const step = (by: 1 | -1) => isMovable(by) && onStep(by, place + by);
  const onKeyDown = (event: KeyboardEvent) => {
    const up = isPressed("column-up", event);
    if (!up && !isPressed("column-down", event)) return;
    event.preventDefault();
    step(up ? -1 : 1);
  };
  return (
    <li {...{ [DRAGGED]: column.id }} className="flex h-7 items-center rounded-sm px-2 hover:bg-accent">
      <Label className="h-full min-w-0 flex-1 font-normal">
        <Checkbox {...{ checked: column.shown, disabled: column.fixed, onKeyDown }} onCheckedChange={onChange} />
        {column.label}
      </Label>
      {place !== -1 &&
        PLACES.map(({ by, Arrow, words }) => (
          <Button
            key={words}
            variant="ghost"
            size="icon-xs"
            aria-label={`Move ${column.label} ${words}`}
            aria-disabled={!isMovable(by)}
            className="text-muted-foreground"
            onClick={() => step(by)}
            onKeyDown={onKeyDown}
          >
            <Arrow className="size-3.5" />
          </Button>
        ))}
      {place !== -1 && (
        <span
          title="Drag to move"
          onPointerDown={onGrip}
          className="flex size-6 cursor-grab touch-none items-center justify-center text-muted-foreground"
        >
          <GripVertical aria-hidden className="size-3.5" />
        </span>
      )}
    </li>
  );
}
