"use client";

import { useState } from "react";
import { Sheet, SheetContent, SheetDescription, SheetTitle } from "@/components/ui/sheet.tsx";
import type { UserDto } from "@/lib/users/schema.ts";
import { ConfirmAct } from "./confirm-act.tsx";
import type { UserAct } from "./user-acts.ts";
import { UserPanel } from "./user-panel.tsx";

type UserSheetProps = { user: UserDto | null; onClose: () => void };

/** A drawer with what can be done about one user; each act says what follows from it before it is done. */
export function UserSheet({ user, onClose }: UserSheetProps) {
  return (
    <Sheet open={user !== null} onOpenChange={(isOpen) => isOpen || onClose()}>
      <SheetContent side="right" className="w-[28rem]">
        {user && (
          <>
            <div className="border-b py-3 pr-12 pl-4">
              <SheetTitle className="break-words">{user.name}</SheetTitle>
              <SheetDescription className="text-sm break-all">{user.email}</SheetDescription>
            </div>
            <Steps key={user.id} user={user} onClose={onClose} />
          </>
        )}
      </SheetContent>
    </Sheet>
  );
}

/** What can be done, then what was chosen. */
function Steps({ user, onClose }: { user: UserDto; onClose: () => void }) {
  const [act, setAct] = useState<UserAct | null>(null);
  if (act === null) return <UserPanel user={user} onChoose={setAct} />;
  return <ConfirmAct act={act} user={user} onBack={() => setAct(null)} onDone={onClose} />;
}
