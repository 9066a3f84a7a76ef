import { backlogPath } from "@/lib/issues/filters.ts";
import type { Search } from "./use-search.ts";

/** A line of the list that can be chosen, and where it leads. */
export type Choice = { id: string; href: string };

/** The last line: all that was found, in the backlog. */
export const ALL = "all";

/** What can be chosen of what was found: the issues, and at the end all of them. */
export function choicesOf({ found }: Pick<Search, "found">): Choice[] {
  if (found === undefined || found.answer.total === 0) return [];
  const issues = found.answer.data.map(({ id }) => ({ id, href: `/issues/${id}` }));
  return [...issues, { id: ALL, href: backlogPath({ q: found.words }) }];
}

/** The id of a line's element. */
export function elementId(listId: string, choiceId: string): string {
  return `${listId}-${choiceId}`;
}
