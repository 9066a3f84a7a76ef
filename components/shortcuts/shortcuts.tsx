"use client";

import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useState } from "react";
import { useShortcuts } from "./use-shortcuts.ts";

const ShortcutsDialog = lazy(async () => ({ default: (await import("./shortcuts-dialog.tsx")).ShortcutsDialog }));

const ShowShortcuts = createContext<() => void>(() => {});

/** Shows the list of shortcuts, from wherever one is. */
export function useShowShortcuts(): () => void {
  return useContext(ShowShortcuts);
}

/** `?` lists the shortcuts on every page. The list's code comes when it is asked for. */
export function Shortcuts({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  const show = useCallback(() => {
    setWasOpened(true);
    setOpen(true);
  }, []);
  useShortcuts({ shortcuts: show });
  return (
    <ShowShortcuts value={show}>
      {children}
      {wasOpened && (
        <Suspense>
          <ShortcutsDialog open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </ShowShortcuts>
  );
}
