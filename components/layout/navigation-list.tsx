"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { Role } from "@/lib/auth/access.ts";
import { cn } from "@/lib/cn.ts";
import { isCurrent, navigationFor } from "./navigation.ts";

type NavigationListProps = { role: Role; collapsed?: boolean; onNavigate?: () => void };

/** The pages as links. Collapsed, the words are only heard and shown on hover. */
export function NavigationList({ role, collapsed = false, onNavigate }: NavigationListProps) {
  const pathname = usePathname();
  return (
    <ul className="flex flex-col gap-0.5">
      {navigationFor(role).map((item) => (
        <li key={item.href}>
          <Link
            href={item.href}
            prefetch={item.prefetch ?? null}
            onClick={onNavigate}
            title={collapsed ? item.label : undefined}
            aria-current={isCurrent(item, pathname) ? "page" : undefined}
            className={cn(
              "flex h-8 items-center gap-2.5 rounded-md px-2 text-muted-foreground hover:bg-accent hover:text-foreground aria-[current=page]:bg-accent aria-[current=page]:font-medium aria-[current=page]:text-foreground phone:h-11",
              collapsed && "justify-center",
            )}
          >
            <item.icon aria-hidden className="size-4 shrink-0" />
            <span className={cn(collapsed && "sr-only")}>{item.label}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
