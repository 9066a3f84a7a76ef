import { fold, wordsOf } from "@/lib/search/fold.ts";

/** An issue with all that search knows of it. */
export type Told = {
  iid: number;
  title: string;
  description: string | null;
  labels: string[];
  people: string[];
  project: string[];
  notes: string | null;
  confidential: boolean;
  gone: boolean;
};

/** The numbers of the issues that a text finds, by the rules as they are written down and nothing else. */
export function findAll(issues: readonly Told[], q: string, { seesAll }: { seesAll: boolean }): number[] {
  const visible = issues.filter((issue) => !issue.gone && (seesAll || !issue.confidential));
  const number = /^#?(\d{1,9})$/.exec(q.trim());
  const isNamed = (issue: Told) => number !== null && Number(number[1]) === issue.iid;
  const words = [...new Set(wordsOf(q))];
  const matches = words.map((word) => matcherOf(word, { visible, seesAll, isNumber: number !== null }));
  const signs = fold(q).trim();
  const isFound = (issue: Told) =>
    words.length === 0 ? fold(issue.title).includes(signs) : matches.every((holds) => holds(issue));
  return visible.filter((issue) => isNamed(issue) || isFound(issue)).map(({ iid }) => iid);
}

type Around = { visible: readonly Told[]; seesAll: boolean; isNumber: boolean };

function matcherOf(word: string, { visible, seesAll, isNumber }: Around): (issue: Told) => boolean {
  const holds = (issue: Told) => isHeld(issue, word, seesAll);
  if ([...word].length < 4 || /^\p{N}+$/u.test(word) || isNumber || visible.some(holds)) return holds;
  const allowed = [...word].length < 8 ? 1 : 2;
  const known = new Set(visible.flatMap(namedIn).filter((other) => /^[\p{L}\p{N}]{4,}$/u.test(other)));
  const near = [...known].map((other) => ({ other, steps: steps([...word], [...other], allowed) }));
  const least = Math.min(...near.map((one) => one.steps));
  const instead = least > allowed ? [] : near.filter((one) => one.steps === least).map((one) => one.other);
  return (issue) => namedIn(issue).some((other) => instead.includes(other));
}

const namesOf = ({ title, labels, people, project }: Told) => [title, ...labels, ...people, ...project];
const namedIn = (issue: Told) => namesOf(issue).flatMap(wordsOf);

function isHeld(issue: Told, word: string, seesAll: boolean): boolean {
  const isShort = [...word].length < 3;
  const inName = (name: string) => (isShort ? begins(name, word) : fold(name).includes(word));
  const texts = [issue.description, seesAll ? issue.notes : null];
  return namesOf(issue).some(inName) || texts.some((text) => text !== null && begins(text, word));
}

function begins(text: string, word: string): boolean {
  const isSpaceless = /^[\p{scx=Han}]/u.test(word);
  return isSpaceless ? fold(text).includes(word) : wordsOf(text).some((held) => held.startsWith(word));
}

/** Optimal string alignment, straight from its definition, as long as no more steps are needed than are left. */
function steps(one: string[], other: string[], left: number): number {
  const [a, b] = [one.length, other.length];
  if (Math.abs(a - b) > left) return Number.POSITIVE_INFINITY;
  if (a === 0 || b === 0) return a + b;
  const same = one[a - 1] === other[b - 1];
  const ways = [steps(one.slice(0, -1), other.slice(0, -1), left - (same ? 0 : 1)) + (same ? 0 : 1)];
  if (left > 0) {
    ways.push(steps(one.slice(0, -1), other, left - 1) + 1, steps(one, other.slice(0, -1), left - 1) + 1);
    const isSwap = a > 1 && b > 1 && one[a - 1] === other[b - 2] && one[a - 2] === other[b - 1];
    if (isSwap) ways.push(steps(one.slice(0, -2), other.slice(0, -2), left - 1) + 1);
  }
  return Math.min(...ways);
}
