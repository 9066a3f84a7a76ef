"use client";

import { lazy, Suspense, useSyncExternalStore } from "react";
import { areToastsWanted, subscribeToToasts } from "./toast.ts";

const SonnerToaster = lazy(async () => ({ default: (await import("./sonner.tsx")).SonnerToaster }));

/** Where toasts appear. Empty, and costs nothing, until the first one. */
export function Toaster() {
  const isWanted = useSyncExternalStore(subscribeToToasts, areToastsWanted, () => false);
  if (!isWanted) return null;
  return (
    <Suspense>
      <SonnerToaster />
    </Suspense>
  );
}
