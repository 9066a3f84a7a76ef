import type { ReactNode } from "react";

type SyncChoicesProps = { onStart: (action: "poll" | "reconcile" | "audit") => void; onBootstrap: () => void };

/** The ways to read from GitLab, the cheapest first. */
export function SyncChoices({ onStart, onBootstrap }: SyncChoicesProps) {
  return (
    <div className="flex flex-col">
      <SyncChoice name="Poll" onChoose={() => onStart("poll")}>
        Reads what changed since the last poll. Runs every few minutes by itself.
      </SyncChoice>
      <SyncChoice name="Reconcile" onChoose={() => onStart("reconcile")}>
        Compares with all that GitLab lists: finds what was deleted, moved or missed. Runs every night by itself.
      </SyncChoice>
      <SyncChoice name="Audit" onChoose={() => onStart("audit")}>
        Compares every issue, contents too, and puts right what differs. The counts are compared after every reconcile.
      </SyncChoice>
      <SyncChoice name="Bootstrap …" onChoose={onBootstrap}>
        Reads everything anew. For the first time, or after something went badly wrong.
      </SyncChoice>
    </div>
  );
}

function SyncChoice({ name, onChoose, children }: { name: string; onChoose: () => void; children: ReactNode }) {
  return (
    <button type="button" onClick={onChoose} className="rounded-sm px-2 py-1.5 text-left hover:bg-accent phone:py-2.5">
      <span className="block font-medium">{name}</span>
      <span className="block text-sm text-muted-foreground">{children}</span>
    </button>
  );
}
