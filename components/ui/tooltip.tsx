"use client";

import { Tooltip as TooltipPrimitive } from "@base-ui/react/tooltip";
import { cn } from "@/lib/cn.ts";

type Placement = Pick<TooltipPrimitive.Positioner.Props, "align" | "side" | "sideOffset">;
type ContentProps = Omit<TooltipPrimitive.Popup.Props, "className"> & Placement & { className?: string };

/** Round a group of tooltips: once one was shown, its neighbours come at once. */
export const TooltipProvider = TooltipPrimitive.Provider;
export const Tooltip = TooltipPrimitive.Root;
export const TooltipTrigger = TooltipPrimitive.Trigger;

/** Says more to the eye. What a screen reader needs stands in the trigger's own name. */
export function TooltipContent({ className, align, side = "top", sideOffset = 6, ...props }: ContentProps) {
  return (
    <TooltipPrimitive.Portal>
      <TooltipPrimitive.Positioner className="z-50" {...{ align, side, sideOffset }}>
        <TooltipPrimitive.Popup
          data-slot="tooltip-content"
          className={cn(
            "max-w-80 origin-(--transform-origin) rounded-md bg-foreground px-2 py-1 text-xs text-background shadow-md transition-opacity duration-100 data-ending-style:opacity-0 data-instant:transition-none data-starting-style:opacity-0",
            className,
          )}
          {...props}
        />
      </TooltipPrimitive.Positioner>
    </TooltipPrimitive.Portal>
  );
}
