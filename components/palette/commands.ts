import { navigationFor } from "@/components/layout/navigation.ts";
import { includesRole, type Role } from "@/lib/auth/access.ts";
import { backlogPath } from "@/lib/issues/filters.ts";
import { fold } from "@/lib/search/fold.ts";
import { viewPath } from "@/lib/views/filters.ts";
import type { ViewDto } from "@/lib/views/schema.ts";

export type Act = "theme" | "copy-link" | "shortcuts" | "poll" | "reconcile" | "sign-out";

/** What can be done beside opening an issue: going somewhere, or an act. */
export type Command = { id: string; label: string; group: "Pages" | "Lists" | "Views" | "Actions" } & (
  | { href: string }
  | { act: Act }
);

const open = { status: "not_started,in_progress,blocked" };
const LISTS: Record<string, string> = {
  "My open issues": backlogPath({ ...open, assignee: "me" }),
  "Open issues of nobody": backlogPath({ ...open, assignee: "none" }),
  "In progress": backlogPath({ status: "in_progress" }),
  Blocked: backlogPath({ status: "blocked" }),
  Overdue: backlogPath({ overdue: "true" }),
};

const ACTS: Record<string, Act> = {
  "Switch between light and dark": "theme",
  "Copy a link to this page": "copy-link",
  "Keyboard shortcuts": "shortcuts",
  "Sign out": "sign-out",
};
/** For admins: of all active projects. Neither asks again on the sync page. */
const SYNC_ACTS: Record<string, Act> = { "Poll now": "poll", "Start reconcile": "reconcile" };

/** All that a role can be led to, with the saved views that one has. */
export function commandsFor(role: Role, saved: readonly ViewDto[] = []): Command[] {
  const further = includesRole(role, "manager") ? [{ href: "/import", label: "Import of a sheet" }] : [];
  const pages = [...navigationFor(role), ...further].map(({ href, label }): Command => ({
    id: href,
    label,
    group: "Pages",
    href,
  }));
  const lists = Object.entries(LISTS).map(([label, href]): Command => ({ id: href, label, group: "Lists", href }));
  const views = saved.map((view): Command => ({ id: view.id, label: view.name, group: "Views", href: viewPath(view) }));
  const acts = Object.entries({ ...(includesRole(role, "admin") && SYNC_ACTS), ...ACTS }).map(
    ([label, act]): Command => ({ id: act, label, group: "Actions", act }),
  );
  return [...pages, ...lists, ...views, ...acts];
}

/** Those that have each of the words, or the beginning of it, in their label; all of them where there is no word. */
export function matching(commands: readonly Command[], words: string): Command[] {
  const parts = fold(words).split(" ").filter(Boolean);
  return commands.filter(({ label }) => parts.every((part) => ` ${fold(label)}`.includes(` ${part}`)));
}
