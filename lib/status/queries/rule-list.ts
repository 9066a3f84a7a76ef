import { z } from "zod";
import type { Db } from "@/lib/db/client.ts";
import { sql } from "@/lib/db/sql.ts";
import { chooseRule, matchesTitle, type StatusRule } from "../derive.ts";
import { toStatusRule } from "../proposal.ts";
import type { RuleDto, RuleList } from "../schema.ts";
import { readAlike } from "./alike.ts";
import { listRules } from "./rules.ts";
import { readTitles } from "./titles.ts";
import { readUnmatched } from "./unmatched.ts";

/** The rules with how many open issues each speaks for, the labels without one, and whether a change is being applied. */
export async function readRuleList(db: Db): Promise<RuleList> {
  const rules = await listRules(db);
  const statusRules = rules.map(toStatusRule);
  const [counts, unmatched, applying, projects] = await Promise.all([
    countOpen(db, statusRules),
    readUnmatched(db, statusRules),
    readApplying(db),
    readProjects(db),
  ]);
  const data = rules.map((rule: RuleDto, index) => ({ ...rule, open_issues: counts[index] ?? 0 }));
  return { data, ...unmatched, applying, projects };
}

/** For each rule the open issues that carry a label for which it is the chosen one. */
async function countOpen(db: Db, rules: readonly StatusRule[]): Promise<number[]> {
  const titles = (await readTitles(db)).filter((title) => rules.some(({ pattern }) => matchesTitle(pattern, title)));
  const counts = new Map<StatusRule, number>();
  for (const { labels, project_id, n } of await readAlike(db, { titles, carrying: titles, openOnly: true })) {
    const chosen = new Set(labels.flatMap((title) => chooseRule(title, project_id, rules) ?? []));
    for (const rule of chosen) counts.set(rule, (counts.get(rule) ?? 0) + n);
  }
  return rules.map((rule) => counts.get(rule) ?? 0);
}

const applyingRows = z.array(z.object({ records_read: z.int(), records_total: z.int().nullable() }));

async function readApplying(db: Db): Promise<RuleList["applying"]> {
  const rows = await db.$queryRaw(sql`
    select records_read, records_total from sync_runs where mode = 'rules' and status = 'running'`);
  return applyingRows.parse(rows)[0] ?? null;
}

const projectRows = z.array(z.object({ id: z.uuid(), path: z.string() }));

async function readProjects(db: Db): Promise<RuleList["projects"]> {
  const rows = await db.$queryRaw(sql`
    select id, path_with_namespace as path from projects order by path_with_namespace, id`);
  return projectRows.parse(rows);
}
