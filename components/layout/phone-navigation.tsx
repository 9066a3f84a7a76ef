"use client";

import { Menu } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import type { Role } from "@/lib/auth/access.ts";

const loadDrawer = async () => ({ default: (await import("./phone-drawer.tsx")).PhoneDrawer });
const PhoneDrawer = lazy(loadDrawer);

/** The way between pages on a phone: a drawer, whose code comes when a finger is on its button. */
export function PhoneNavigation({ role }: { role: Role }) {
  const [open, setOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  const show = () => {
    setWasOpened(true);
    setOpen(true);
  };
  return (
    <>
      <Button
        variant="ghost"
        size="icon"
        aria-label="Open the navigation"
        aria-haspopup="dialog"
        aria-expanded={open}
        className="hidden phone:flex"
        onPointerDown={() => void loadDrawer()}
        onClick={show}
      >
        <Menu />
      </Button>
      {wasOpened && (
        <Suspense>
          <PhoneDrawer role={role} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
