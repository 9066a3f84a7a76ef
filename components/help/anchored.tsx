"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { targetOfAddress, useTarget } from "./use-target.ts";

/** A definition under its anchor. The one that the address names is marked, and brought to sight when the page comes. */
export function Anchored({ id, children }: { id: string; children: ReactNode }) {
  const entry = useRef<HTMLElement>(null);
  const isTarget = useTarget() === id;
  // The browser looks for the anchor while the skeleton still stands, and does not look again.
  useEffect(() => {
    if (targetOfAddress() === id) entry.current?.scrollIntoView();
  }, [id]);
  return (
    <article
      ref={entry}
      id={id}
      aria-labelledby={`${id}-term`}
      data-target={isTarget || undefined}
      className="-mx-3 flex scroll-mt-16 break-inside-avoid flex-col gap-1 rounded-md border-l-2 border-transparent py-2 pr-3 pl-2.5 data-target:border-primary data-target:bg-selected"
    >
      {children}
    </article>
  );
}
