"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

/** The pages of the settings that there are. */
const PAGES = [
  { href: "/settings/users", label: "Users" },
  { href: "/settings/rules", label: "Status rules" },
  { href: "/settings/audit-log", label: "Audit log" },
];

/** The way between the pages of the settings. */
export function SettingsNav() {
  const pathname = usePathname();
  return (
    <nav aria-label="Settings" className="-mb-px flex gap-1 overflow-x-auto border-b">
      {PAGES.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          aria-current={pathname === href ? "page" : undefined}
          className="-mb-px inline-flex h-9 items-center border-b-2 border-transparent px-3 font-medium whitespace-nowrap text-muted-foreground hover:text-foreground aria-[current]:border-primary aria-[current]:text-foreground phone:h-11"
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
