"use client";

import { Pencil } from "lucide-react";
import { Avatar } from "@/components/ui/avatar.tsx";
import { Badge } from "@/components/ui/badge.tsx";
import { Button } from "@/components/ui/button.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { StackBody, StackCell, StackColumn, StackHead, StackRow, StackTable } from "@/components/ui/stack-table.tsx";
import type { UserDto } from "@/lib/users/schema.ts";
import { ROLE_WORDS } from "@/lib/users/wording.ts";

type UsersTableProps = { users: UserDto[]; onOpen: (user: UserDto) => void };

/** The users, those who may sign in first. */
export function UsersTable({ users, onOpen }: UsersTableProps) {
  return (
    <StackTable aria-labelledby="users">
      <StackHead>
        <StackRow>
          <StackColumn className="w-full">User</StackColumn>
          <StackColumn>Role</StackColumn>
          <StackColumn align="right">Live sessions</StackColumn>
          <StackColumn align="right">Last sign-in</StackColumn>
          <StackColumn align="right">Last seen</StackColumn>
          <StackColumn align="right">First sign-in</StackColumn>
          <StackColumn>
            <span className="sr-only">Actions</span>
          </StackColumn>
        </StackRow>
      </StackHead>
      <StackBody>
        {users.map((user) => (
          <UserRow key={user.id} user={user} onOpen={() => onOpen(user)} />
        ))}
      </StackBody>
    </StackTable>
  );
}

function UserRow({ user, onOpen }: { user: UserDto; onOpen: () => void }) {
  return (
    <StackRow>
      <StackCell wide className="max-w-0 py-2">
        <UserName user={user} />
      </StackCell>
      <StackCell label="Role">{ROLE_WORDS[user.role]}</StackCell>
      <StackCell label="Live sessions" align="right">
        {user.live_sessions}
      </StackCell>
      <TimeCell label="Last sign-in" value={user.last_signed_in_at} />
      <TimeCell label="Last seen" value={user.last_seen_at} />
      <TimeCell label="First sign-in" value={user.created_at} />
      <StackCell align="right" wide>
        <Button
          variant="outline"
          size="sm"
          aria-label={`Change ${user.name}`}
          onClick={onOpen}
          className="stacked:mt-1 stacked:w-full"
        >
          <Pencil aria-hidden />
          Change
        </Button>
      </StackCell>
    </StackRow>
  );
}

function UserName({ user }: { user: UserDto }) {
  return (
    <div className="flex items-center gap-2.5">
      <Avatar name={user.name} className="size-6" />
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2">
          <span dir="auto" className="font-medium break-words">
            {user.name}
          </span>
          {user.is_self && <Badge variant="primary">You</Badge>}
          {user.deactivated_at && <Badge variant="slate">Deactivated</Badge>}
        </p>
        <p className="truncate text-xs text-muted-foreground" title={user.email}>
          {user.email}
        </p>
      </div>
    </div>
  );
}

function TimeCell({ label, value }: { label: string; value: string | null }) {
  return (
    <StackCell label={label} align="right" className="whitespace-nowrap">
      {value ? <RelativeTime value={value} /> : "–"}
    </StackCell>
  );
}
