import { nearestWords } from "./nearest.ts";
import { sees, type PlainIssue, type Role } from "./plain.ts";
import { beginningsOf, fold, wordsOf } from "./words.ts";

/** What can be looked for in an issue: texts whose middle counts too, and words of which only the beginning does. */
type Name = { folded: string; words: Set<string>; beginnings: Set<string> };
type Page = { title: Name; names: Name[]; texts: Set<string>; notes: Set<string> };
/** What one reader can find: every issue that is there for them. */
export type Library = {
  role: Role;
  pages: ReadonlyMap<PlainIssue, Page>;
  known: ReadonlySet<string>;
  /** What was asked for before. */
  finders: Map<string, Finder>;
};
export type Finder = (issue: PlainIssue) => boolean;

const pagesOf = new WeakMap<PlainIssue, Page>();

export function openLibrary(issues: readonly PlainIssue[], role: Role): Library {
  const there = issues.filter((issue) => issue.status !== "gone" && sees(role, issue));
  const pages = new Map(there.map((issue) => [issue, readPage(issue)]));
  const named = [...pages.values()].flatMap(({ title, names }) => [title, ...names].flatMap(({ words }) => [...words]));
  const known = new Set(named.filter((word) => /^[\p{L}\p{N}]+$/u.test(word)));
  return { role, pages, known, finders: new Map() };
}

type Test = (page: Page) => boolean;

/** Which issues a text finds, be they there or gone: the one it refers to, and those that have every word of it. */
export function finder(q: string, library: Library): Finder {
  const kept = library.finders.get(q);
  if (kept) return kept;
  const find = findOnce(makeFinder(q, library));
  library.finders.set(q, find);
  return find;
}

function makeFinder(q: string, library: Library): Finder {
  const words = [...new Set(wordsOf(q))];
  const refers = referrer(q);
  if (words.length === 0) return (issue) => fold(issue.title).includes(fold(q).trim());
  if (refers?.isWhole === true) {
    // Who mentions it is found, and not everything of a project that is called like it.
    return (issue) =>
      refers.to(issue) || words.every((word) => hasWord({ ...readPage(issue), names: [] }, word, library.role));
  }
  const tests = words.map((word) => testOf(word, library, { mayBeTypo: refers === null }));
  return (issue) => refers?.to(issue) === true || tests.every((test) => test(readPage(issue)));
}

/** A question is asked again for its facets: what was found is kept. */
function findOnce(finds: Finder): Finder {
  const found = new Map<PlainIssue, boolean>();
  return (issue) => {
    const isFound = found.get(issue) ?? finds(issue);
    found.set(issue, isFound);
    return isFound;
  };
}

/** A text that names an issue was not mistyped. */
function testOf(word: string, { role, pages, known }: Library, { mayBeTypo }: { mayBeTypo: boolean }): Test {
  const has = (page: Page) => hasWord(page, word, role);
  if (!mayBeTypo || [...pages.values()].some(has)) return has;
  const near = nearestWords(word, known);
  return ({ title, names }) => [title, ...names].some(({ words }) => near.some((other) => words.has(other)));
}

function hasWord({ title, names, texts, notes }: Page, word: string, role: Role): boolean {
  const begins = (words: ReadonlySet<string>) => [...words].some((own) => own.startsWith(word));
  const isShort = [...word].length <= 2;
  const isNamed = [title, ...names].some(({ folded, beginnings }) =>
    isShort ? begins(beginnings) : folded.includes(word),
  );
  return isNamed || begins(texts) || (role === "manager" && begins(notes));
}

function readPage(issue: PlainIssue): Page {
  const kept = pagesOf.get(issue);
  if (kept) return kept;
  const { title, labels, project, assignees, description, override } = issue;
  const names = [
    ...[project.name, project.path],
    ...labels.map((label) => label.title),
    ...assignees.flatMap(({ name, username }) => [name, username]),
  ];
  const page = {
    title: readName(title),
    names: names.map(readName),
    texts: beginningsOf(description ?? ""),
    notes: beginningsOf(override.notes ?? ""),
  };
  pagesOf.set(issue, page);
  return page;
}

function readName(name: string): Name {
  return { folded: fold(name), words: new Set(wordsOf(name)), beginnings: beginningsOf(name) };
}

/** `12`, `#12`, `group/project#12`, or an address of GitLab; null for any other text. `isWhole`: the project is named too. */
function referrer(q: string): { to: Finder; isWhole: boolean } | null {
  const text = q.trim();
  const number = /^#?(\d{1,9})$/.exec(text);
  if (number) return { to: ({ iid }) => iid === Number(number[1]), isWhole: false };
  const full = /^([^\s#]+\/[^\s#]+)#(\d{1,9})$/.exec(text);
  const address = /^https?:\/\/[^/]+\/(.+?)(?:\/-)?\/(?:issues|work_items)\/(\d{1,9})(?:[/?#].*)?$/.exec(text);
  const [, path, iid] = full ?? address ?? [];
  if (path === undefined) return null;
  const to: Finder = (issue) => path.toLowerCase() === issue.project.path.toLowerCase() && issue.iid === Number(iid);
  return { to, isWhole: true };
}
