import { CircleQuestionMark, LayoutDashboard, ListTodo, type LucideIcon, RefreshCw, Settings } from "lucide-react";
import { includesRole, type Role } from "@/lib/auth/access.ts";

export type NavigationItem = {
  href: string;
  label: string;
  icon: LucideIcon;
  role: Role;
  /** The page is fetched ahead, not only its skeleton: it comes without its data, and shows a skeleton of its own. */
  prefetch?: true;
};

/** Every page that exists, in order, and who may see it. */
const ITEMS: readonly NavigationItem[] = [
  { href: "/", label: "Dashboard", icon: LayoutDashboard, role: "viewer", prefetch: true },
  { href: "/backlog", label: "Backlog", icon: ListTodo, role: "viewer", prefetch: true },
  { href: "/sync", label: "Sync", icon: RefreshCw, role: "admin" },
  { href: "/settings", label: "Settings", icon: Settings, role: "admin" },
  { href: "/help", label: "Help", icon: CircleQuestionMark, role: "viewer" },
];

/** The pages a role may go to. */
export function navigationFor(role: Role): NavigationItem[] {
  return ITEMS.filter((item) => includesRole(role, item.role));
}

/** Whether the address is the item's page or one below it. An issue belongs to the backlog; every page is below the dashboard's. */
export function isCurrent(item: NavigationItem, pathname: string): boolean {
  if (item.href === "/backlog" && pathname.startsWith("/issues/")) return true;
  return pathname === item.href || (item.href !== "/" && pathname.startsWith(`${item.href}/`));
}
