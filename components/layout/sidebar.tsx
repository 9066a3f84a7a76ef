"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import type { Role } from "@/lib/auth/access.ts";
import { cn } from "@/lib/cn.ts";
import { NavigationList } from "./navigation-list.tsx";
import { rememberCollapsed } from "./sidebar-cookie.ts";
import { Wordmark } from "./wordmark.tsx";

type SidebarProps = { role: Role; initiallyCollapsed: boolean };

/** The way between pages on anything wider than a phone. */
export function Sidebar({ role, initiallyCollapsed }: SidebarProps) {
  const [collapsed, setCollapsed] = useState(initiallyCollapsed);
  const toggle = () => {
    setCollapsed(!collapsed);
    rememberCollapsed(!collapsed);
  };
  return (
    <aside
      className={cn(
        "sticky top-0 flex h-dvh shrink-0 flex-col border-r phone:hidden print:hidden",
        collapsed ? "w-13" : "w-44",
      )}
    >
      <div className={cn("flex h-12 items-center px-3", collapsed && "justify-center px-0")}>
        <Wordmark short={collapsed} />
      </div>
      <nav aria-label="Main" className="flex-1 overflow-y-auto px-2 py-1">
        <NavigationList role={role} collapsed={collapsed} />
      </nav>
      <div className={cn("p-2", collapsed && "flex justify-center")}>
        <Button
          variant="ghost"
          size="icon"
          onClick={toggle}
          aria-expanded={!collapsed}
          aria-label={collapsed ? "Expand the sidebar" : "Collapse the sidebar"}
          className="text-muted-foreground"
        >
          {collapsed ? <PanelLeftOpen /> : <PanelLeftClose />}
        </Button>
      </div>
    </aside>
  );
}
