import { describe, expect, test } from "vitest";
import { row } from "@/lib/csv.ts";
import { parseSheet } from "@/lib/import/parse.ts";
import { MAX_ROWS } from "@/lib/import/schema.ts";
import { MAX_FILE_BYTES } from "@/lib/import/wording.ts";

const ROWS = [
  { row: 2, cells: ["acme/shop#1", "first\nsecond", "1"] },
  { row: 4, cells: ["acme/shop#2", 'says "no", and more', "2"] },
];
const TEXT = 'Issue,Notes,Priority\nacme/shop#1,"first\nsecond",1\n,,\nacme/shop#2,"says ""no"", and more",2\n';

test("what our own file keeps a spreadsheet from running is the text again", () => {
  const notes = ["=1+1", "'quoted", "- a list"];
  const text = [["Issue", "Notes"], ...notes.map((note) => ["#1", note])].map(row).join("");
  expect(parseSheet(text).rows.map(({ cells }) => cells[1])).toEqual(notes);
});

describe("a sheet is read the same", () => {
  test.each([
    ["with lines ended by LF", TEXT],
    ["with lines ended by CRLF, also within a cell", TEXT.replaceAll("\n", "\r\n")],
    ["with a byte order mark", `\uFEFF${TEXT}`],
    ["without an end to its last line", TEXT.trimEnd()],
    ["with blanks round its cells", TEXT.replace("acme/shop#1,", " acme/shop#1 ,")],
  ])("%s", (_, text) => {
    expect(parseSheet(text)).toEqual({ columns: ["Issue", "Notes", "Priority"], rows: ROWS });
  });

  test.each([";", "\t"])("with %j between its cells", (delimiter) => {
    const text = `Issue, ref${delimiter}Notes\nacme/shop#1${delimiter}a, b\n`;
    expect(parseSheet(text)).toEqual({
      columns: ["Issue, ref", "Notes"],
      rows: [{ row: 2, cells: ["acme/shop#1", "a, b"] }],
    });
  });
});

test("a short row is filled up, a long one keeps what it has too many", () => {
  const { rows } = parseSheet("a,b\n1\n1,2,3\n");
  expect(rows.map(({ cells }) => cells)).toEqual([
    ["1", ""],
    ["1", "2", "3"],
  ]);
});

test("quotes of a file apart by tabs are text, as Google writes them", () => {
  expect(parseSheet('Issue\tNotes\n1\tthe 5" screen\n').rows[0]?.cells).toEqual(["1", 'the 5" screen']);
});

describe("refused, with what is wrong", () => {
  test.each([
    ["an open quote", 'a,b\n1,"x\ny"\n2,"open\n3,z\n', "a quote in line 4 or below that never closes"],
    ["a quote within a cell", 'a,b\n1,5" screen\n', "a quote in line 2 that stands alone"],
    ["text behind a quoted cell", 'a,b\n1,"x" y\n', "a quote in line 2 that stands alone"],
    ["nothing", "", "has no head"],
    ["an empty head", ",,\n1,2,3\n", "has no head"],
    ["lost characters", "a,b\n1,caf\uFFFD\n", "save it as UTF-8"],
    ["too many rows", `a\n${"1\n".repeat(MAX_ROWS + 1)}`, `has ${MAX_ROWS + 1} rows`],
  ])("%s", (_, text, words) => {
    expect(() => parseSheet(text)).toThrow(words);
  });

  test("too many bytes, by their number in UTF-8", () => {
    const text = `a\n${"é".repeat(MAX_FILE_BYTES / 2)}`;
    expect(() => parseSheet(text)).toThrow("over 10 MB");
    expect(parseSheet(`a\n${"1\n".repeat(MAX_ROWS)}`).rows).toHaveLength(MAX_ROWS);
  });
});
