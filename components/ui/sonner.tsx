"use client";

import { useTheme } from "next-themes";
import { useEffect } from "react";
import { toast as show, Toaster as Sonner } from "sonner";
import { subscribeToToasts, takeToasts } from "./toast.ts";

/** Above the bars at the bottom, where there are any (globals.css). */
const OFFSET = { bottom: "var(--toast-bottom)" };

/** Shows what `toast.ts` was told: bottom right, in our own colours. */
export function SonnerToaster() {
  const { resolvedTheme } = useTheme();
  return (
    <>
      <Sonner
        theme={resolvedTheme === "dark" ? "dark" : "light"}
        position="bottom-right"
        offset={OFFSET}
        mobileOffset={OFFSET}
        toastOptions={{
          classNames: {
            toast: "!rounded-md !border-border !bg-popover !text-popover-foreground !shadow-md !text-base !font-sans",
            description: "!text-muted-foreground",
            actionButton: "!bg-primary !text-primary-foreground !h-7 phone:!h-11",
            error: "!text-status-overdue",
          },
        }}
      />
      <Speaker />
    </>
  );
}

/** Stands after sonner, so that sonner listens before the first word. */
function Speaker() {
  useEffect(() => {
    speak();
    return subscribeToToasts(speak);
  }, []);
  return null;
}

function speak(): void {
  for (const { kind, message, options } of takeToasts()) {
    if (kind === "error") show.error(message, options);
    else show(message, options);
  }
}
