import { parseReference } from "@/lib/issues/reference.ts";
import type { Sheet } from "./parse.ts";
import type { Reading, ReadingColumn } from "./schema.ts";
import type { FindBy } from "./wording.ts";

/** What a column's name may be, in lower case: exactly one of these, else one that has one of them as a word. */
const NAMES: Record<ReadingColumn | "title", string[]> = {
  issue: [
    "issue",
    "reference",
    "ref",
    "gitlab issue",
    "gitlab url",
    "gitlab id",
    "url",
    "link",
    "ticket",
    "iid",
    "id",
    "#",
  ],
  project: ["project", "repository", "repo"],
  internal_status: ["status", "state", "progress"],
  priority: ["priority", "prio"],
  target_date: ["target date", "target", "due date", "due", "deadline", "eta"],
  internal_notes: ["notes", "note", "comments", "comment", "remarks", "remark"],
  title: ["title", "summary", "subject", "name", "task"],
};
const SAMPLE = 200;

type Guess = Pick<Reading, "columns" | "find_by">;

/** Which column is what, by the names of the columns and, for the one that names the issue, by what stands in it. */
export function guessColumns(sheet: Sheet): Guess {
  const taken = new Set<number>();
  const take = (what: ReadingColumn | "title") => {
    const found = columnCalled(NAMES[what], sheet.columns, taken);
    if (found !== null) taken.add(found);
    return found;
  };
  const byName = take("issue");
  const columns = {
    project: take("project"),
    internal_status: take("internal_status"),
    priority: take("priority"),
    target_date: take("target_date"),
    internal_notes: take("internal_notes"),
  };
  const issue = byName ?? columnOfReferences(sheet) ?? take("title");
  return { columns: { issue, ...columns }, find_by: issue === null ? "reference" : guessFindBy(sheet, issue) };
}

/** What names the issues in a column: references where most of its cells are some, ids where its name says so, else titles. */
export function guessFindBy(sheet: Sheet, column: number): FindBy {
  const cells = cellsOf(sheet, column);
  const hasIds = /\bid$/.test(fold(sheet.columns[column] ?? "")) && cells.every((cell) => /^\d+$/.test(cell));
  if (hasIds) return "gitlab_id";
  const references = cells.filter((cell) => isReference(cell));
  return references.length * 2 >= cells.length ? "reference" : "title";
}

function columnCalled(names: string[], columns: string[], taken: Set<number>): number | null {
  const free = columns.map((name, index) => ({ name: fold(name), index })).filter(({ index }) => !taken.has(index));
  const isCalled = (exactly: string) => free.find(({ name }) => name === exactly)?.index;
  const hasWord = (word: string) => free.find(({ name }) => ` ${name} `.includes(` ${word} `))?.index;
  for (const find of [isCalled, hasWord]) {
    for (const name of names) {
      const index = find(name);
      if (index !== undefined) return index;
    }
  }
  return null;
}

function columnOfReferences(sheet: Sheet): number | null {
  const isMeant = (_: string, column: number) => {
    const cells = cellsOf(sheet, column);
    return cells.length > 0 && cells.every((cell) => isReference(cell) && !/^\d+$/.test(cell));
  };
  const index = sheet.columns.findIndex(isMeant);
  return index < 0 ? null : index;
}

function isReference(cell: string): boolean {
  return parseReference(cell) !== null || /^[\w.-]+#\d+$/.test(cell);
}

function cellsOf(sheet: Sheet, column: number): string[] {
  return sheet.rows
    .map(({ cells }) => cells[column] ?? "")
    .filter((cell) => cell !== "")
    .slice(0, SAMPLE);
}

function fold(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, " ")
    .trim();
}
