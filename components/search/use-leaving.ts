"use client";

import { type RefObject, useEffect, useEffectEvent } from "react";

/** Calls `leave`, where there is one, when the focus or a press goes elsewhere. */
export function useLeaving(place: RefObject<HTMLElement | null>, leave: (() => void) | false): void {
  const isInside = leave !== false;
  const onElsewhere = useEffectEvent(({ target }: Event) => {
    if (leave && target instanceof Node && !place.current?.contains(target)) leave();
  });
  useEffect(() => {
    if (!isInside) return undefined;
    const listener = (event: Event) => onElsewhere(event);
    document.addEventListener("focusin", listener);
    document.addEventListener("pointerdown", listener);
    return () => {
      document.removeEventListener("focusin", listener);
      document.removeEventListener("pointerdown", listener);
    };
  }, [isInside]);
}
