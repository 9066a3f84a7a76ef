"use client";

import { useMutation } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { fetchJson } from "@/lib/api/fetcher.ts";
import type { Role } from "@/lib/auth/access.ts";
import { SignInFailure } from "./sign-in-failure.tsx";

const CHOICES: readonly { role: Role; name: string; may: string }[] = [
  { role: "viewer", name: "Viewer", may: "Reads the backlog, without confidential issues and internal notes." },
  { role: "manager", name: "Manager", may: "Also reads those, and sets status, priority, target date and notes." },
  { role: "admin", name: "Admin", may: "All of that, and runs the sync with GitLab." },
];

/** The demo's door: pick a role and be let in. */
export function DemoSignIn({ next }: { next: string }) {
  const signIn = useMutation({
    mutationFn: (role: Role) =>
      fetchJson<unknown>("/api/demo/sign-in", { method: "POST", body: JSON.stringify({ role }) }),
    // A whole new page: nothing of another role's answers stays in memory.
    onSuccess: () => window.location.assign(next),
  });
  return (
    <section aria-labelledby="demo" className="flex flex-col gap-2">
      <h2 id="demo" className="text-sm font-medium">
        This is a demo. Look around as
      </h2>
      <ul className="flex flex-col gap-2">
        {CHOICES.map(({ role, name, may }) => (
          <li key={role}>
            <button
              type="button"
              onClick={() => signIn.mutate(role)}
              disabled={signIn.isPending || signIn.isSuccess}
              className="flex w-full items-center gap-3 rounded-lg border bg-card px-4 py-3 text-left transition-colors duration-100 hover:bg-accent disabled:opacity-60"
            >
              <span className="min-w-0 flex-1">
                <span className="block font-medium">{name}</span>
                <span className="block text-sm text-muted-foreground">{may}</span>
              </span>
              <ChevronRight aria-hidden className="size-4 shrink-0 text-muted-foreground" />
            </button>
          </li>
        ))}
      </ul>
      {signIn.error && <SignInFailure error={signIn.error} />}
    </section>
  );
}
