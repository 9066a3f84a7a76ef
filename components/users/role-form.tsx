"use client";

import { useState } from "react";
import { FormField } from "@/components/settings/form-field.tsx";
import { Button } from "@/components/ui/button.tsx";
import { NativeSelect } from "@/components/ui/native-select.tsx";
import type { Role } from "@/lib/auth/access.ts";
import type { UserDto } from "@/lib/users/schema.ts";
import { isRole, LAST_ADMIN_STAYS, ROLE_MEANINGS, ROLE_WORDS } from "@/lib/users/wording.ts";

type RoleFormProps = { user: UserDto; onChoose: (role: Role) => void };

/** The role as it is, and another that may be chosen. Nothing is changed by it: what follows is shown next. */
export function RoleForm({ user, onChoose }: RoleFormProps) {
  const [role, setRole] = useState(user.role);
  return (
    <form
      className="flex flex-col gap-2 p-4"
      onSubmit={(event) => {
        event.preventDefault();
        onChoose(role);
      }}
    >
      <FormField label="Role" fault={null} hint={user.is_last_admin ? LAST_ADMIN_STAYS : ROLE_MEANINGS[role]}>
        {(control) => (
          <NativeSelect
            {...control}
            value={role}
            disabled={user.is_last_admin}
            onChange={({ target }) => isRole(target.value) && setRole(target.value)}
          >
            {Object.entries(ROLE_WORDS).map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </NativeSelect>
        )}
      </FormField>
      <Button type="submit" variant="outline" disabled={role === user.role} className="self-end">
        Change role
      </Button>
    </form>
  );
}
