"use client";

import { Menu } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn.ts";
import { POPUP, POPUP_ITEM } from "./popup-classes.ts";

type Classed<T> = Omit<T, "className"> & { className?: string };
type Placement = Pick<Menu.Positioner.Props, "align" | "alignOffset" | "side" | "sideOffset">;

export const DropdownMenu = Menu.Root;
export const DropdownMenuTrigger = Menu.Trigger;
export const DropdownMenuGroup = Menu.Group;
export const DropdownMenuRadioGroup = Menu.RadioGroup;

export function DropdownMenuContent(props: Classed<Menu.Popup.Props> & Placement) {
  const { className, align = "start", alignOffset, side = "bottom", sideOffset = 4, ...popup } = props;
  return (
    <Menu.Portal>
      <Menu.Positioner className="z-50 outline-none" {...{ align, alignOffset, side, sideOffset }}>
        <Menu.Popup
          data-slot="dropdown-menu-content"
          className={cn(POPUP, "max-h-(--available-height) min-w-40 overflow-y-auto p-1", className)}
          {...popup}
        />
      </Menu.Positioner>
    </Menu.Portal>
  );
}

export function DropdownMenuItem({ className, ...props }: Classed<Menu.Item.Props>) {
  return <Menu.Item data-slot="dropdown-menu-item" className={cn(POPUP_ITEM, className)} {...props} />;
}

/** An item that is a link: `render={<Link href="…" />}`. */
export function DropdownMenuLinkItem({ className, ...props }: Classed<Menu.LinkItem.Props>) {
  return <Menu.LinkItem data-slot="dropdown-menu-link-item" className={cn(POPUP_ITEM, className)} {...props} />;
}

export function DropdownMenuCheckboxItem({ className, children, ...props }: Classed<Menu.CheckboxItem.Props>) {
  return (
    <Menu.CheckboxItem data-slot="dropdown-menu-checkbox-item" className={cn(POPUP_ITEM, "pr-8", className)} {...props}>
      {children}
      <Menu.CheckboxItemIndicator className="absolute right-2">
        <Check />
      </Menu.CheckboxItemIndicator>
    </Menu.CheckboxItem>
  );
}

export function DropdownMenuRadioItem({ className, children, ...props }: Classed<Menu.RadioItem.Props>) {
  return (
    <Menu.RadioItem data-slot="dropdown-menu-radio-item" className={cn(POPUP_ITEM, "pr-8", className)} {...props}>
      {children}
      <Menu.RadioItemIndicator className="absolute right-2">
        <Check />
      </Menu.RadioItemIndicator>
    </Menu.RadioItem>
  );
}

/** The name of a group. Stands inside a `DropdownMenuGroup` or `DropdownMenuRadioGroup`. */
export function DropdownMenuLabel({ className, ...props }: Classed<Menu.GroupLabel.Props>) {
  return (
    <Menu.GroupLabel
      data-slot="dropdown-menu-label"
      className={cn("px-2 py-1.5 text-xs font-medium text-muted-foreground", className)}
      {...props}
    />
  );
}

export function DropdownMenuSeparator({ className, ...props }: Classed<ComponentProps<typeof Menu.Separator>>) {
  return (
    <Menu.Separator
      data-slot="dropdown-menu-separator"
      className={cn("-mx-1 my-1 h-px bg-border", className)}
      {...props}
    />
  );
}
