"use client";

import { ChevronDown, RefreshCw } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { LazyPopover } from "@/components/ui/lazy-popover.tsx";
import type { SyncAction } from "@/lib/sync/wording.ts";
import { ConfirmBootstrap } from "./confirm-bootstrap.tsx";
import { SyncChoices } from "./sync-choices.tsx";
import { useSyncAction } from "./use-sync-action.ts";

type SyncMenuProps = {
  /** The project it is for; null for all active ones. */
  project: { id: string; path: string } | null;
  /** How many projects that are. */
  projects: number;
  disabled?: boolean;
};

/** Poll, reconcile, audit and bootstrap, each with what it is for. Only the bootstrap asks again: it reads everything. */
export function SyncMenu({ project, projects, disabled = false }: SyncMenuProps) {
  const [open, setOpen] = useState(false);
  const [isConfirming, setConfirming] = useState(false);
  const { mutate, isPending } = useSyncAction();
  const start = (action: SyncAction) => {
    mutate({ action, project: project?.id ?? null });
    setOpen(false);
  };
  return (
    <LazyPopover
      title={isConfirming ? "Bootstrap" : "Sync"}
      open={open}
      onOpenChange={(isOpen) => {
        if (isOpen) setConfirming(false);
        setOpen(isOpen);
      }}
      align="end"
      className={isConfirming ? "w-80" : "w-80 p-1"}
      renderButton={(props) => <MenuButton path={project?.path ?? null} disabled={disabled || isPending} {...props} />}
    >
      {isConfirming ? (
        <ConfirmBootstrap
          what={project?.path ?? `${projects} projects`}
          onCancel={() => setConfirming(false)}
          onConfirm={() => start("bootstrap")}
        />
      ) : (
        <SyncChoices onStart={start} onBootstrap={() => setConfirming(true)} />
      )}
    </LazyPopover>
  );
}

type MenuButtonProps = React.ComponentProps<typeof Button> & { path: string | null };

function MenuButton({ path, ...props }: MenuButtonProps) {
  if (path === null) {
    return (
      <Button {...props}>
        Sync all
        <ChevronDown aria-hidden />
      </Button>
    );
  }
  return (
    <Button
      variant="outline"
      size="icon-sm"
      aria-label={`Sync ${path}`}
      title="Poll, reconcile, audit or bootstrap"
      className="stacked:w-full @2xl:stacked:w-auto @2xl:stacked:px-3"
      {...props}
    >
      <RefreshCw aria-hidden />
      <span className="hidden stacked:inline">Sync</span>
    </Button>
  );
}
