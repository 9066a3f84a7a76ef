"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useState } from "react";
import { ALL, choicesOf } from "@/components/search/search-choices.ts";
import { askedWords } from "@/components/search/search-query.ts";
import { type Search, useSearch } from "@/components/search/use-search.ts";
import { useSubmit } from "@/components/search/use-submit.ts";
import { viewListOptions } from "@/components/views/view-queries.ts";
import type { Role } from "@/lib/auth/access.ts";
import { parseReference } from "@/lib/issues/reference.ts";
import type { SearchResult } from "@/lib/search/schema.ts";
import { type Command, commandsFor, matching } from "./commands.ts";

/** A line that can be chosen: a command, an issue that was found, or all of these in the backlog. */
export type Entry =
  | { id: string; kind: "command"; command: Command }
  | { id: string; kind: "issue"; href: string; result: SearchResult }
  | { id: string; kind: "all"; href: string };

type Asked = {
  role: Role;
  text: string;
  onText: (text: string) => void;
  onAct: (command: Command) => void;
  onLeave: () => void;
};

/** What the palette offers for what was typed, which line Enter would choose, and what its keys do. */
export function usePalette({ role, text, onText, onAct, onLeave }: Asked) {
  const router = useRouter();
  const [activeId, setActiveId] = useState<string | null>(null);
  const words = askedWords(text);
  const search = useSearch(text, { open: words !== "" });
  const { submit } = useSubmit({});
  const { data: views } = useQuery(viewListOptions);
  const entries = entriesOf(words, commandsFor(role, views?.data), search);
  const at = Math.max(
    entries.findIndex(({ id }) => id === activeId),
    0,
  );
  const active = entries[at];

  const choose = (entry: Entry) => {
    onLeave();
    if (entry.kind !== "command") router.push(entry.href);
    else if ("href" in entry.command) router.push(entry.command.href);
    else onAct(entry.command);
  };
  const onEnter = () => {
    // What was found for other words is not what was meant.
    if (active && (active.kind === "command" || !search.stale)) choose(active);
    else if (words !== "") void submit(text, onLeave);
  };
  const acts: Record<string, () => void> = {
    ArrowDown: () => setActiveId(entries[(at + 1) % entries.length]?.id ?? null),
    ArrowUp: () => setActiveId(entries.at(at - 1)?.id ?? null),
    Enter: onEnter,
  };
  return {
    ...{ words, search, entries, active, choose },
    onType: (typed: string) => {
      onText(typed);
      setActiveId(null);
    },
    onKeyDown: (event: KeyboardEvent) => {
      const act = acts[event.key];
      // What is still being composed has its own use for these keys.
      if (act === undefined || event.nativeEvent.isComposing) return;
      event.preventDefault();
      act();
    },
  };
}

/** Commands first, unless the words name an issue. */
function entriesOf(words: string, commands: readonly Command[], search: Search): Entry[] {
  const results = new Map(search.found?.answer.data.map((result) => [result.id, result]));
  const found = choicesOf(search).flatMap(({ id, href }): Entry[] => {
    const result = results.get(id);
    if (id === ALL) return [{ id, kind: "all", href }];
    return result ? [{ id, kind: "issue", href, result }] : [];
  });
  const fitting = matching(commands, words).map((command): Entry => ({ id: command.id, kind: "command", command }));
  return parseReference(words) === null ? [...fitting, ...found] : [...found, ...fitting];
}
