"use client";

import { Dialog as SheetPrimitive } from "@base-ui/react/dialog";
import { cva, type VariantProps } from "class-variance-authority";
import { X } from "lucide-react";
import { cn } from "@/lib/cn.ts";
import { buttonVariants } from "./button.tsx";
import { BACKDROP } from "./popup-classes.ts";

type Classed<T> = Omit<T, "className"> & { className?: string };

const sheetVariants = cva(
  "fixed z-50 flex flex-col border bg-popover text-popover-foreground shadow-md outline-none transition-transform duration-150 ease-out",
  {
    variants: {
      side: {
        left: "inset-y-0 left-0 w-72 max-w-[85vw] border-y-0 border-l-0 data-ending-style:-translate-x-full data-starting-style:-translate-x-full",
        right:
          "inset-y-0 right-0 w-96 max-w-full border-y-0 border-r-0 data-ending-style:translate-x-full data-starting-style:translate-x-full",
        bottom:
          "inset-x-0 bottom-0 max-h-[85dvh] rounded-t-lg border-x-0 border-b-0 data-ending-style:translate-y-full data-starting-style:translate-y-full",
      },
    },
    defaultVariants: { side: "right" },
  },
);

export const Sheet = SheetPrimitive.Root;
export const SheetTrigger = SheetPrimitive.Trigger;
export const SheetClose = SheetPrimitive.Close;

/** A drawer at an edge of the window. Needs a `SheetTitle`, which may be `sr-only`. */
export function SheetContent(props: Classed<SheetPrimitive.Popup.Props> & VariantProps<typeof sheetVariants>) {
  const { className, children, side, ...popup } = props;
  return (
    <SheetPrimitive.Portal>
      <SheetPrimitive.Backdrop className={BACKDROP} />
      <SheetPrimitive.Popup data-slot="sheet-content" className={cn(sheetVariants({ side }), className)} {...popup}>
        {children}
        <SheetPrimitive.Close
          aria-label="Close"
          className={cn(
            buttonVariants({ variant: "ghost", size: "icon-sm" }),
            "absolute top-2 right-2 phone:top-px phone:right-1",
          )}
        >
          <X />
        </SheetPrimitive.Close>
      </SheetPrimitive.Popup>
    </SheetPrimitive.Portal>
  );
}

export function SheetTitle({ className, ...props }: Classed<SheetPrimitive.Title.Props>) {
  return <SheetPrimitive.Title data-slot="sheet-title" className={cn("text-lg font-medium", className)} {...props} />;
}

export function SheetDescription({ className, ...props }: Classed<SheetPrimitive.Description.Props>) {
  return (
    <SheetPrimitive.Description
      data-slot="sheet-description"
      className={cn("text-base text-muted-foreground", className)}
      {...props}
    />
  );
}
