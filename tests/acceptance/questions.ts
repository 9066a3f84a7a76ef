/** Holds the product's answers to questions against a slow, obvious evaluation of them. Imports nothing of the product. */
import { evaluate } from "../reckoning/filters/evaluate.ts";
import { countFacet, FACETS } from "../reckoning/filters/facets.ts";
import { misplaced } from "../reckoning/filters/order.ts";
import {
  dueOf,
  referenceOf,
  type Asking,
  type PlainIssue,
  type Question,
  type Role,
} from "../reckoning/filters/plain.ts";
import { isOverdue } from "../reckoning/filters/predicates.ts";
import { openLibrary, type Library } from "../reckoning/filters/search.ts";
import { readCsv, readFacets, readList, type Ask, type Facets, type Listed } from "./answers.ts";

/** What a question is compared in beside its list. */
export type Parts = { facets: boolean; csv: boolean };
export type Case = { question: Question; role: Role } & Parts & { pageSize?: number };

/** `asked`: cases; `values`: single answers that were held against each other; `empty`: cases that mean no issue at all. */
export type Outcome = { asked: number; values: number; empty: number; lines: string[] };

/** What is asked about: the issues as they are, whom `me` means, and the zone. `now` is what the product's clock says. */
export type Scene = { issues: readonly PlainIssue[]; me: Asking["me"]; zone: string; now: () => number; ask: Ask };

/** Facets that are told in an order of their own. */
const OWN_ORDER = new Set(["status", "priority"]);
const AT_ONCE = 4;
const SHOWN = 5;

export async function compareAnswers(scene: Scene, cases: readonly Case[]): Promise<Outcome> {
  const libraries = { viewer: openLibrary(scene.issues, "viewer"), manager: openLibrary(scene.issues, "manager") };
  const outcome: Outcome = { asked: 0, values: 0, empty: 0, lines: [] };
  const left = [...cases];
  const goOn = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) await compareCase(outcome, next, { ...scene, libraries });
  };
  await Promise.all(Array.from({ length: AT_ONCE }, goOn));
  return outcome;
}

type Known = Scene & { libraries: Record<Role, Library> };

/** The clock goes on while a question is answered: what is expected may be that of the moment before it, or after it. */
async function compareCase(outcome: Outcome, one: Case, scene: Known): Promise<void> {
  const before = scene.now();
  try {
    const answers = await readAnswers(one, scene.ask);
    const known = (now: number) => ({
      asking: { role: one.role, now, zone: scene.zone, me: scene.me },
      library: scene.libraries[one.role],
    });
    const first = judge(one, answers, scene.issues, known(before));
    const judged = first.lines.length === 0 ? first : judge(one, answers, scene.issues, known(scene.now()));
    outcome.values += judged.values;
    if (judged.expected === 0) outcome.empty++;
    outcome.lines.push(...shortened(judged.lines).map((line) => `${nameOf(one)}: ${line}`));
  } catch (error) {
    outcome.lines.push(`${nameOf(one)}: ${error instanceof Error ? error.message : String(error)}`);
  }
  outcome.asked++;
}

/** Where the list is wrong, everything else is too. */
function shortened(lines: readonly string[]): string[] {
  const left = lines.length - SHOWN;
  return left > 0 ? [...lines.slice(0, SHOWN), `and ${left} differences more`] : [...lines];
}

type Answers = { list: Listed; facets: Facets | null; csv: string[] | null };

async function readAnswers({ question, role, facets, csv, pageSize }: Case, ask: Ask): Promise<Answers> {
  return {
    list: await readList(ask, role, question, pageSize),
    facets: facets ? await readFacets(ask, role, question) : null,
    csv: csv ? await readCsv(ask, role, question) : null,
  };
}

type Judged = { values: number; expected: number; lines: string[] };

function judge(
  { question, pageSize = 200 }: Case,
  { list, facets, csv }: Answers,
  issues: readonly PlainIssue[],
  known: { asking: Asking; library: Library },
): Judged {
  const meant = evaluate(issues, question, known);
  const expected = new Map(meant.map((issue) => [referenceOf(issue), issue]));
  const references = list.rows.map(({ reference }) => reference);
  const lastPage = Math.max(1, Math.ceil(expected.size / pageSize));
  const found = list.rows.flatMap(({ reference }) => expected.get(reference) ?? []);
  const wrong = misplaced(found, question.sort ?? "-updated_at").map((place) =>
    referenceOf(found[place] ?? meant[0] ?? never()),
  );
  const lines = [
    ...differing("list", references, [...expected.keys()]),
    ...list.totals.flatMap((total) => (total === expected.size ? [] : [`total ${total} instead of ${expected.size}`])),
    ...list.lastPages.flatMap((page) => (page === lastPage ? [] : [`last page ${page} instead of ${lastPage}`])),
    ...(wrong.length > 0 ? [`not in the order asked for at ${firstFew(wrong)}`] : []),
    ...list.rows.flatMap((row) => rowFaults(row, expected.get(row.reference), question, known.asking)),
    ...(facets ? facetFaults(facets, { question, issues, known }) : []),
    ...(csv ? csvFaults(csv, references) : []),
  ];
  const counted = Object.values(facets ?? {}).reduce((sum, { values }) => sum + values.length + 1, 0);
  return {
    values: 8 * references.length + list.totals.length * 2 + counted + (csv?.length ?? 0),
    expected: expected.size,
    lines,
  };
}

function never(): never {
  throw new Error("a place without an issue");
}

function differing(what: string, ours: readonly string[], theirs: readonly string[]): string[] {
  const [mine, yours] = [new Set(ours), new Set(theirs)];
  const missing = theirs.filter((reference) => !mine.has(reference));
  const extra = ours.filter((reference) => !yours.has(reference));
  return [
    ...(missing.length > 0 ? [`${what} lacks ${missing.length} of ${theirs.length}: ${firstFew(missing)}`] : []),
    ...(extra.length > 0 ? [`${what} has ${extra.length} too many beside ${theirs.length}: ${firstFew(extra)}`] : []),
    ...(mine.size < ours.length ? [`${what} has ${ours.length - mine.size} twice`] : []),
  ];
}

/** What a row shows of its issue. As of a day in the past it is the status of then, and everything else of now. */
function rowFaults(
  row: Listed["rows"][number],
  issue: PlainIssue | undefined,
  question: Question,
  asking: Asking,
): string[] {
  if (issue === undefined) return [];
  const pairs = {
    status: [row.status, issue.status],
    due: [row.due, dueOf(issue)],
    priority: [row.priority, issue.override.priority],
    wip_since: [momentOf(row.wip_since), issue.wipSince],
    started_at: [momentOf(row.started_at), issue.startedAt],
    completed_at: [momentOf(row.completed_at), issue.completedAt],
    ...(question.as_of === undefined ? { overdue: [row.overdue, isOverdue(issue, asking)] } : {}),
  };
  return Object.entries(pairs).flatMap(([field, [ours, theirs]]) =>
    ours === theirs ? [] : [`${row.reference} shows ${field} ${String(ours)} instead of ${String(theirs)}`],
  );
}

function momentOf(text: string | null): number | null {
  return text === null ? null : Date.parse(text);
}

function csvFaults(csv: readonly string[], references: readonly string[]): string[] {
  const lines = differing("CSV", csv, references);
  const isInOrder = csv.every((reference, place) => reference === references[place]);
  return lines.length > 0 || isInOrder ? lines : ["the CSV is in another order than the list"];
}

type Asked = { question: Question; issues: readonly PlainIssue[]; known: { asking: Asking; library: Library } };

/** Titles are told apart whatever their case. Where there are more values than are told, only those told are compared. */
function facetFaults(facets: Facets, { question, issues, known }: Asked): string[] {
  return Object.keys(FACETS).flatMap((name) => {
    const facet = facets[name];
    if (!facet) return question.as_of === undefined ? [`no facet ${name}`] : [];
    const expected = countFacet(name, issues, question, known);
    const told = new Map(facet.values.map(({ value, count }) => [keyOf(name, value), count]));
    const lines = [...expected.counts].flatMap(([value, count]) => {
      const ours = told.get(value);
      return ours === count || (ours === undefined && facet.more)
        ? []
        : [`${name} ${value}: ${ours ?? 0} instead of ${count}`];
    });
    const extra = [...told].filter(([value, count]) => count > 0 && !expected.counts.has(value));
    const counts = facet.values.map(({ count }) => count);
    const isInOrder =
      OWN_ORDER.has(name) || counts.every((count, place) => place === 0 || count <= (counts[place - 1] ?? 0));
    return [
      ...lines,
      ...extra.map(([value, count]) => `${name} ${value}: ${count} instead of 0`),
      ...(told.size < facet.values.length ? [`${name} tells a value twice`] : []),
      ...((facet.none ?? 0) === expected.none ? [] : [`${name} none: ${facet.none} instead of ${expected.none}`]),
      ...(isInOrder ? [] : [`${name} does not tell the commonest first`]),
    ].slice(0, SHOWN);
  });
}

function keyOf(name: string, value: string): string {
  return name === "label" || name === "milestone" ? value.toLowerCase() : value;
}

function nameOf({ role, question }: Case): string {
  return `${role} ${Object.entries(question)
    .map(([name, value]) => `${name}=${value}`)
    .join("&")}`;
}

function firstFew(references: readonly string[]): string {
  return references.slice(0, SHOWN).join(" ");
}
