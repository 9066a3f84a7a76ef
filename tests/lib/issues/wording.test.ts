import { describe, expect, it } from "vitest";
import { rangeWords, shortReference, totalWords } from "@/lib/issues/wording.ts";
import { MAX_CHANGES, MAX_NOTE_CHARACTERS, LOWEST_PRIORITY, OVERRIDE_FIELDS } from "@/lib/overrides/schema.ts";
import {
  LARGEST_SELECTION,
  LONGEST_NOTE_CHARACTERS,
  OVERRIDE_FIELD_WORDS,
  PRIORITY_WORDS,
} from "@/lib/overrides/wording.ts";
import { ISSUE_STATUSES, OVERRIDE_STATUSES, statusReasonSchema } from "@/lib/status/schema.ts";
import { isOverrideStatus, isStatus, OVERRIDE_WORDS, reasonWords, STATUS_WORDS } from "@/lib/status/wording.ts";

describe("where one is in a list", () => {
  it("is the first and last row of the page, and all there are", () => {
    expect(rangeWords({ page: 1, pageSize: 50, total: 4_812 })).toBe("1–50 of 4,812");
    expect(rangeWords({ page: 97, pageSize: 50, total: 4_812 })).toBe("4,801–4,812 of 4,812");
    expect(rangeWords({ page: 1, pageSize: 50, total: 1 })).toBe("1–1 of 1");
  });

  it("is nowhere on a page past the last one, and in an empty list", () => {
    expect(rangeWords({ page: 98, pageSize: 50, total: 4_812 })).toBe("0 of 4,812");
    expect(rangeWords({ page: 1, pageSize: 50, total: 0 })).toBe("No issues");
  });
});

it("counts issues in words", () => {
  expect([0, 1, 2, 4_812].map(totalWords)).toEqual(["No issues", "1 issue", "2 issues", "4,812 issues"]);
});

it("shortens a reference to its project and number", () => {
  expect(shortReference("larkfield/shop/checkout#12")).toBe("checkout#12");
  expect(shortReference("checkout#12")).toBe("checkout#12");
});

describe("the words of a status", () => {
  it("exist for exactly the statuses there are", () => {
    expect(Object.keys(STATUS_WORDS)).toEqual([...ISSUE_STATUSES]);
    expect(Object.keys(OVERRIDE_WORDS)).toEqual([...OVERRIDE_STATUSES]);
    expect(isStatus("blocked") && isOverrideStatus("blocked")).toBe(true);
    expect(isStatus("toString") || isOverrideStatus("completed")).toBe(false);
  });

  it("give a reason for each code, and name the label where one decided", () => {
    const [label, pattern] = ["workflow::in dev", "workflow::"];
    for (const code of statusReasonSchema.shape.code.options) {
      expect(reasonWords({ code, label, pattern })).toMatch(/^because /);
    }
    expect(reasonWords({ code: "label_rule", label, pattern })).toBe("because of the label workflow::in dev");
    expect(reasonWords({ code: "not_done_label", label: "wontfix", pattern: "wontfix" })).toContain("wontfix");
  });
});

describe("the words of an override", () => {
  it("agree with what the schema takes", () => {
    expect(LONGEST_NOTE_CHARACTERS).toBe(MAX_NOTE_CHARACTERS);
    expect(LARGEST_SELECTION).toBe(MAX_CHANGES);
    expect(Object.keys(PRIORITY_WORDS).map(Number)).toEqual(Array.from({ length: LOWEST_PRIORITY }, (_, i) => i + 1));
    expect(Object.keys(OVERRIDE_FIELD_WORDS).toSorted()).toEqual([...OVERRIDE_FIELDS].toSorted());
  });
});
