/** What floats: the only thing with a shadow. Comes within 100 ms, and under reduced motion at once. */
export const POPUP =
  "origin-(--transform-origin) rounded-md border bg-popover text-popover-foreground shadow-md outline-none transition-[scale,opacity] duration-100 ease-out data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0";

/** A line in a menu or list: 28 px high, 44 on a phone. */
export const POPUP_ITEM =
  "relative flex min-h-7 cursor-default items-center gap-2 rounded-sm px-2 py-1 text-sm outline-none select-none data-disabled:pointer-events-none data-disabled:opacity-50 data-highlighted:bg-accent data-highlighted:text-accent-foreground phone:min-h-11 [&_svg]:shrink-0 [&_svg:not([class*='size-'])]:size-4";

/** The dark behind a dialog or drawer. */
export const BACKDROP =
  "fixed inset-0 z-50 bg-black/40 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0 dark:bg-black/60";
