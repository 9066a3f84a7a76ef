"use client";

import { createContext, useContext, useSyncExternalStore } from "react";

const KEY = "backtrak.selection";
const NOTHING: ReadonlySet<string> = new Set();

/** The ids selected in this tab, in the order they were; they outlive pages, filters and a look at an issue. */
export type Selection = {
  ids: () => ReadonlySet<string>;
  /** Selects one or lets it go; with `range`, all of `shown` between it and the one chosen last. */
  choose: (id: string, choice: { selected: boolean; range: boolean; shown: readonly string[] }) => void;
  chooseAll: (ids: readonly string[], selected: boolean) => void;
  clear: () => void;
  subscribe: (listener: () => void) => () => void;
};

/** A selection that is kept in `storage`, as long as the tab. */
export function createSelection(storage: Storage | null): Selection {
  let ids = read(storage);
  let last: string | null = null;
  const listeners = new Set<() => void>();
  const chooseAll = (chosen: readonly string[], selected: boolean) => {
    const next = new Set(ids);
    for (const id of chosen) {
      if (selected) next.add(id);
      else next.delete(id);
    }
    ids = next;
    keep(storage, ids);
    for (const listener of listeners) listener();
  };
  return {
    ids: () => ids,
    chooseAll,
    choose: (id, { selected, range, shown }) => {
      chooseAll(range ? between(shown, last, id) : [id], selected);
      last = id;
    },
    clear: () => {
      last = null;
      chooseAll([...ids], false);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The selection, and the ids of the page that is shown; null for whom nothing can be changed. */
export const SelectionContext = createContext<{ selection: Selection; shown: readonly string[] } | null>(null);

export function useSelection() {
  return useContext(SelectionContext);
}

/** Redrawn when it changes. On the server nothing is selected. */
export function useSelectedIds(selection: Selection): ReadonlySet<string> {
  return useSyncExternalStore(selection.subscribe, selection.ids, () => NOTHING);
}

export function useIsSelected(selection: Selection, id: string): boolean {
  return useSyncExternalStore(
    selection.subscribe,
    () => selection.ids().has(id),
    () => false,
  );
}

function between(shown: readonly string[], last: string | null, id: string): readonly string[] {
  const [from, to] = [shown.indexOf(last ?? ""), shown.indexOf(id)];
  return from === -1 || to === -1 ? [id] : shown.slice(Math.min(from, to), Math.max(from, to) + 1);
}

function read(storage: Storage | null): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(storage?.getItem(KEY) ?? "[]");
    return new Set(Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : []);
  } catch {
    return NOTHING;
  }
}

function keep(storage: Storage | null, ids: ReadonlySet<string>): void {
  try {
    storage?.setItem(KEY, JSON.stringify([...ids]));
  } catch {
    // A full or forbidden storage costs the selection its next visit, nothing else.
  }
}
