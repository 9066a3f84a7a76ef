import type { AppRole } from "@/prisma/generated/enums.ts";

export const ROLES = ["viewer", "manager", "admin"] as const satisfies readonly AppRole[];
export type Role = (typeof ROLES)[number];

/** A session ends after so many days, however it is used. */
export const SESSION_LONGEST_DAYS = 30;

/** Who asks. Every query takes one: what a viewer may not see does not exist for a viewer. */
export type Reader = { id: string; email: string; name: string; role: Role };

/** Whether a role includes what another may do: an admin may all that a manager may, a manager all that a viewer may. */
export function includesRole(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

/** Confidential issues, internal notes and overrides are for managers and admins. */
export function seesConfidential(reader: Pick<Reader, "role">): boolean {
  return includesRole(reader.role, "manager");
}
