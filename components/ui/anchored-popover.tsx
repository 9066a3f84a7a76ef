"use client";

import type { ReactNode } from "react";
import { Popover, PopoverContent, PopoverTitle } from "./popover.tsx";

export type AnchoredPopoverProps = {
  anchor: HTMLElement;
  title: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  align?: "start" | "end";
  className?: string;
  children: ReactNode;
};

/** The part of a `LazyPopover` that floats. */
export function AnchoredPopover({ anchor, title, open, onOpenChange, children, ...content }: AnchoredPopoverProps) {
  return (
    <Popover
      open={open}
      onOpenChange={(isOpen, { event }) => {
        // A press on the button is the button's own to answer.
        if (!(event.target instanceof Node && anchor.contains(event.target))) onOpenChange(isOpen);
      }}
    >
      <PopoverContent anchor={anchor} finalFocus={() => anchor} {...content}>
        <PopoverTitle className="sr-only">{title}</PopoverTitle>
        {children}
      </PopoverContent>
    </Popover>
  );
}
