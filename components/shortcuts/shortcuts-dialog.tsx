"use client";

import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useState } from "react";
import { buttonVariants } from "@/components/ui/button.tsx";
import { Checkbox } from "@/components/ui/checkbox.tsx";
import { Kbd } from "@/components/ui/kbd.tsx";
import { Label } from "@/components/ui/label.tsx";
import { BACKDROP, POPUP } from "@/components/ui/popup-classes.ts";
import { cn } from "@/lib/cn.ts";
import { PLACES, type Shortcut, SHORTCUT_NAMES, SHORTCUTS } from "./keys.ts";
import { areSingleKeysOn, rememberSingleKeys } from "./single-keys.ts";

const GROUPS = Map.groupBy(
  SHORTCUT_NAMES.map((name) => SHORTCUTS[name]),
  ({ place }) => place,
);
/** Keys whose name on the keyboard is not what the browser calls them. */
const KEY_NAMES: Record<string, string> = { Escape: "Esc", ArrowUp: "↑", ArrowDown: "↓" };

type ShortcutsDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Every key that does something, by where it does. */
export function ShortcutsDialog({ open, onOpenChange }: ShortcutsDialogProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={BACKDROP} />
        <Dialog.Popup
          className={cn(
            POPUP,
            "fixed top-[10dvh] left-1/2 z-50 max-h-[80dvh] w-[44rem] max-w-[calc(100vw-2rem)] -translate-x-1/2 overflow-y-auto overscroll-contain",
          )}
        >
          <div className="flex items-center justify-between border-b py-2 pr-2 pl-4">
            <Dialog.Title className="text-lg font-medium">Keyboard shortcuts</Dialog.Title>
            <Dialog.Close aria-label="Close" className={buttonVariants({ variant: "ghost", size: "icon-sm" })}>
              <X />
            </Dialog.Close>
          </div>
          <div className="gap-8 p-4 md:columns-2">
            {PLACES.map((place) => (
              <Group key={place} name={place} shortcuts={GROUPS.get(place) ?? []} />
            ))}
          </div>
          <SingleKeys />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Group({ name, shortcuts }: { name: string; shortcuts: readonly Shortcut[] }) {
  return (
    <section aria-label={name} className="mb-4 break-inside-avoid">
      <h3 className="pb-1 text-xs font-medium text-muted-foreground">{name}</h3>
      <dl>
        {shortcuts.map((shortcut) => (
          <div key={shortcut.words} className="flex min-h-7 items-center justify-between gap-4 text-sm">
            <dt>{shortcut.words}</dt>
            <dd className="flex shrink-0 gap-1">
              {keysOf(shortcut).map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function keysOf({ key, with: held }: Shortcut): string[] {
  const name = KEY_NAMES[key] ?? (held === "Ctrl" ? key.toUpperCase() : key);
  return held === undefined ? [name] : [held, name];
}

function SingleKeys() {
  const [areOn, setAreOn] = useState(areSingleKeysOn);
  const change = (on: boolean) => {
    setAreOn(on);
    rememberSingleKeys(on);
  };
  return (
    <Label className="min-h-11 border-t px-4 font-normal">
      <Checkbox checked={areOn} onCheckedChange={change} />
      Shortcuts of a single character, in this browser
    </Label>
  );
}
