import { seesConfidential, type Reader } from "@/lib/auth/access.ts";
import { allOf, anyOf, joinSql, sql, type Sql } from "@/lib/db/sql.ts";
import type { IssueReference } from "@/lib/issues/reference.ts";
import type { Wanted } from "./holds.ts";
import { noteQuery, signsQuery, textQuery, titleQuery, wholeQuery } from "./lexemes.ts";

/**
 * A word, and the labels, people and projects that hold it. `instead`: the words it is read as, since nothing holds it; of these a
 * name or a title must hold one whole. `everywhere`: every project holds it, so every issue does.
 */
export type MeantWord = Wanted & {
  instead: string[] | null;
  labels: string[];
  people: string[];
  projects: string[];
  everywhere: boolean;
};

/**
 * What a text that is searched for means. `signs`: a text without letters and digits, which a title is to hold as it is. `common`:
 * of the issues that changed last many are found, so that looking at one after the other is the shortest way to the first of them.
 */
export type Meaning = { reference: IssueReference | null; words: MeantWord[]; signs: string | null; common: boolean };

type Seeing = Pick<Reader, "role">;

/**
 * Which issues a text finds for this reader: the one it names, and those that hold every one of its words. Needs `issues` as `i`.
 *
 * Texts are folded (`fold`), and a text's words are runs of letters, digits and marks (`wordsOf`). An issue holds a word when
 * - its title, the title of one of its labels, the name or path of its project, or the name or user name of one of its assignees
 *   has the word somewhere in a word of its own; what is one or two characters long at the beginning of one;
 * - a word of its description begins with it, or, for readers who see notes, a word of its note.
 * A word of four characters or more, not of digits alone, that no issue holds which the reader can see and which is not gone, is
 * read as its nearest known words. Known are the words of letters and digits, four characters long at least, in titles, labels,
 * projects and assignees of those issues; nearest are those with the fewest mistakes (`distanceBetween`), up to seven characters
 * one at most, from eight on two. An issue holds it then when one of these is a whole word of its title, labels, project or
 * assignees. A text that names an issue is not read otherwise, and one with more than `MAX_MISTYPED` such words is not either.
 * The words of a reference with its path, and of an address, are looked for in titles, descriptions and notes alone.
 * A text without any letter or digit finds the titles that have it, folded, somewhere.
 */
export function meantBy(meaning: Meaning, reader: Seeing): Sql {
  if (isEverything(meaning)) return sql`true`;
  const held = heldSets(meaning, reader).map((set) => isIn(set, meaning));
  const byWords = held.length === 0 ? sql`false` : allOf(held);
  if (meaning.reference === null) return byWords;
  // One set: with `or` between conditions Postgres would look at every issue.
  return isIn(sql`${namedSet(meaning.reference)} union select i.id from issues i where ${byWords}`, meaning);
}

/**
 * Postgres takes every word for one that some in a hundred issues have, and goes through all issues for one that hardly any has. An
 * array it takes for ten, and looks up what is in it: that is the shortest way as long as the text is not common.
 */
function isIn(set: Sql, { common }: Meaning): Sql {
  return common ? sql`i.id in (${set})` : sql`i.id in (select unnest(array(${set})))`;
}

/** The same, asked of one issue after the other, for what is so common that most that are looked at are found. */
export function isMeant(meaning: Meaning, reader: Seeing): Sql {
  if (isEverything(meaning)) return sql`true`;
  const held = allOf([...signsHeld(meaning), ...meaning.words.map((word) => isHeld(word, reader))]);
  return anyOf([isNamed(meaning), sql`(select ${held} from issue_search s where s.issue_id = i.id)`]);
}

/** Those of the issues that changed last, with all that `isMeant` asks of them. */
export function latestIssues(visible: Sql, limit: number): Sql {
  return sql`(
    select i.id, i.iid, i.project_id, i.label_ids, i.assignee_ids, i.updated_at_gitlab
    from issues i where ${visible} order by i.updated_at_gitlab desc, i.id desc limit ${limit}
  )`;
}

/** The issue is the one that the text names. Needs `issues` as `i`. */
export function isNamed({ reference }: Pick<Meaning, "reference">): Sql {
  if (reference === null) return sql`false`;
  if (reference.path === null) return sql`i.iid = ${reference.iid}`;
  return sql`(i.iid = ${reference.iid} and i.project_id in (${projectsAt(reference.path)}))`;
}

/** The title holds every word. Needs `issue_search` as `s`. */
export function isTitled({ words, signs }: Meaning): Sql {
  if (signs !== null) return sql`true`;
  if (words.some(({ instead }) => instead?.length === 0)) return sql`false`;
  const queries = words.map(({ word, instead }) => (instead === null ? titleQuery(word) : wholeQuery(instead)));
  return sql`s.words @@ ${queries.join(" & ")}::tsquery`;
}

function isEverything({ words, signs }: Meaning): boolean {
  return signs === null && words.every(({ everywhere }) => everywhere);
}

/** From each project the issue of that number: their unique index is asked, not each issue. */
function namedSet({ path, iid }: IssueReference): Sql {
  return sql`
    select r.id from (${path === null ? sql`select id from projects` : projectsAt(path)}) as p
    cross join lateral (select id from issues where project_id = p.id and iid = ${iid} offset 0) as r`;
}

/** Paths are of ASCII letters, and are lowered as such whatever the database's own locale does. */
function projectsAt(path: string): Sql {
  return sql`
    select id from projects where lower(path_with_namespace collate "C") = ${path.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())}`;
}

/** Sets of issues; those that hold every word are in each of them. None at all where a word can be held by nothing. */
function heldSets(meaning: Meaning, reader: Seeing): Sql[] {
  const words = meaning.words.filter(({ everywhere }) => !everywhere);
  if (words.some(isHopeless)) return [];
  const ofNames = words.filter(hasNames);
  const inTexts = [
    ...signsHeld(meaning),
    ...words.filter((word) => !hasNames(word)).map((word) => isInText(word, reader)),
  ];
  const sets = ofNames.map((word) => holdingSet(word, reader));
  return inTexts.length === 0 ? sets : [sql`select s.issue_id from issue_search s where ${allOf(inTexts)}`, ...sets];
}

function isHopeless(word: MeantWord): boolean {
  return word.instead?.length === 0 && !hasNames(word);
}

/** Whether a label, a person or a project holds it. */
export function hasNames({ labels, people, projects }: MeantWord): boolean {
  return labels.length + people.length + projects.length > 0;
}

function signsHeld({ signs }: Meaning): Sql[] {
  if (signs === null) return [];
  return [sql`s.words @@ ${signsQuery(signs)}::tsquery`, sql`strpos(s.title, ${signs}) > 0`];
}

/** Names are looked up from their side: Postgres cannot ask the indexes of two tables for one row. */
function holdingSet(word: MeantWord, reader: Seeing): Sql {
  const { labels, people, projects } = word;
  const sets = [
    sql`select s.issue_id from issue_search s where ${isInText(word, reader)}`,
    ...(labels.length === 0 ? [] : [sql`select issue_id from issue_labels where label_id = any(${labels}::uuid[])`]),
    ...(people.length === 0 ? [] : [sql`select issue_id from issue_assignees where user_id = any(${people}::uuid[])`]),
    ...(projects.length === 0 ? [] : [sql`select id from issues where project_id = any(${projects}::uuid[])`]),
  ];
  return joinSql(sets, " union ");
}

/** Needs `issues` as `i` and its `issue_search` as `s`. */
function isHeld(word: MeantWord, reader: Seeing): Sql {
  const { labels, people, projects, everywhere } = word;
  if (everywhere) return sql`true`;
  return anyOf([
    isInText(word, reader),
    ...(labels.length === 0 ? [] : [sql`i.label_ids && ${labels}::uuid[]`]),
    ...(people.length === 0 ? [] : [sql`i.assignee_ids && ${people}::uuid[]`]),
    ...(projects.length === 0 ? [] : [sql`i.project_id = any(${projects}::uuid[])`]),
  ]);
}

function isInText({ word, instead }: Wanted, reader: Seeing): Sql {
  if (instead !== null) {
    return instead.length === 0 ? sql`false` : sql`s.words @@ ${wholeQuery(instead)}::tsquery`;
  }
  const inIssue = sql`s.words @@ ${textQuery(word)}::tsquery`;
  return seesConfidential(reader) ? anyOf([inIssue, sql`s.note_words @@ ${noteQuery(word)}::tsquery`]) : inIssue;
}
