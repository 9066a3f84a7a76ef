"use client";

import Link from "next/link";
import { type ReactNode, useEffect, useRef } from "react";
import { cn } from "@/lib/cn.ts";
import { type Choice, elementId } from "./search-choices.ts";

type ChoiceLinkProps = {
  choice: Choice;
  active: boolean;
  listId: string;
  onLeave: (choiceId: string) => void;
  children: ReactNode;
};

/** A line of the list: a link, so that it can be opened in a tab of its own. The arrows reach it, the focus stays in the box. */
export function ChoiceLink({ choice, active, listId, onLeave, children }: ChoiceLinkProps) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (active) link.current?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <Link
      ref={link}
      role="option"
      id={elementId(listId, choice.id)}
      aria-selected={active}
      tabIndex={-1}
      href={choice.href}
      prefetch={false}
      onNavigate={() => onLeave(choice.id)}
      className={cn(
        "block rounded-sm hover:bg-accent",
        active && "bg-selected outline-2 -outline-offset-2 outline-ring",
      )}
    >
      {children}
    </Link>
  );
}
