/** Text at reading width, and beside it, where there is room, what is on the page. */
export const HELP_CLASSES =
  "grid max-w-[72ch] grid-cols-1 gap-12 lg:max-w-none lg:grid-cols-[minmax(0,72ch)_14rem] print:block print:max-w-none";
export const CONTENTS_CLASSES =
  "sticky top-16 max-h-[calc(100dvh-5rem)] self-start overflow-y-auto max-lg:hidden print:hidden";

export const INTRODUCTION =
  "What the words and figures of Backtrak mean. Every figure is worked out by exactly these rules, wherever it is shown.";
