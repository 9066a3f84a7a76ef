import { expect, test } from "vitest";
import { matchesTitle } from "@/lib/status/derive.ts";
import { patternsOf, rulesAfter } from "@/lib/status/proposal.ts";
import type { RuleDto } from "@/lib/status/schema.ts";
import { applyingWords, OUTCOME_STATUS, OUTCOME_WORDS, wouldChangeWords } from "@/lib/status/wording.ts";

const SHOP = { id: "00000000-0000-4000-8000-00000000000a", path: "acme/shop" };
const rule = (pattern: string, changes: Partial<RuleDto> = {}): RuleDto => ({
  id: `rule ${pattern}`,
  pattern,
  outcome: "blocked",
  rank: 0,
  project: null,
  ...changes,
});

test("the rules after a step are those before it and what it makes of one", () => {
  const [a, b] = [rule("a"), rule("b")];
  const after = { ...b, outcome: "in_progress" as const };
  expect(rulesAfter([a, b], { action: "create", after })).toEqual([a, b, after]);
  expect(rulesAfter([a, b], { action: "change", before: b, after })).toEqual([a, after]);
  expect(rulesAfter([a, b], { action: "delete", before: a })).toEqual([b]);
});

test("a step is about the pattern as it was and as it will be, each in its projects", () => {
  const [before, after] = [rule("a"), rule("b", { project: SHOP })];
  expect(patternsOf({ action: "create", after })).toEqual([{ pattern: "b", project_id: SHOP.id }]);
  expect(patternsOf({ action: "delete", before })).toEqual([{ pattern: "a", project_id: null }]);
  expect(patternsOf({ action: "change", before, after })).toEqual([
    { pattern: "a", project_id: null },
    { pattern: "b", project_id: SHOP.id },
  ]);
});

test.each([
  ["Doing", "doing", true],
  ["Doing", "doing it", false],
  ["workflow::", "Workflow::in dev", true],
  ["workflow::", "workflow", false],
  ["workflow::", "workflow::", true],
])("the pattern %s and the title %s: %s", (pattern, title, expected) => {
  expect(matchesTitle(pattern, title)).toBe(expected);
});

test("the words say how many would change and how far it is applied", () => {
  expect([0, 1, 1_340].map(wouldChangeWords)).toEqual([
    "No issue would have another status",
    "1 issue would change",
    "1,340 issues would change",
  ]);
  expect(applyingWords({ records_read: 34_000, records_total: 100_000 })).toBe("Applying: 34,000 of 100,000 issues");
  expect(applyingWords({ records_read: 0, records_total: null })).toBe("Applying: counting the issues it concerns");
  expect(Object.keys(OUTCOME_WORDS)).toEqual(Object.keys(OUTCOME_STATUS));
});
