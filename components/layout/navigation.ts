import { CircleQuestionMark, ListTodo, type LucideIcon, RefreshCw, Settings } from "lucide-react";
import { includesRole, type Role } from "@/lib/auth/access.ts";

export type NavigationItem = { href: string; label: string; icon: LucideIcon; role: Role };

/** Every page that exists, in order, and who may see it. */
const ITEMS: readonly NavigationItem[] = [
  { href: "/backlog", label: "Backlog", icon: ListTodo, role: "viewer" },
  { href: "/sync", label: "Sync", icon: RefreshCw, role: "admin" },
  { href: "/settings", label: "Settings", icon: Settings, role: "admin" },
  { href: "/help", label: "Help", icon: CircleQuestionMark, role: "viewer" },
];

/** The pages a role may go to. */
export function navigationFor(role: Role): NavigationItem[] {
  return ITEMS.filter((item) => includesRole(role, item.role));
}

/** Whether the address is the item's page or one below it. An issue belongs to the backlog. */
export function isCurrent(item: NavigationItem, pathname: string): boolean {
  if (item.href === "/backlog" && pathname.startsWith("/issues/")) return true;
  return pathname === item.href || pathname.startsWith(`${item.href}/`);
}
