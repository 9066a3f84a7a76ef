"use client";

import { useQueryClient } from "@tanstack/react-query";
import { UserRound } from "lucide-react";
import { useState } from "react";
import { cn } from "@/lib/cn.ts";
import { formatValues, parseValues } from "@/lib/issues/filters.ts";
import { meOptions } from "../me-queries.ts";
import type { ChangeBacklog } from "../use-backlog-url.ts";
import { EMPTY } from "./facet-values.ts";
import { ME } from "./facets.ts";
import { WhoPopover } from "./who-popover.tsx";

type MineButtonProps = { assignee: string | undefined; onChange: ChangeBacklog; onIdentified: () => void };

/** Moves the focus to the button, the wide page's or the phone's: the hidden one takes none. */
export function focusMine(): void {
  for (const button of document.querySelectorAll<HTMLElement>("[data-filter=mine]")) {
    button.focus();
    if (button === document.activeElement) return;
  }
}

/** The reader's own issues at a press. Who has not said yet who they are in GitLab is asked first. */
export function MineButton({ assignee, onChange, onIdentified }: MineButtonProps) {
  const [asking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const list = parseValues(assignee);
  const pressed = list.any.includes(ME);
  const show = () => onChange({ assignee: formatValues({ ...EMPTY, any: [ME] }) });
  const press = async () => {
    if (pressed) return onChange({ assignee: formatValues({ ...list, any: list.any.filter((one) => one !== ME) }) });
    // Where that cannot be asked, the list itself says what is wrong.
    const me = await queryClient.query(meOptions).catch(() => null);
    if (me?.gitlab_user === null) return setAsking(true);
    return show();
  };
  return (
    <WhoPopover
      open={asking}
      onOpenChange={(isOpen) => (isOpen ? void press() : setAsking(false))}
      onChosen={() => {
        setAsking(false);
        onIdentified();
        show();
      }}
      renderButton={({ "aria-haspopup": _dialog, "aria-expanded": _open, ...button }) => (
        <button
          type="button"
          data-filter="mine"
          aria-pressed={pressed}
          className={cn(
            "inline-flex h-7 items-center gap-1 rounded-full border border-input bg-card px-2.5 text-sm text-muted-foreground hover:bg-accent hover:text-foreground phone:h-11 phone:px-4",
            pressed && "border-primary bg-selected font-medium text-foreground",
          )}
          {...button}
        >
          <UserRound aria-hidden className="size-3.5" />
          Mine
        </button>
      )}
    />
  );
}
