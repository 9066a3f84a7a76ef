import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "@/lib/db/sql.ts";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database.ts";
import { applyAll, MANAGER, storeProject, VIEWER } from "@/tests/support/mirror.ts";
import { wireIssue, wireLabel, wireUser } from "@/tests/support/wire-issue.ts";
import { fillAll, found, search, storeNote } from "./site.ts";

let database: TestDatabase;
const HOUR_MS = 3_600_000;

/** The higher the number, the later it was updated. */
function issue(iid: number, changes: Record<string, unknown>) {
  const updated = new Date(Date.parse("2026-03-01T00:00:00Z") + iid * HOUR_MS).toISOString();
  return wireIssue({ iid, updated_at: updated, ...changes });
}

beforeAll(async () => {
  database = await createTestDatabase();
  const shop = await storeProject(database.db, 7, "acme/Shop");
  const pay = await storeProject(database.db, 8, "acme/payments");
  await applyAll(database.db, shop, [
    issue(1, { title: "Checkout is slow", description: "Nothing to see" }),
    issue(2, { title: "Reports", description: `${"filler ".repeat(60)}the checkout\nhangs ${"filler ".repeat(60)}` }),
    issue(3, { title: "Misc", labels: [wireLabel("area::checkout-flow")] }),
    issue(4, { title: "Other", assignees: [wireUser(9, "Zoë Müller")] }),
    issue(5, { title: "Layoffs of zorblax", confidential: true, description: "zorblaxian" }),
    issue(6, { title: "100% of a_b -> c\\d 🎉", description: "To be or not to be" }),
    issue(7, { title: "Поиск не работает", description: "بحث بطيء 搜索很慢" }),
    issue(8, { title: "w".repeat(70) + "end", description: "v".repeat(70) }),
    issue(9, { title: "Authentication", description: "chekout" }),
    issue(12, { title: "Twelfth" }),
    issue(13, { title: "Version 12 of it" }),
    issue(14, { title: "Vanished zebra" }),
  ]);
  await applyAll(database.db, pay, [issue(20, { id: 920, iid: 12, project_id: 8, title: "Twelve in payments" })]);
  await database.db.$executeRaw(sql`
    update issues set gone_at = now(), status = 'gone', status_since = now() where iid = 14`);
  await fillAll(database.db);
  await storeNote(database.db, 1, "Promised to Quixotic by the board");
});
afterAll(() => database.close());

const finds = (q: string) => found(database.db, q, VIEWER);

describe("A search", () => {
  test.for([
    ["a word of a title", "slow", [1]],
    ["part of one", "eckou", [1, 3]],
    ["two characters at its beginning only", "sl", [1]],
    ["two characters not within it", "lo", []],
    ["what a word of a description begins with", "hang", [2]],
    ["part of one not", "angs", []],
    ["a label", "checkout-flow", [3]],
    ["an assignee by part of the name, without the accent", "mulle", [4]],
    ["an assignee by user name", "person-9", [4]],
    ["a project, whatever its case", "payments", [12]],
    ["words in several places", "twelve payments", [12]],
    ["all of the words or nothing", "slow reports", []],
    ["words that others leave out", "to be or not", [6]],
    ["words of other scripts", "поис", [7]],
    ["and of those written from the right", "بطي", [7]],
    ["and of those without spaces", "索很", [7]],
    ["one character of these", "慢", [7]],
    ["a per cent sign beside its number", "100%", [6]],
    ["signs alone, where a title has them", "->", [6]],
    ["an emoji", "🎉", [6]],
    ["a backslash", "\\", [6]],
    ["a per cent sign, which stands for itself", "%", [6]],
    ["an underscore, which stands for itself", "_", [6]],
    ["a quotation mark, which no title has", "'", []],
    ["the first 64 characters of a word", "v".repeat(200), [8]],
    ["the end of a longer one in a title", "wend", [8]],
    ["nothing that is gone", "zebra", []],
  ] as const)("finds %s", async ([, q, expected]) => {
    expect((await finds(q)).toSorted((a, b) => a - b)).toEqual(expected);
  });

  test("has the named issue first, then titles with every word, then the rest, the last updated first", async () => {
    expect(await finds("checkout")).toEqual([1, 3, 2]);
    expect(await finds("#12")).toEqual([12, 12, 13]);
    const { data } = await search(database.db, "12", VIEWER);
    expect(data.map(({ reference }) => reference)).toEqual(["acme/payments#12", "acme/Shop#12", "acme/Shop#13"]);
  });

  test.for(["acme/shop#12", "ACME/Shop#12", "https://gitlab.test/acme/Shop/-/issues/12#note_1"])(
    "has the one issue first that %s names, and reads nothing otherwise",
    async (q) => {
      const { data, read_as } = await search(database.db, q, VIEWER);
      expect(data.map(({ reference, matched }) => [reference, matched[0] === "reference"]).slice(0, 1)).toEqual([
        ["acme/Shop#12", true],
      ]);
      expect(data.filter(({ matched }) => matched.includes("reference"))).toHaveLength(1);
      expect(read_as).toEqual([]);
    },
  );

  test("says in which places it found something, with the part of the text around it", async () => {
    const { data, words, total, more } = await search(database.db, "Checkout", VIEWER);
    expect(Object.fromEntries(data.map(({ iid, matched }) => [iid, matched]))).toEqual({
      1: ["title"],
      2: ["description"],
      3: ["label"],
    });
    expect(data.map(({ excerpt }) => excerpt?.includes("the checkout hangs"))).toEqual([undefined, undefined, true]);
    expect({ words, total, more }).toEqual({ words: ["checkout"], total: 3, more: false });
  });

  test("counts all and shows as many as were asked for", async () => {
    const { data, total } = await search(database.db, "checkout", VIEWER, 2);
    expect([data.map(({ iid }) => iid), total]).toEqual([[1, 3], 3]);
  });
});

describe("A mistyped word", () => {
  test.for([
    ["authentcation", ["authentication"], [9]],
    ["authenticatoin", ["authentication"], [9]],
    ["autentikation", ["authentication"], [9]],
    ["mullr", ["muller"], [4]],
    ["paymentz", ["payments"], [12]],
    ["zzzzzz", [], []],
  ] as const)("%s is read as %s", async ([q, instead, expected]) => {
    const answer = await search(database.db, q, VIEWER);
    expect(answer.read_as).toEqual([{ word: q, instead }]);
    expect(answer.words).toEqual(instead);
    expect(answer.data.map(({ iid }) => iid)).toEqual(expected);
  });

  test("is not one that a description has, be it wrong", async () => {
    expect(await search(database.db, "chekout", VIEWER)).toMatchObject({ read_as: [], total: 1 });
  });

  test("is not one of three characters, of digits, or one among too many", async () => {
    expect(await finds("slw")).toEqual([]);
    expect((await search(database.db, "99999x 1234567890", VIEWER)).read_as.map(({ word }) => word)).toEqual([
      "99999x",
    ]);
    expect((await search(database.db, "qaqa qbqb qcqc qdqd qeqe qfqf", VIEWER)).read_as).toEqual([]);
  });
});

describe("What only managers see", () => {
  test("is found by them, confidential issues and notes", async () => {
    expect(await found(database.db, "zorblax", MANAGER)).toEqual([5]);
    const { data } = await search(database.db, "quixot", MANAGER);
    expect(data).toMatchObject([{ iid: 1, matched: ["notes"], excerpt: "Promised to Quixotic by the board" }]);
  });

  test("tells a viewer nothing: not by being found, nor by being the nearest word, nor by not being read otherwise", async () => {
    for (const q of ["zorblax", "zorblaxian", "quixotic", "layoffs", "zorblux"]) {
      const answer = await search(database.db, q, VIEWER);
      expect(answer).toMatchObject({ data: [], total: 0, more: false, read_as: [{ word: q, instead: [] }] });
    }
    expect((await search(database.db, "zorblux", MANAGER)).read_as).toEqual([
      { word: "zorblux", instead: ["zorblax"] },
    ]);
  });

  test("is found no more when the note is taken back", async () => {
    await storeNote(database.db, 2, "Ephemeral");
    expect(await found(database.db, "ephemeral", MANAGER)).toEqual([2]);
    await storeNote(database.db, 2, null);
    expect(await found(database.db, "ephemeral", MANAGER)).toEqual([]);
  });
});
