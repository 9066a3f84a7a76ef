import { describe, expect, it } from "vitest";
import { deriveStatus, type StatusFacts, type StatusRule } from "@/lib/status/derive.ts";

const SHOP = "shop";
const rule = (pattern: string, outcome: StatusRule["outcome"], more: Partial<StatusRule> = {}): StatusRule => ({
  pattern,
  outcome,
  rank: 0,
  projectId: null,
  ...more,
});
const RULES = [
  rule("Doing", "in_progress"),
  rule("Blocked", "blocked"),
  rule("To do", "not_started"),
  rule("workflow::", "in_progress"),
  rule("workflow::ready", "not_started"),
  rule("wontfix", "not_done"),
];
const facts = (changes: Partial<StatusFacts> = {}): StatusFacts => ({
  projectId: SHOP,
  state: "opened",
  gone: false,
  moved: false,
  duplicate: false,
  labels: [],
  override: null,
  ...changes,
});

describe("an issue's status", () => {
  it.each<[string, Partial<StatusFacts>, string, object]>([
    ["gone beats everything", { gone: true, state: "closed", override: "blocked" }, "gone", { code: "gone" }],
    ["closed is completed", { state: "closed" }, "completed", { code: "closed" }],
    ["closed ignores an override", { state: "closed", override: "in_progress" }, "completed", { code: "closed" }],
    ["closed ignores a label in progress", { state: "closed", labels: ["Doing"] }, "completed", { code: "closed" }],
    ["moved is not done", { state: "closed", moved: true }, "closed_not_done", { code: "moved" }],
    ["a duplicate is not done", { state: "closed", duplicate: true }, "closed_not_done", { code: "duplicate" }],
    [
      "a closed issue with a not-done label is not done",
      { state: "closed", labels: ["bug", "WontFix"] },
      "closed_not_done",
      { code: "not_done_label", label: "WontFix", pattern: "wontfix" },
    ],
    [
      "an override beats the labels",
      { override: "not_started", labels: ["Doing"] },
      "not_started",
      { code: "override" },
    ],
    ["a label's rule, case ignored", { labels: ["DOING"] }, "in_progress", { code: "label_rule", label: "DOING" }],
    ["blocked beats in progress", { labels: ["Doing", "Blocked"] }, "blocked", { label: "Blocked" }],
    ["in progress beats not started", { labels: ["To do", "Doing"] }, "in_progress", { label: "Doing" }],
    ["a scope matches its labels", { labels: ["workflow::in dev"] }, "in_progress", { pattern: "workflow::" }],
    ["an exact title beats its scope", { labels: ["workflow::ready"] }, "not_started", { code: "label_rule" }],
    [
      "a not-done label says nothing of an open issue",
      { labels: ["wontfix"] },
      "not_started",
      { code: "no_rule_matched" },
    ],
    ["no rule matches", { labels: ["bug"] }, "not_started", { code: "no_rule_matched", label: null }],
    ["an open moved issue is still open", { moved: true }, "not_started", { code: "no_rule_matched" }],
  ])("%s", (_name, changes, status, reason) => {
    expect(deriveStatus(facts(changes), RULES)).toMatchObject({ status, reason });
  });

  it("takes a project's own rule before a general one, even the general one's exact title", () => {
    const rules = [rule("Doing", "in_progress", { rank: 99 }), rule("Doing", "blocked", { projectId: SHOP })];
    expect(deriveStatus(facts({ labels: ["Doing"] }), rules).status).toBe("blocked");
    expect(deriveStatus(facts({ labels: ["Doing"], projectId: "other" }), rules).status).toBe("in_progress");
  });

  it("takes the longer of two scopes", () => {
    const rules = [rule("a::", "blocked"), rule("a::b::", "in_progress")];
    expect(deriveStatus(facts({ labels: ["a::b::c"] }), rules).status).toBe("in_progress");
  });

  it("gives the same reason whatever the order of labels and rules", () => {
    const labels = ["Doing", "workflow::x"];
    const one = deriveStatus(facts({ labels }), RULES);
    expect(deriveStatus(facts({ labels: labels.toReversed() }), RULES.toReversed())).toEqual(one);
  });
});
