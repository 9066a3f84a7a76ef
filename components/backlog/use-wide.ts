"use client";

import { useSyncExternalStore } from "react";

/** The same border as the `phone:` variant of globals.css. */
const NARROW = "(width < 48rem)";

/**
 * Whether the window is wide enough for a table. Null while the server's page is being taken over: the server cannot know,
 * sends both shapes, and the style sheet shows the right one.
 */
export function useWide(): boolean | null {
  return useSyncExternalStore(
    subscribe,
    () => !window.matchMedia(NARROW).matches,
    () => null,
  );
}

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(NARROW);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}
