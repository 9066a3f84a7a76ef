"use client";

import { lazy, type ReactNode, Suspense, useState } from "react";
import type { AnchoredPopoverProps } from "./anchored-popover.tsx";

const loadPopover = async () => ({ default: (await import("./anchored-popover.tsx")).AnchoredPopover });
const AnchoredPopover = lazy(loadPopover);

type ButtonProps = {
  ref: (button: HTMLElement | null) => void;
  "aria-haspopup": "dialog";
  "aria-expanded": boolean;
  "data-popup-open": "" | undefined;
  onPointerEnter: () => void;
  onFocus: () => void;
  onClick: () => void;
};

type LazyPopoverProps = Omit<AnchoredPopoverProps, "anchor"> & { renderButton: (props: ButtonProps) => ReactNode };

/** A button and what floats beside it once it was pressed. The code of the floating part comes when the button is neared. */
export function LazyPopover({ renderButton, open, onOpenChange, ...popover }: LazyPopoverProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [wasOpened, setWasOpened] = useState(open);
  if (open && !wasOpened) setWasOpened(true);
  return (
    <>
      {renderButton({
        ref: setAnchor,
        "aria-haspopup": "dialog",
        "aria-expanded": open,
        "data-popup-open": open ? "" : undefined,
        onPointerEnter: () => void loadPopover(),
        onFocus: () => void loadPopover(),
        onClick: () => onOpenChange(!open),
      })}
      {wasOpened && anchor && (
        <Suspense>
          <AnchoredPopover anchor={anchor} open={open} onOpenChange={onOpenChange} {...popover} />
        </Suspense>
      )}
    </>
  );
}
