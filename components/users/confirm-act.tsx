"use client";

import { Button } from "@/components/ui/button.tsx";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { problemOf } from "@/components/ui/problem-of.ts";
import type { UserDto } from "@/lib/users/schema.ts";
import { actWords, type UserAct } from "./user-acts.ts";
import { useUserAct } from "./use-user-act.ts";

type ConfirmActProps = { act: UserAct; user: UserDto; onBack: () => void; onDone: () => void };

/** What an act comes to, and the button that does it. */
export function ConfirmAct({ act, user, onBack, onDone }: ConfirmActProps) {
  const { mutate, isPending, error } = useUserAct(user, onDone);
  const { title, consequence, verb, self } = actWords(act, user);
  const isGentle = act.kind === "role" || act.kind === "reactivate";
  return (
    <>
      <div className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto p-4">
        {error && <ErrorState shape="banner" {...problemOf(error, "Nothing was changed.")} />}
        <h3 className="font-medium break-words">{title}</h3>
        <p className="break-words text-muted-foreground">{consequence}</p>
        {user.is_self && self !== null && <p className="font-medium">{self}</p>}
      </div>
      <div className="flex justify-end gap-2 border-t p-4">
        <Button ref={focus} variant="outline" onClick={onBack}>
          Back
        </Button>
        <Button variant={isGentle ? "default" : "destructive"} disabled={isPending} onClick={() => mutate(act)}>
          {verb}
        </Button>
      </div>
    </>
  );
}

/** What was pressed to come here is gone, and the keyboard would start again at the drawer's top. */
function focus(button: HTMLElement | null): void {
  button?.focus();
}
