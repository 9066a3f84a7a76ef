import { describe, expect, it } from "vitest";
import { meaningOf, type Rule } from "./meaning.ts";

const SHOP = "shop";

function rule(pattern: string, meaning: Rule["meaning"], more: Partial<Rule> = {}): Rule {
  return { pattern, meaning, rank: 0, project: null, ...more };
}

const RULES: Rule[] = [
  rule("Doing", "in_progress"),
  rule("workflow::", "in_progress"),
  rule("workflow::on hold::", "blocked"),
  rule("workflow::ready", "not_started"),
  rule("wontfix", "not_done"),
  rule("Waiting", "not_started"),
  rule("Waiting", "blocked", { project: SHOP }),
  rule("step::", "blocked", { project: SHOP }),
  rule("step::one", "in_progress"),
  rule("later", "not_started", { rank: 1 }),
  rule("LATER", "blocked", { rank: 2 }),
];

describe("What a label stands for", () => {
  it.each<[string, string, Rule["meaning"] | null, string?]>([
    ["is what the rule of its title says", "Doing", "in_progress"],
    ["does not depend on case", "dOING", "in_progress"],
    ["is nothing where no rule fits", "bug", null],
    ["is nothing where a title only begins like a rule's", "Doing it", null],
    ["can be that the work was not done", "wontfix", "not_done"],
    ["is what its scope's rule says", "workflow::in dev", "in_progress"],
    ["is nothing for the scope's name alone", "workflow", null],
    ["follows the exact title before the scope", "workflow::ready", "not_started"],
    ["follows the longest of two scopes", "Workflow::On hold::vendor", "blocked"],
    ["follows a project's own rule before the general one", "Waiting", "blocked", SHOP],
    ["follows the general rule in another project", "Waiting", "not_started", "depot"],
    ["follows a project's scope before a general exact title", "step::one", "blocked", SHOP],
    ["follows that exact title elsewhere", "step::one", "in_progress", "depot"],
    ["follows the higher rank of two rules that fit alike", "Later", "blocked"],
  ])("%s: %s → %s", (_name, title, meaning, project = "depot") => {
    expect(meaningOf(title, project, RULES)).toBe(meaning);
    expect(meaningOf(title, project, RULES.toReversed())).toBe(meaning);
  });
});
