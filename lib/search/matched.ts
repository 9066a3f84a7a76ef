import { fold } from "./fold.ts";
import { nameHolds, textHolds, type Wanted } from "./holds.ts";
import { MATCHED_IN, type MatchedIn } from "./schema.ts";
import type { Meaning } from "./where.ts";

/** What an issue can be found by. */
export type Places = {
  iid: number;
  path: string;
  title: string;
  labels: readonly string[];
  people: readonly string[];
  project: readonly string[];
  description: string | null;
  notes: string | null;
};

/** All the places in which an issue holds any of the words, and whether it is the one that is named. */
export function matchedIn(issue: Places, { reference, words, signs }: Meaning): MatchedIn[] {
  const inNames = (names: readonly string[]) => names.some((name) => words.some((word) => nameHolds(name, word)));
  const inText = (text: string | null) => text !== null && textHolds(text, words);
  const isIn: Record<MatchedIn, boolean> = {
    reference: reference !== null && isNamedBy(reference, issue),
    title: inNames([issue.title]) || (signs !== null && fold(issue.title).includes(signs)),
    label: inNames(issue.labels),
    assignee: inNames(issue.people),
    project: inNames(issue.project),
    description: inText(issue.description),
    notes: inText(issue.notes),
  };
  return MATCHED_IN.filter((place) => isIn[place]);
}

function isNamedBy(reference: NonNullable<Meaning["reference"]>, { iid, path }: Places): boolean {
  const isHere = reference.path === null || reference.path.toLowerCase() === path.toLowerCase();
  return isHere && reference.iid === iid;
}

/** Words that are read as others, and as which. */
export function readAs(words: readonly Wanted[]): { word: string; instead: string[] }[] {
  return words.flatMap(({ word, instead }) => (instead === null ? [] : [{ word, instead: [...instead] }]));
}

/** Words as a person sees them looked for: as typed, or what stands in their place. */
export function shownWords(words: readonly Wanted[]): string[] {
  return [...new Set(words.flatMap(({ word, instead }) => instead ?? [word]))];
}
