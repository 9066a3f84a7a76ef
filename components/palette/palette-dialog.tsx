"use client";

import { Dialog } from "@base-ui/react/dialog";
import { Search as SearchIcon, X } from "lucide-react";
import { useId } from "react";
import { signOut } from "@/components/auth/sign-out.ts";
import { useOtherTheme } from "@/components/layout/use-other-theme.ts";
import { NothingFound, ReadAs } from "@/components/search/search-notes.tsx";
import { SearchSkeleton } from "@/components/search/search-skeleton.tsx";
import { announcement } from "@/components/search/search-words.ts";
import type { Search } from "@/components/search/use-search.ts";
import { useShowShortcuts } from "@/components/shortcuts/shortcuts.tsx";
import { useSyncAction } from "@/components/sync/use-sync-action.ts";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { buttonVariants } from "@/components/ui/button.tsx";
import { BACKDROP, POPUP } from "@/components/ui/popup-classes.ts";
import { problemOf } from "@/components/ui/problem-of.ts";
import { toast, toastError } from "@/components/ui/toast.ts";
import type { Role } from "@/lib/auth/access.ts";
import { cn } from "@/lib/cn.ts";
import type { Act } from "./commands.ts";
import { lineId, PaletteList } from "./palette-list.tsx";
import { usePalette } from "./use-palette.ts";
import { PALETTE_SLOT } from "./use-typing-ahead.ts";

type PaletteDialogProps = {
  role: Role;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** What is in the box. */
  text: string;
  onText: (text: string) => void;
};

/** Issues, pages, lists and actions by a few letters. */
export function PaletteDialog({ open, onOpenChange, ...words }: PaletteDialogProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={BACKDROP} />
        <Dialog.Popup
          data-slot={PALETTE_SLOT}
          className={cn(
            POPUP,
            "fixed top-[10dvh] left-1/2 z-50 flex max-h-[75dvh] w-[42rem] max-w-[calc(100vw-2rem)] -translate-x-1/2 flex-col phone:top-0 phone:max-h-dvh phone:w-screen phone:max-w-none phone:rounded-none phone:border-x-0",
          )}
        >
          <Dialog.Title className="sr-only">Search and commands</Dialog.Title>
          <Palette {...words} onLeave={() => onOpenChange(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type PaletteProps = Omit<PaletteDialogProps, "open" | "onOpenChange"> & { onLeave: () => void };

function Palette({ role, text, onText, onLeave }: PaletteProps) {
  const listId = useId();
  const act = useActs();
  const palette = usePalette({ role, text, onText, onLeave, onAct: (command) => "act" in command && act(command.act) });
  const { words, search, entries, active, choose, onType, onKeyDown } = palette;
  return (
    <>
      <div className="relative border-b">
        <SearchIcon aria-hidden className="absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground" />
        <input
          value={text}
          onChange={(event) => onType(event.target.value)}
          onKeyDown={onKeyDown}
          onFocus={({ currentTarget: { value }, currentTarget }) =>
            currentTarget.setSelectionRange(value.length, value.length)
          }
          role="combobox"
          aria-label="Search issues, pages and actions"
          aria-autocomplete="list"
          aria-expanded={entries.length > 0}
          aria-controls={entries.length > 0 ? listId : undefined}
          aria-activedescendant={active && lineId(listId, active)}
          placeholder="An issue, a page, an action"
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          className="h-12 w-full bg-transparent pr-3 pl-9 text-base outline-none placeholder:text-muted-foreground phone:pr-12 phone:text-lg"
        />
        <Close />
      </div>
      <div
        role="presentation"
        // A press on a line leaves the focus, and with it the keyboard of a phone, where it is.
        onMouseDown={(event) => event.preventDefault()}
        className="min-h-0 overflow-y-auto overscroll-contain p-1"
      >
        {entries.length > 0 && (
          <PaletteList id={listId} {...{ entries, active, onLeave, found: search.found }} onChoose={choose} />
        )}
        {words !== "" && <Finding search={search} isAlone={entries.length === 0} />}
      </div>
      <p role="status" className="sr-only">
        {search.found && !search.stale && announcement(search.found.words, search.found.answer)}
      </p>
    </>
  );
}

/** A phone has no Esc, and no place beside the palette to press. */
function Close() {
  return (
    <Dialog.Close
      aria-label="Close"
      className={cn(
        buttonVariants({ variant: "ghost", size: "icon-sm" }),
        "absolute top-0.5 right-1 hidden phone:flex",
      )}
    >
      <X />
    </Dialog.Close>
  );
}

/** How the search for issues stands, where its lines do not say so. */
function Finding({ search, isAlone }: { search: Search; isAlone: boolean }) {
  const { found, stale, error, retry, fetching } = search;
  if (error) {
    const problem = problemOf(error, "The search could not be done");
    return <ErrorState shape="banner" {...problem} onRetry={retry} retrying={fetching} />;
  }
  if (found === undefined || (stale && found.answer.total === 0)) return <SearchSkeleton />;
  if (found.answer.total > 0) return <ReadAs corrections={found.answer.read_as} />;
  return isAlone ? <NothingFound words={found.words} /> : null;
}

function useActs(): (act: Act) => void {
  const switchTheme = useOtherTheme();
  const showShortcuts = useShowShortcuts();
  const { mutate: startSync } = useSyncAction();
  const acts: Record<Act, () => void> = {
    theme: switchTheme,
    "copy-link": () => void copyLink(),
    shortcuts: showShortcuts,
    poll: () => startSync({ action: "poll", project: null }),
    reconcile: () => startSync({ action: "reconcile", project: null }),
    "sign-out": () => void signOut(),
  };
  return (act) => acts[act]();
}

async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(window.location.href);
    toast("Link copied.");
  } catch {
    toastError("The link could not be copied.", { description: window.location.href });
  }
}
