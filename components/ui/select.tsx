"use client";

import { Select as SelectPrimitive } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import { cn } from "@/lib/cn.ts";
import { POPUP, POPUP_ITEM } from "./popup-classes.ts";

type Classed<T> = Omit<T, "className"> & { className?: string };

/** Give `items` ({ value: label } or a list of both), so that the closed field shows the label and not the value. */
export const Select = SelectPrimitive.Root;
export const SelectGroup = SelectPrimitive.Group;

export function SelectValue({ className, ...props }: Classed<SelectPrimitive.Value.Props>) {
  return (
    <SelectPrimitive.Value
      data-slot="select-value"
      className={cn("truncate data-placeholder:text-muted-foreground", className)}
      {...props}
    />
  );
}

export function SelectTrigger({ className, children, ...props }: Classed<SelectPrimitive.Trigger.Props>) {
  return (
    <SelectPrimitive.Trigger
      data-slot="select-trigger"
      className={cn(
        "flex h-8 min-w-0 items-center justify-between gap-2 rounded-md border border-input bg-card px-2.5 text-base select-none hover:bg-accent disabled:opacity-50 data-disabled:opacity-50 phone:h-11",
        className,
      )}
      {...props}
    >
      {children}
      <SelectPrimitive.Icon className="text-muted-foreground">
        <ChevronsUpDown aria-hidden className="size-3.5" />
      </SelectPrimitive.Icon>
    </SelectPrimitive.Trigger>
  );
}

export function SelectContent({ className, children, ...props }: Classed<SelectPrimitive.Popup.Props>) {
  return (
    <SelectPrimitive.Portal>
      <SelectPrimitive.Positioner alignItemWithTrigger={false} sideOffset={4} className="z-50">
        <SelectPrimitive.Popup
          data-slot="select-content"
          className={cn(POPUP, "max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto p-1", className)}
          {...props}
        >
          <SelectPrimitive.List>{children}</SelectPrimitive.List>
        </SelectPrimitive.Popup>
      </SelectPrimitive.Positioner>
    </SelectPrimitive.Portal>
  );
}

export function SelectItem({ className, children, ...props }: Classed<SelectPrimitive.Item.Props>) {
  return (
    <SelectPrimitive.Item data-slot="select-item" className={cn(POPUP_ITEM, "pr-8", className)} {...props}>
      <SelectPrimitive.ItemText className="flex items-center gap-2">{children}</SelectPrimitive.ItemText>
      <SelectPrimitive.ItemIndicator className="absolute right-2">
        <Check />
      </SelectPrimitive.ItemIndicator>
    </SelectPrimitive.Item>
  );
}

/** The name of a group. Stands inside a `SelectGroup`. */
export function SelectLabel({ className, ...props }: Classed<SelectPrimitive.GroupLabel.Props>) {
  return (
    <SelectPrimitive.GroupLabel
      data-slot="select-label"
      className={cn("px-2 py-1.5 text-xs font-medium text-muted-foreground", className)}
      {...props}
    />
  );
}
