import type { Role } from "@/lib/auth/access.ts";

export const ROLE_WORDS: Record<Role, string> = { viewer: "Viewer", manager: "Manager", admin: "Admin" };

/** What a role is for, in a sentence. */
export const ROLE_MEANINGS: Record<Role, string> = {
  viewer: "Sees issues, search and dashboards, but no confidential issue and no internal note.",
  manager: "Sees confidential issues and internal notes too, and sets notes, priorities, target dates and statuses.",
  admin: "Does what a manager does, and looks after sync, users and status rules.",
};

/** Why the last admin can be neither demoted nor deactivated. */
export const LAST_ADMIN_STAYS = "Nobody else can sign in as an admin. Make somebody else an admin first.";

/** Whether a text from a form or a URL is the code of a role. */
export function isRole(text: string): text is Role {
  return Object.hasOwn(ROLE_WORDS, text);
}

/** "3 sessions", "1 session". */
export function sessionWords(sessions: number): string {
  return `${sessions.toLocaleString("en-US")} ${sessions === 1 ? "session" : "sessions"}`;
}
