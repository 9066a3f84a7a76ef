"use client";

import Link from "next/link";
import { type ReactNode, useEffect, useRef } from "react";
import { ResultLine } from "@/components/search/result-line.tsx";
import { allWords } from "@/components/search/search-words.ts";
import type { Found } from "@/components/search/use-search.ts";
import { cn } from "@/lib/cn.ts";
import type { Entry } from "./use-palette.ts";

type PaletteListProps = {
  id: string;
  entries: readonly Entry[];
  found: Found | undefined;
  active: Entry | undefined;
  onChoose: (entry: Entry) => void;
  /** A link was followed. */
  onLeave: () => void;
};

/** The lines of the palette under the headings of their groups, in the order of the first of each. */
export function PaletteList({ id, entries, ...lines }: PaletteListProps) {
  const groups = Map.groupBy(entries, (entry) => (entry.kind === "command" ? entry.command.group : "Issues"));
  return (
    <div role="listbox" id={id} aria-label="What can be done">
      {[...groups].map(([name, members]) => (
        <div key={name} role="group" aria-labelledby={`${id}-${name}`} className="py-1">
          <p id={`${id}-${name}`} className="px-2 py-1 text-xs font-medium text-muted-foreground">
            {name}
          </p>
          {members.map((entry) => (
            <PaletteLine key={entry.id} id={lineId(id, entry)} entry={entry} {...lines} />
          ))}
        </div>
      ))}
    </div>
  );
}

/** The id of a line's element. */
export function lineId(listId: string, entry: Entry): string {
  return `${listId}-${entry.id}`;
}

type PaletteLineProps = Omit<PaletteListProps, "entries"> & { entry: Entry };

/** A link where it leads somewhere, so that it can be opened in a tab of its own. The focus stays in the box. */
function PaletteLine({ id, entry, found, active, onChoose, onLeave }: PaletteLineProps) {
  const line = useRef<HTMLElement | null>(null);
  const isActive = entry.id === active?.id;
  useEffect(() => {
    if (isActive) line.current?.scrollIntoView({ block: "nearest" });
  }, [isActive]);
  const option = {
    ...{ id, role: "option", "aria-selected": isActive, tabIndex: -1 },
    ref: (element: HTMLElement | null) => {
      line.current = element;
    },
    className: cn(
      "block w-full rounded-sm text-left hover:bg-accent",
      isActive && "bg-selected outline-2 -outline-offset-2 outline-ring",
    ),
  };
  const href = hrefOf(entry);
  const content = <Content entry={entry} found={found} />;
  if (href === null) {
    return (
      <button type="button" {...option} onClick={() => onChoose(entry)}>
        {content}
      </button>
    );
  }
  return (
    <Link {...option} href={href} prefetch={false} onNavigate={onLeave}>
      {content}
    </Link>
  );
}

function hrefOf(entry: Entry): string | null {
  if (entry.kind !== "command") return entry.href;
  return "href" in entry.command ? entry.command.href : null;
}

function Content({ entry, found }: { entry: Entry; found: Found | undefined }): ReactNode {
  if (entry.kind === "issue") return <ResultLine result={entry.result} words={found?.answer.words ?? []} />;
  const words = entry.kind === "all" ? found && allWords(found.answer) : entry.command.label;
  return (
    <span className="flex min-h-9 items-center px-2 text-sm phone:min-h-11">
      <bdi className="min-w-0 wrap-anywhere">{words}</bdi>
    </span>
  );
}
