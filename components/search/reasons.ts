import type { SearchResult } from "@/lib/search/schema.ts";
import { holds } from "./marks.ts";

type NamedPlace = "label" | "assignee" | "project";
type TextPlace = "description" | "notes";

/** A place where a result was found, and what of it: a name, or a part of a text. */
export type Reason = { place: NamedPlace; name: string } | { place: TextPlace; excerpt: string };

/** Where a result holds the words that its title does not; nothing where the title says it all, or where the issue was named. */
export function reasonsOf(result: SearchResult, words: readonly string[]): Reason[] {
  const missing = words.filter((word) => !holds(result.title, word));
  if (missing.length === 0 || result.matched.includes("reference")) return [];
  const isFound = (text: string) => missing.some((word) => holds(text, word));
  const named = placesOf(result).flatMap(({ place, names }): Reason[] => {
    const name = result.matched.includes(place) ? names.find(isFound) : undefined;
    return name === undefined ? [] : [{ place, name }];
  });
  const text = textReason(result);
  // A text that has no more than the title had is worth saying only where nothing else is.
  return text !== null && (named.length === 0 || isFound(text.excerpt)) ? [...named, text] : named;
}

type Place = { place: NamedPlace; names: string[] };

function placesOf({ labels, assignees, project }: SearchResult): Place[] {
  return [
    ...labels.map(({ title }): Place => ({ place: "label", names: [title] })),
    ...assignees.map(({ name, username }): Place => ({ place: "assignee", names: [name, `@${username}`] })),
    { place: "project", names: [project.name, project.path] },
  ];
}

function textReason({ matched, excerpt }: SearchResult): { place: TextPlace; excerpt: string } | null {
  const place = (["description", "notes"] as const).find((name) => matched.includes(name));
  return place === undefined ? null : { place, excerpt: excerpt ?? "" };
}
