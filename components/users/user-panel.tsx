"use client";

import Link from "next/link";
import { useId } from "react";
import { Button } from "@/components/ui/button.tsx";
import type { UserDto } from "@/lib/users/schema.ts";
import { LAST_ADMIN_STAYS, sessionWords } from "@/lib/users/wording.ts";
import { RoleForm } from "./role-form.tsx";
import type { UserAct } from "./user-acts.ts";

type UserPanelProps = { user: UserDto; onChoose: (act: UserAct) => void };

/** All that can be done about a user. What cannot be done now says why beside it. */
export function UserPanel({ user, onChoose }: UserPanelProps) {
  const hasSessions = user.live_sessions > 0;
  const log = new URLSearchParams({ actor: user.email });
  return (
    <div className="min-h-0 flex-1 divide-y overflow-y-auto">
      <RoleForm user={user} onChoose={(role) => onChoose({ kind: "role", role })} />
      <Act
        title="Sessions"
        words={hasSessions ? `${sessionWords(user.live_sessions)} live.` : "No live session."}
        verb="End sessions"
        disabled={!hasSessions}
        onPress={() => onChoose({ kind: "end-sessions" })}
      />
      <Act
        title="Google account"
        words={user.has_google_account ? GOOGLE_LINKED : GOOGLE_NONE}
        verb="Forget the account"
        disabled={!user.has_google_account}
        onPress={() => onChoose({ kind: "forget-google-account" })}
      />
      {user.deactivated_at === null ? (
        <Act
          title="Access"
          words={user.is_last_admin ? LAST_ADMIN_STAYS : "Deactivated, they cannot sign in any more."}
          verb="Deactivate"
          disabled={user.is_last_admin}
          onPress={() => onChoose({ kind: "deactivate" })}
        />
      ) : (
        <Act
          title="Access"
          words="Deactivated: they cannot sign in."
          verb="Reactivate"
          onPress={() => onChoose({ kind: "reactivate" })}
        />
      )}
      <p className="p-4 text-sm">
        <Link href={`/settings/audit-log?${log}`} className="text-primary underline-offset-4 hover:underline">
          What they did, in the audit log
        </Link>
      </p>
    </div>
  );
}

const GOOGLE_LINKED = "Linked. Another Google account with this address is refused.";
const GOOGLE_NONE = "None is linked. The next one with this address will be, when it signs in.";

type ActProps = { title: string; words: string; verb: string; disabled?: boolean; onPress: () => void };

function Act({ title, words, verb, disabled, onPress }: ActProps) {
  const id = useId();
  return (
    <section className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 p-4">
      <div className="min-w-0 flex-1 basis-48">
        <h3 className="text-sm font-medium">{title}</h3>
        <p id={id} className="text-sm text-muted-foreground">
          {words}
        </p>
      </div>
      <Button variant="outline" disabled={disabled} aria-describedby={id} onClick={onPress}>
        {verb}
      </Button>
    </section>
  );
}
