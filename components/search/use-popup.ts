"use client";

import { useCallback, useState } from "react";
import type { SearchPopup } from "./search-popup.tsx";

/**
 * The popup's code, which comes when it is first wanted. Until it is there, and when it cannot be had, the box still leads to the
 * backlog; the next time it is tried again.
 */
export function usePopup() {
  const [Popup, setPopup] = useState<typeof SearchPopup | null>(null);
  const load = useCallback(() => {
    void import("./search-popup.tsx").then(
      (loaded) => setPopup(() => loaded.SearchPopup),
      () => setPopup(null),
    );
  }, []);
  return [Popup, load] as const;
}
