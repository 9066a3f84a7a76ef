import { describe, expect, test } from "vitest";
import { guessColumns } from "@/lib/import/columns.ts";
import { readName } from "@/lib/import/names.ts";
import { guessMeaning, readPriority, foldWord } from "@/lib/import/words.ts";

const sheet = (columns: string[], ...rows: string[][]) => ({
  columns,
  rows: rows.map((cells, index) => ({ row: index + 2, cells })),
});
const SHOP = { id: "shop", path: "acme/shop", name: "Shop" };
const WEB = { id: "web", path: "acme/tools/web", name: "Web tools" };
const OTHER = { id: "other", path: "beta/web", name: "Website" };
const PROJECTS = [SHOP, WEB, OTHER];

describe("columns are guessed", () => {
  test("by their names", () => {
    const head = ["Title", "GitLab link", "Owner", "State", "Prio", "Due date", "Comments (management)"];
    expect(guessColumns(sheet(head, ["a", "https://gitlab.test/acme/shop/-/issues/1", "", "", "", "", ""]))).toEqual({
      find_by: "reference",
      columns: { issue: 1, project: null, internal_status: 3, priority: 4, target_date: 5, internal_notes: 6 },
    });
  });

  test("by what stands in them, where no name says which names the issue", () => {
    const { columns, find_by } = guessColumns(sheet(["Task", "Where", "Status"], ["Cart", "acme/shop#1", "Doing"]));
    expect([columns.issue, find_by]).toEqual([1, "reference"]);
  });

  test("titles where there is nothing better, ids where the column is called so", () => {
    expect(guessColumns(sheet(["Summary", "Status"], ["Cart", ""]))).toMatchObject({ find_by: "title" });
    expect(guessColumns(sheet(["GitLab ID", "Status"], ["501", ""]))).toMatchObject({ find_by: "gitlab_id" });
    expect(guessColumns(sheet(["A", "B"], ["1", "2"])).columns.issue).toBeNull();
  });

  test("number and project apart", () => {
    const { columns, find_by } = guessColumns(sheet(["Project", "#", "Notes"], ["acme/shop", "12", "x"]));
    expect([columns.project, columns.issue, columns.internal_notes, find_by]).toEqual([0, 1, 2, "reference"]);
  });
});

describe("a name is read", () => {
  test.each([
    ["acme/shop#12", "", { by: "number", iid: 12, projects: ["shop"] }],
    ["ACME/Shop#12", "", { by: "number", iid: 12, projects: ["shop"] }],
    ["shop#12", "", { by: "number", iid: 12, projects: ["shop"] }],
    ["web#12", "", { by: "number", iid: 12, projects: ["web", "other"] }],
    ["#12", "Web tools", { by: "number", iid: 12, projects: ["web"] }],
    ["12", "acme/shop", { by: "number", iid: 12, projects: ["shop"] }],
    ["12", "unknown", { by: "number", iid: 12, projects: [] }],
    ["#12", "", { by: "number", iid: 12, projects: null }],
    ["https://gitlab.test/acme/tools/web/-/issues/7", "", { by: "number", iid: 7, projects: ["web"] }],
    ["twelve", "acme/shop", null],
    ["", "acme/shop", null],
  ])("%j in the project %j", (name, project, read) => {
    expect(readName({ name, project }, "reference", PROJECTS)).toEqual(read);
  });

  test("as an id or a title, where the sheet has these", () => {
    expect(readName({ name: "0501", project: "" }, "gitlab_id", PROJECTS)).toEqual({
      by: "gitlab_id",
      gitlabId: "501",
    });
    expect(readName({ name: "#501", project: "" }, "gitlab_id", PROJECTS)).toBeNull();
    expect(readName({ name: "#12", project: "" }, "title", PROJECTS)).toEqual({ by: "title", title: "#12" });
  });
});

test("words are read as what they usually mean, and not where they mean nothing known", () => {
  const words = ["Not Started", "to-do", "IN_PROGRESS", "Doing", "On hold", "done", "clear"];
  expect(words.map((word) => guessMeaning(foldWord(word)))).toEqual([
    "not_started",
    "not_started",
    "in_progress",
    "in_progress",
    "blocked",
    null,
    "clear",
  ]);
  const priorities = ["1", "P2", "p 3", "4, low", "Highest", "medium", "0", "6", "P10", "soon", "12"];
  expect(priorities.map(readPriority)).toEqual([1, 2, 3, 4, 1, 3, null, null, null, null, null]);
});
