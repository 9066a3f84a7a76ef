import { expect, test } from "vitest";
import { type EngineerOrder, inOrder, nameOf, nextOrder } from "@/components/dashboard/engineers-columns.ts";
import { engineer, issueRef } from "./page-answers.ts";

const since = (day: string) => ({ oldest: { ...issueRef(1), wip_since: `2026-11-${day}T09:00:00.000Z` } });
const ROWS = [
  engineer("Zoe", { wip: 4, completed: 2 }, since("03")),
  engineer("Ana", { wip: 4, completed: 9 }),
  engineer("Ben", { wip: 1, completed: 9 }, since("01")),
  engineer(null, { wip: 7, completed: 0 }, since("02")),
];

const names = (order: EngineerOrder | null) => inOrder(ROWS, order).map(nameOf);

test("no order leaves the rows as they came", () => {
  expect(names(null)).toEqual(["Zoe", "Ana", "Ben", "Unassigned"]);
});

test("numbers begin with the most, names with A, ages with the oldest; what nobody has stands last either way", () => {
  expect(names({ key: "wip", descending: true })).toEqual(["Zoe", "Ana", "Ben", "Unassigned"]);
  expect(names({ key: "wip", descending: false })).toEqual(["Ben", "Zoe", "Ana", "Unassigned"]);
  expect(names({ key: "completed", descending: true })).toEqual(["Ana", "Ben", "Zoe", "Unassigned"]);
  expect(names({ key: "person", descending: false })).toEqual(["Ana", "Ben", "Zoe", "Unassigned"]);
  expect(names({ key: "person", descending: true })).toEqual(["Zoe", "Ben", "Ana", "Unassigned"]);
});

test("who has nothing of known age stands after those who have, whichever way round", () => {
  expect(names({ key: "oldest", descending: true })).toEqual(["Ben", "Zoe", "Ana", "Unassigned"]);
  expect(names({ key: "oldest", descending: false })).toEqual(["Zoe", "Ben", "Ana", "Unassigned"]);
});

test("a second press turns an order round, another column begins anew", () => {
  const first = nextOrder(null, "wip");
  expect(first).toEqual({ key: "wip", descending: true });
  expect(nextOrder(first, "wip")).toEqual({ key: "wip", descending: false });
  expect(nextOrder(first, "person")).toEqual({ key: "person", descending: false });
});
