import { X } from "lucide-react";

type WordsChipProps = { words: string | undefined; onClear: () => void };

/** What is searched for. It is typed in the box on top of the page, and taken back here. */
export function WordsChip({ words, onClear }: WordsChipProps) {
  if (words === undefined) return null;
  return (
    <span className="inline-flex h-7 max-w-72 items-center gap-1 rounded-full border border-primary bg-selected pl-2.5 text-sm phone:h-11">
      <span className="shrink-0 text-muted-foreground">Search</span>
      <span dir="auto" className="truncate font-medium">
        {words}
      </span>
      <button
        type="button"
        aria-label="Stop searching"
        onClick={onClear}
        className="inline-flex size-7 shrink-0 items-center justify-center rounded-full text-muted-foreground hover:text-foreground phone:size-11"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}
