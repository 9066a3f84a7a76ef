"use client";

import type { ComponentProps } from "react";
import { type SyncTab, syncTabPath } from "./use-sync-tab.ts";

type TabLinkProps = Omit<ComponentProps<"a">, "href" | "onClick"> & { tab: SyncTab };

/** A link to a part of the page that is already here: nothing is asked of the server. In a new tab it is a link as any. */
export function TabLink({ tab, children, ...props }: TabLinkProps) {
  return (
    <a
      href={syncTabPath(tab)}
      onClick={(event) => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        window.history.pushState(null, "", syncTabPath(tab));
      }}
      {...props}
    >
      {children}
    </a>
  );
}
