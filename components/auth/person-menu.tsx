"use client";

import { Keyboard, LogOut, MonitorX } from "lucide-react";
import { useState } from "react";
import { Avatar } from "@/components/ui/avatar.tsx";
import { Button } from "@/components/ui/button.tsx";
import { useShowShortcuts } from "@/components/shortcuts/shortcuts.tsx";
import { LazyPopover } from "@/components/ui/lazy-popover.tsx";
import type { Reader } from "@/lib/auth/access.ts";
import { ROLE_WORDS } from "@/lib/users/wording.ts";
import { signOut } from "./sign-out.ts";

/** Who is signed in, as what, and the ways out. */
export function PersonMenu({ reader }: { reader: Reader }) {
  const role = ROLE_WORDS[reader.role];
  const [open, setOpen] = useState(false);
  const showShortcuts = useShowShortcuts();
  return (
    <LazyPopover
      title="You"
      open={open}
      onOpenChange={setOpen}
      align="end"
      className="w-60 p-1"
      renderButton={(props) => (
        <Button variant="ghost" size="icon" aria-label={`${reader.name}, ${role.toLowerCase()}`} {...props}>
          <Avatar name={reader.name} className="size-6" />
        </Button>
      )}
    >
      <div className="flex flex-col border-b px-2 pt-1 pb-2">
        <span className="font-medium break-words">{reader.name}</span>
        <span className="text-sm break-all text-muted-foreground">{reader.email}</span>
        <span className="text-sm text-muted-foreground">{role}</span>
      </div>
      <Button
        variant="ghost"
        className="mt-1 w-full justify-start px-2 font-normal phone:hidden"
        onClick={() => {
          setOpen(false);
          showShortcuts();
        }}
      >
        <Keyboard aria-hidden />
        Keyboard shortcuts
      </Button>
      <SignOutButton from="here">Sign out</SignOutButton>
      <SignOutButton from="everywhere">Sign out everywhere</SignOutButton>
    </LazyPopover>
  );
}

function SignOutButton({ from, children }: { from: "here" | "everywhere"; children: string }) {
  const Icon = from === "here" ? LogOut : MonitorX;
  return (
    <Button variant="ghost" className="w-full justify-start px-2 font-normal" onClick={() => signOut(from)}>
      <Icon aria-hidden />
      {children}
    </Button>
  );
}
