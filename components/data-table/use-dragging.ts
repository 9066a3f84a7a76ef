import { type PointerEvent, useRef } from "react";

/** Marks an element of a list with the id under which it is dragged. */
export const DRAGGED = "data-dragged";

/**
 * Dragging an element of a list to the place of another: `onOver` hears of each that the pointer comes to. `list` is for the list, which
 * keeps the pointer since its elements move; `grip` is told of a press on what an element is taken by.
 */
export function useDragging(onOver: (id: string, other: string) => void) {
  const dragged = useRef<string | null>(null);
  const end = () => {
    dragged.current = null;
  };
  return {
    grip: (id: string) => {
      dragged.current = id;
    },
    list: {
      onPointerDown: ({ currentTarget, pointerId }: PointerEvent) => {
        if (dragged.current !== null) currentTarget.setPointerCapture(pointerId);
      },
      onPointerMove: ({ clientX, clientY }: PointerEvent) => {
        if (dragged.current === null) return;
        const element = document.elementFromPoint(clientX, clientY)?.closest(`[${DRAGGED}]`);
        const other = element?.getAttribute(DRAGGED) ?? dragged.current;
        if (other !== dragged.current) onOver(dragged.current, other);
      },
      onPointerUp: end,
      onPointerCancel: end,
    },
  };
}
