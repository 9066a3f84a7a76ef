import type { IssueStatus, OverrideStatus, RuleOutcome, StatusReason } from "./schema.ts";

/** A row of `status_rules`. A pattern that ends in `::` matches every label of that scope, any other one title. */
export type StatusRule = { pattern: string; outcome: RuleOutcome; rank: number; projectId: string | null };

/** What an issue's status rests on, as GitLab shows it now, and the override that stands now. */
export type StatusFacts = {
  projectId: string;
  state: "opened" | "closed";
  gone: boolean;
  moved: boolean;
  duplicate: boolean;
  labels: readonly string[];
  override: OverrideStatus | null;
};

export type DerivedStatus = { status: IssueStatus; reason: StatusReason };

type Match = { label: string; rule: StatusRule };

const OPEN_OUTCOMES = ["blocked", "in_progress", "not_started"] as const;

/**
 * The status of an issue and why it has it: gone, then closed, then the override, then the labels' rules, then not
 * started.
 */
export function deriveStatus(facts: StatusFacts, rules: readonly StatusRule[]): DerivedStatus {
  if (facts.gone) return { status: "gone", reason: because("gone") };
  const matches = matchLabels(facts, rules);
  if (facts.state === "closed") return closedStatus(facts, matches);
  if (facts.override !== null) return { status: facts.override, reason: because("override") };
  for (const outcome of OPEN_OUTCOMES) {
    const match = matches.find(({ rule }) => rule.outcome === outcome);
    if (match) return { status: outcome, reason: because("label_rule", match) };
  }
  return { status: "not_started", reason: because("no_rule_matched") };
}

function closedStatus(facts: StatusFacts, matches: readonly Match[]): DerivedStatus {
  if (facts.moved) return { status: "closed_not_done", reason: because("moved") };
  if (facts.duplicate) return { status: "closed_not_done", reason: because("duplicate") };
  const notDone = matches.find(({ rule }) => rule.outcome === "not_done");
  if (notDone) return { status: "closed_not_done", reason: because("not_done_label", notDone) };
  return { status: "completed", reason: because("closed") };
}

function because(code: StatusReason["code"], match?: Match): StatusReason {
  return { code, label: match?.label ?? null, pattern: match?.rule.pattern ?? null };
}

/** One rule a label, labels in the order of their titles, so that the same facts always give the same reason. */
function matchLabels(facts: StatusFacts, rules: readonly StatusRule[]): Match[] {
  const matches: Match[] = [];
  for (const label of [...facts.labels].sort(compareText)) {
    const rule = chooseRule(label, facts.projectId, rules);
    if (rule) matches.push({ label, rule });
  }
  return matches;
}

/** Whether a label with this title puts an open issue into work in progress. */
export function meansWip(title: string, projectId: string, rules: readonly StatusRule[]): boolean {
  const outcome = chooseRule(title, projectId, rules)?.outcome;
  return outcome === "in_progress" || outcome === "blocked";
}

type Chosen = Map<string, StatusRule | undefined>;

/** A replay asks for the same few titles over and over; a list of rules is never changed. */
const chosenOf = new WeakMap<readonly StatusRule[], Chosen>();

/** The one rule that speaks for labels of this title in a project: see `findRule`. */
export function chooseRule(label: string, projectId: string, rules: readonly StatusRule[]): StatusRule | undefined {
  const chosen: Chosen = chosenOf.get(rules) ?? new Map();
  chosenOf.set(rules, chosen);
  const key = `${projectId} ${label}`;
  if (!chosen.has(key)) chosen.set(key, findRule(label, projectId, rules));
  return chosen.get(key);
}

/** A project's rule before a general one, then the exact title before the longest scope, then the higher rank. */
function findRule(label: string, projectId: string, rules: readonly StatusRule[]): StatusRule | undefined {
  const title = label.toLowerCase();
  const candidates = rules.filter(
    (rule) => (rule.projectId === null || rule.projectId === projectId) && matches(rule.pattern.toLowerCase(), title),
  );
  return candidates.sort(byPrecedence)[0];
}

/** Whether a rule of this pattern can speak for labels of this title; case is ignored. */
export function matchesTitle(pattern: string, title: string): boolean {
  return matches(pattern.toLowerCase(), title.toLowerCase());
}

function matches(pattern: string, title: string): boolean {
  return isScope(pattern) ? title.startsWith(pattern) : title === pattern;
}

function isScope(pattern: string): boolean {
  return pattern.endsWith("::");
}

function byPrecedence(a: StatusRule, b: StatusRule): number {
  return (
    Number(a.projectId === null) - Number(b.projectId === null) ||
    Number(isScope(a.pattern)) - Number(isScope(b.pattern)) ||
    b.pattern.length - a.pattern.length ||
    b.rank - a.rank ||
    compareText(a.pattern, b.pattern)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
