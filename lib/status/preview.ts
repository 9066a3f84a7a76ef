import type { Db } from "@/lib/db/client.ts";
import { deriveStatus, matchesTitle, type StatusRule } from "./derive.ts";
import { patternsOf, rulesAfter, toStatusRule, weighProposal } from "./proposal.ts";
import { NEWEST_OF_A_GROUP, readAlike, type AlikeIssues } from "./queries/alike.ts";
import { readExamples } from "./queries/examples.ts";
import { listRules } from "./queries/rules.ts";
import { readTitles } from "./queries/titles.ts";
import type { IssueStatus, RulePreview, RuleProposal } from "./schema.ts";

/** A group of issues that would have another status. */
type Changed = { from: IssueStatus; to: IssueStatus; group: AlikeIssues };

/**
 * Which issues would have another status by the rules of a proposal than by those that stand. Their histories may change in more
 * places. Nothing is written, and nobody waits for it.
 * @throws AppError as `weighProposal`
 */
export async function previewRules(db: Db, proposal: RuleProposal): Promise<RulePreview> {
  const rules = await listRules(db);
  const step = await weighProposal(db, rules, proposal);
  const patterns = patternsOf(step).map(({ pattern }) => pattern);
  const [now, then] = [rules.map(toStatusRule), rulesAfter(rules, step).map(toStatusRule)];

  const all = await readTitles(db);
  const carrying = all.filter((title) => patterns.some((pattern) => matchesTitle(pattern, title)));
  const titles = all.filter((title) => [...now, ...then].some(({ pattern }) => matchesTitle(pattern, title)));
  const changed = changedBy(await readAlike(db, { titles, carrying }), now, then);
  return {
    changed: changed.reduce((sum, { group }) => sum + group.n, 0),
    by: countBy(changed),
    examples: await examplesOf(db, changed),
    complete: true,
  };
}

function changedBy(groups: readonly AlikeIssues[], now: readonly StatusRule[], then: readonly StatusRule[]): Changed[] {
  return groups.flatMap((group) => {
    const facts = { ...group, projectId: group.project_id, gone: false };
    const [from, to] = [deriveStatus(facts, now).status, deriveStatus(facts, then).status];
    return from === to ? [] : [{ from, to, group }];
  });
}

function countBy(changed: readonly Changed[]): RulePreview["by"] {
  const counts = new Map<string, RulePreview["by"][number]>();
  for (const { from, to, group } of changed) {
    const key = `${from} ${to}`;
    counts.set(key, { from, to, n: (counts.get(key)?.n ?? 0) + group.n });
  }
  return [...counts.values()].sort((a, b) => b.n - a.n);
}

/** The newest of all are among the newest of those groups that changed last. */
async function examplesOf(db: Db, changed: readonly Changed[]): Promise<RulePreview["examples"]> {
  const latest = changed
    .toSorted((a, b) => b.group.changed_last.getTime() - a.group.changed_last.getTime())
    .slice(0, NEWEST_OF_A_GROUP);
  const stepOf = new Map(latest.flatMap(({ from, to, group }) => group.newest.map((id) => [id, { from, to }])));
  const issues = await readExamples(db, { ids: [...stepOf.keys()], limit: NEWEST_OF_A_GROUP });
  return issues.flatMap((issue) => {
    const step = stepOf.get(issue.id);
    return step === undefined ? [] : [{ ...issue, ...step }];
  });
}
