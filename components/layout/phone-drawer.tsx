"use client";

import { Sheet, SheetContent, SheetTitle } from "@/components/ui/sheet.tsx";
import type { Role } from "@/lib/auth/access.ts";
import { NavigationList } from "./navigation-list.tsx";
import { Wordmark } from "./wordmark.tsx";

type PhoneDrawerProps = { role: Role; open: boolean; onOpenChange: (open: boolean) => void };

export function PhoneDrawer({ role, open, onOpenChange }: PhoneDrawerProps) {
  return (
    <Sheet open={open} onOpenChange={onOpenChange}>
      <SheetContent side="left">
        <SheetTitle className="flex h-12 items-center px-4 text-base">
          <Wordmark />
        </SheetTitle>
        <nav aria-label="Main" className="px-2">
          <NavigationList role={role} onNavigate={() => onOpenChange(false)} />
        </nav>
      </SheetContent>
    </Sheet>
  );
}
