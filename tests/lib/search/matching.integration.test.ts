import { afterAll, beforeAll, expect, test } from "vitest";
import type { Reader } from "@/lib/auth/access.ts";
import { sql } from "@/lib/db/sql.ts";
import { where } from "@/lib/issues/where.ts";
import { readMeaning } from "@/lib/search/queries/meaning.ts";
import { isMeant } from "@/lib/search/where.ts";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database.ts";
import { applyAll, MANAGER, storeProject, VIEWER } from "@/tests/support/mirror.ts";
import { randomFrom } from "@/tests/support/random.ts";
import { wireIssue, wireLabel, wireUser } from "@/tests/support/wire-issue.ts";
import { findAll, type Told } from "./oracle.ts";
import { CLOCK, fillAll, listed, search, storeNote } from "./site.ts";

const SEED = 20_261_123;
const ISSUES = 200;
const QUESTIONS = 120;
const WORDS = [
  ...["login", "logins", "logging", "lagoon", "checkout", "checking", "out", "pay", "payment", "payments", "a", "an"],
  ...[
    "the",
    "api",
    "API",
    "v2",
    "2",
    "12",
    "Zoë",
    "Straße",
    "привет",
    "приветы",
    "مرحبا",
    "搜索",
    "索很慢",
    "慢",
    "x_y",
  ],
  ...["100%", "->", "🎉", "back\\slash", "it's", "deploy", "deployment", "redeploy", "secretplan", "layoffs"],
];
const LABELS = ["type::bug", "Doing", "area: Checkout", "пауза", "慢查询", "zap"];
const PEOPLE = ["Ana Lund", "Loginova", "Zoë Ünal", "An", "搜 Wong"];
/** Not the author, who has another name. */
const FIRST_PERSON = 11;
const PATHS = ["acme/shop", "acme/payments-api"];

const random = randomFrom(SEED);
const some = (words: readonly string[], most: number) =>
  Array.from({ length: random.below(most + 1) }, () => random.pick(words)).join(random.pick([" ", "-", ", "]));

const issues: (Told & { place: number; labelled: string[]; assigned: number[] })[] = [];
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  const projects = [await storeProject(database.db, 7, PATHS[0]), await storeProject(database.db, 8, PATHS[1])];
  for (let iid = 1; iid <= ISSUES; iid += 1) issues.push(invent(iid));
  for (const [place, projectId] of projects.entries()) {
    const wire = issues.filter((issue) => issue.place === place).map(wireOf);
    await applyAll(database.db, projectId, wire);
  }
  const gone = issues.filter((issue) => issue.gone).map(({ iid }) => iid);
  await database.db.$executeRaw(sql`
    update issues set gone_at = now(), status = 'gone', status_since = now(), wip_since = null, completed_at = null
    where iid = any(${gone}::int[])`);
  await fillAll(database.db);
  for (const { iid, notes } of issues) if (notes !== null) await storeNote(database.db, iid, notes);
});
afterAll(() => database.close());

function invent(iid: number) {
  const labelled = LABELS.filter(() => random.below(8) === 0);
  const assigned = PEOPLE.flatMap((_, index) => (random.below(8) === 0 ? [FIRST_PERSON + index] : []));
  const place = random.below(4) === 0 ? 1 : 0;
  const path = PATHS[place] ?? "";
  const isConfidential = random.below(6) === 0;
  return {
    ...{ iid, labelled, assigned, place, labels: labelled, project: [path] },
    title: `${some(WORDS.slice(0, -2), 3)} t${isConfidential ? ` ${some(WORDS.slice(-2), 1)}` : ""}`,
    description: random.below(3) === 0 ? null : some(WORDS, 8),
    people: assigned.flatMap((id) => [PEOPLE[id - FIRST_PERSON] ?? "", `person-${id}`]),
    notes: random.below(5) === 0 ? some(WORDS, 3) || "nothing" : null,
    confidential: isConfidential,
    gone: random.below(15) === 0,
  };
}

function wireOf({ iid, title, description, labelled, assigned, place, confidential }: ReturnType<typeof invent>) {
  return wireIssue({
    ...{ iid, title, description, confidential, project_id: 7 + place },
    labels: labelled.map((name) => wireLabel(name)),
    assignees: assigned.map((id) => wireUser(id, PEOPLE[id - FIRST_PERSON])),
  });
}

/** A few words, some cut short and some mistyped. */
function ask(): string {
  const words = Array.from({ length: 1 + random.below(2) }, () => {
    const word = random.pick([...WORDS, ...LABELS, ...PEOPLE, ...PATHS, "#12", "7", "person-12", "nothing"]);
    const characters = [...word];
    const at = random.below(characters.length);
    switch (random.below(6)) {
      case 0:
        return characters.slice(0, at + 1).join("");
      case 1:
        return characters.slice(at).join("");
      case 2:
        return characters.toSpliced(at, 1).join("");
      case 3:
        return characters.toSpliced(at, 0, "q").join("");
      default:
        return word;
    }
  });
  return words.join(" ").trim() || "login";
}

async function oneByOne(q: string, reader: Reader): Promise<number[]> {
  const meaning = await readMeaning(database.db, { q, reader });
  const rows = await database.db.$queryRaw<{ iid: number }[]>(sql`
    select i.iid from issues i where ${where({}, reader, CLOCK)} and ${isMeant(meaning, reader)} order by 1`);
  return rows.map(({ iid }) => iid);
}

test.for([
  ["a viewer", VIEWER, false],
  ["a manager", MANAGER, true],
] as const)(
  "whatever %s asks for, found is what the rules say, in a list, in a search and one by one",
  async ([, reader, seesAll]) => {
    const differences: unknown[] = [];
    let finds = 0;
    let misread = 0;
    for (let turn = 0; turn < QUESTIONS; turn += 1) {
      const q = ask();
      const expected = findAll(issues, q, { seesAll });
      const answer = await search(database.db, q, reader, 1_000);
      const asked = {
        list: await listed(database.db, q, reader),
        one: await oneByOne(q, reader),
        search: answer.data.map(({ iid }) => iid).toSorted((a, b) => a - b),
      };
      for (const [way, iids] of Object.entries(asked)) {
        if (iids.join() !== expected.join()) differences.push({ q, way, iids, expected, read_as: answer.read_as });
      }
      if (answer.total !== expected.length) differences.push({ q, total: answer.total, expected: expected.length });
      if (expected.length > 0 && expected.length < ISSUES / 2) finds += 1;
      if (answer.read_as.some(({ instead }) => instead.length > 0)) misread += 1;
    }
    expect(differences).toEqual([]);
    expect(finds).toBeGreaterThan(QUESTIONS / 3);
    expect(misread).toBeGreaterThan(5);
  },
);
