/** The yardstick of search: which issues hold words, written by hand over the same tables. Words are of plain letters and digits. */
import { escapeLiteral } from "pg";
import { countOf, newestFirst, pageOf, type Role, type Way } from "./reads-sql.ts";

const SHORT = 2;
const SHOWN = 20;
const COUNTED = 1_001;

/** What is searched for: `near` words are known ones in place of one that nothing holds, and count as whole words only. */
export type Sought = { words: string[]; near?: string[]; reference?: { iid: number; path: string | null } };

/** Where titles and descriptions are looked through: in the product's table for that, or in the texts themselves. */
type Place = "table" | "texts";

/** The list that has the same words as `q`. */
export function listMatches(sought: Sought, condition: string, role: Role): Way[] {
  return newestFirst(`${condition} and ${matches(sought, role, "table")}`);
}

/** How many there are, by a look at every text: slow, and shares nothing with the tables that are made for search. */
export function countMatches(sought: Sought, condition: string, role: Role): string {
  return countOf(`${condition} and ${matches(sought, role, "texts")}`);
}

/** The best 20, those with all words in the title first, and how many there are up to 1,001. */
export function bestMatches(sought: Sought, condition: string, role: Role): Way[] {
  const where = `${condition} and ${matches(sought, role, "table")}`;
  const inTitle = (sought.near ?? sought.words).map((word) => `lower(i.title) like ${contains(word)}`).join(" and ");
  const order = `(${inTitle}) desc, i.updated_at_gitlab desc, i.id`;
  const best = pageOf(`
    with found as materialized (select i.id, i.title, i.updated_at_gitlab from issues i where ${where})
    select i.id from found i order by ${order} limit ${SHOWN}`);
  // Where enough titles have the words, the newest of those are the answer.
  const titles = pageOf(`
    select i.id from issues i where ${where} and ${inTitle} order by i.updated_at_gitlab desc, i.id limit ${SHOWN}`);
  const total = `select count(*)::int as total from (select 1 from issues i where ${where} limit ${COUNTED}) capped`;
  return [
    [best, total],
    [titles, total],
  ];
}

function matches({ words, near, reference }: Sought, role: Role, place: Place): string {
  const texts =
    near === undefined
      ? words.map((word) => `i.id in (${holders(word, role, place)})`).join(" and ")
      : `i.id in (${near.map((word) => holdersOfWhole(word, place)).join(" union ")})`;
  if (reference === undefined) return texts;
  const { iid, path } = reference;
  const project =
    path === null
      ? ""
      : ` and r.project_id = (select id from projects where lower(path_with_namespace) = ${escapeLiteral(path.toLowerCase())})`;
  return `i.id in (select r.id from issues r where r.iid = ${iid}${project} union select i.id from issues i where ${texts})`;
}

/** The issues that hold a word: its letters anywhere in a name or title, or, of one or two letters, the beginning of a word. */
function holders(word: string, role: Role, place: Place): string {
  const isShort = word.length <= SHORT;
  const begins = `'(^|[^[:alnum:]])${word}'`;
  const named = (column: string) =>
    isShort ? `lower(${column}) ~ ${begins}` : `lower(${column}) like ${contains(word)}`;
  const texts =
    place === "texts"
      ? `select i.id from issues i where ${named("i.title")} or lower(i.description) ~ ${begins}`
      : heldBy([`'${word}':*`, `'=${word}':*`, ...(isShort ? [] : [`'~${word}':*`])]);
  const notes = `select o.issue_id from issue_overrides o where lower(o.internal_notes) ~ ${begins}`;
  return [texts, ...holdersByName(named), ...(role === "viewer" ? [] : [notes])].join(" union ");
}

function holdersOfWhole(word: string, place: Place): string {
  const whole = (column: string) => `lower(${column}) ~ '(^|[^[:alnum:]])${word}([^[:alnum:]]|$)'`;
  const titles = place === "texts" ? `select i.id from issues i where ${whole("i.title")}` : heldBy([`'=${word}'`]);
  return [titles, ...holdersByName(whole)].join(" union ");
}

/** Of a description the words stand as they are, of a title behind `=`, and what they end with behind `~`. */
function heldBy(lexemes: readonly string[]): string {
  return `select s.issue_id from issue_search s where s.words @@ ${escapeLiteral(lexemes.join(" | "))}::tsquery`;
}

function holdersByName(named: (column: string) => string): string[] {
  return [
    `select i.id from issues i where i.gone_at is null and i.label_ids && array(select l.id from labels l where ${named("l.title")})`,
    `select i.id from issues i where i.gone_at is null
      and i.assignee_ids && array(select u.id from gitlab_users u where ${named("u.name")} or ${named("u.username")})`,
    `select i.id from issues i where i.gone_at is null
      and i.project_id in (select p.id from projects p where ${named("p.name")} or ${named("p.path_with_namespace")})`,
  ];
}

function contains(word: string): string {
  return escapeLiteral(`%${word}%`);
}
