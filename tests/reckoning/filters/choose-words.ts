import type { PlainIssue } from "./plain.ts";
import { wordsOf } from "./words.ts";

/** So many titles with a word leave some when something else is asked for too. */
const ENOUGH = 6;

type Entry = [string, string];

/** Words of titles and texts by how many issues a viewer finds with them, and such as only a manager does. */
export function chooseWords(issues: readonly PlainIssue[]): Entry[] {
  const there = issues.filter(({ status }) => status !== "gone");
  const seen = there.filter(({ confidential }) => !confidential);
  const titled = countWords(seen.map(({ title }) => title));
  const inOrder = [...titled].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([word]) => word);
  const long = inOrder.filter((word) => /^[a-z]{4,7}$/.test(word));
  const longer = inOrder.find((word) => /^[a-z]{9,}$/.test(word)) ?? "";
  const [common = "", second = ""] = long;
  const rare = long.findLast((word) => (titled.get(word) ?? 0) >= ENOUGH) ?? "";
  const texts = countWords(seen.map(({ description }) => description ?? ""));
  const notes = countWords(seen.map(({ override }) => override.notes ?? ""));
  const secret = countWords(there.filter(({ confidential }) => confidential).map(({ title }) => title));
  const gone = countWords(issues.filter(({ status }) => status === "gone").map(({ title }) => title));
  const hidden = onlyIn(secret, [titled, texts]) ?? rare;
  return [
    ["word.common", common],
    ["word.second", second],
    ["word.rare", rare],
    ["word.upper", common.toUpperCase()],
    ["word.two", common.slice(0, 2)],
    ["word.one", common.slice(0, 1)],
    ["word.middle", common.slice(1, 4)],
    ["word.typo", swapped(rare)],
    ["word.long-typo", swapped(longer).slice(1)],
    ["word.description", onlyIn(texts, [titled]) ?? rare],
    ["word.note", onlyIn(notes, [titled, texts]) ?? rare],
    ["word.confidential", hidden],
    ["word.confidential-typo", swapped(hidden)],
    ["word.gone", onlyIn(gone, [titled, texts]) ?? rare],
    ["word.foreign", inOrder.find((word) => /^\p{Script=Cyrillic}{5,}$/u.test(word)) ?? "товары"],
  ];
}

function countWords(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const word of new Set(wordsOf(text))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/** The commonest longer word that stands nowhere else. */
function onlyIn(
  words: ReadonlyMap<string, number>,
  elsewhere: readonly ReadonlyMap<string, number>[],
): string | undefined {
  const own = [...words].filter(([word]) => /^[a-z]{5,}$/.test(word) && !elsewhere.some((other) => other.has(word)));
  return own.toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0];
}

/** With its two middle letters the other way round. */
function swapped(word: string): string {
  const at = Math.floor(word.length / 2);
  return `${word.slice(0, at - 1)}${word.charAt(at)}${word.charAt(at - 1)}${word.slice(at + 1)}`;
}
