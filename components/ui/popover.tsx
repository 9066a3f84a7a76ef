"use client";

import { Popover as PopoverPrimitive } from "@base-ui/react/popover";
import { cn } from "@/lib/cn.ts";
import { POPUP } from "./popup-classes.ts";

type Placement = Pick<PopoverPrimitive.Positioner.Props, "align" | "alignOffset" | "anchor" | "side" | "sideOffset">;
type ContentProps = Omit<PopoverPrimitive.Popup.Props, "className"> & Placement & { className?: string };

export const Popover = PopoverPrimitive.Root;
export const PopoverTrigger = PopoverPrimitive.Trigger;
export const PopoverClose = PopoverPrimitive.Close;
export const PopoverTitle = PopoverPrimitive.Title;

export function PopoverContent(props: ContentProps) {
  const { className, align = "start", alignOffset, anchor, side = "bottom", sideOffset = 4, ...popup } = props;
  return (
    <PopoverPrimitive.Portal>
      <PopoverPrimitive.Positioner className="z-50" {...{ align, alignOffset, anchor, side, sideOffset }}>
        <PopoverPrimitive.Popup
          data-slot="popover-content"
          className={cn(
            POPUP,
            "max-h-(--available-height) w-72 max-w-(--available-width) overflow-y-auto p-3",
            className,
          )}
          {...popup}
        />
      </PopoverPrimitive.Positioner>
    </PopoverPrimitive.Portal>
  );
}
