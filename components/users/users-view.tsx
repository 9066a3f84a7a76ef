"use client";

import { Users } from "lucide-react";
import { useState } from "react";
import { PageBody } from "@/components/layout/page-body.tsx";
import { PageHeader } from "@/components/layout/page-header.tsx";
import { SettingsNav } from "@/components/settings/settings-nav.tsx";
import { useListUrl } from "@/components/settings/use-list-url.ts";
import { WordsField } from "@/components/settings/words-field.tsx";
import { Choice } from "@/components/sync/choice.tsx";
import { ListBody } from "@/components/sync/list-body.tsx";
import { ListPages } from "@/components/sync/list-pages.tsx";
import { Card } from "@/components/ui/card.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { SectionHead } from "@/components/ui/section-head.tsx";
import { useSettled } from "@/components/ui/use-settled.ts";
import { ROLE_WORDS } from "@/lib/users/wording.ts";
import { UserSheet } from "./user-sheet.tsx";
import { USERS_PARAMS } from "./users-key.ts";
import { USERS_EXPLANATION } from "./users-skeleton.tsx";
import { UsersTable } from "./users-table.tsx";
import { useUsers } from "./use-users.ts";

const ROLES = Object.entries(ROLE_WORDS).map(([value, words]) => ({ value, words }));

/** Everybody who has signed in once, and what an admin can do about it. */
export function UsersView() {
  const { asked, valueOf, change } = useListUrl(USERS_PARAMS);
  const list = useUsers(useSettled(asked));
  const [openedId, setOpenedId] = useState<string | null>(null);
  const opened = list.data?.data.find(({ id }) => id === openedId) ?? null;
  return (
    <PageBody>
      <PageHeader title="Settings" />
      <SettingsNav />
      <Card className="@container/many">
        <SectionHead id="users" title="Users" explanation={USERS_EXPLANATION}>
          <WordsField
            label="Name or e-mail"
            value={valueOf("q")}
            onWords={(q) => change({ q, page: "" })}
            className="h-7 w-52 text-sm phone:w-full"
          />
          <Choice
            label="Role"
            all="All roles"
            value={valueOf("role")}
            options={ROLES}
            onChange={(role) => change({ role, page: "" })}
          />
        </SectionHead>
        <ListBody
          list={list.data}
          asked={list}
          failure="The users could not be read."
          empty={
            <EmptyState icon={Users} title="Nobody of that name">
              Whoever has not signed in yet is not listed: their first sign-in makes them a viewer.
            </EmptyState>
          }
        >
          {(users) => <UsersTable users={users} onOpen={({ id }) => setOpenedId(id)} />}
        </ListBody>
        <ListPages
          list={list.data}
          onPage={(page) => change({ page: String(page) })}
          onPageSize={(size) => change({ page: "", page_size: String(size) })}
        />
      </Card>
      <UserSheet user={opened} onClose={() => setOpenedId(null)} />
    </PageBody>
  );
}
