import { z } from "zod";
import { anyOf, sql, type Sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { matchesTitle } from "@/lib/status/derive.ts";
import { readTitles } from "@/lib/status/queries/titles.ts";
import type { RulePattern } from "@/lib/status/rules-place.ts";
import { reprojectIssues } from "./reproject.ts";

export type RulesBatch = { patterns: readonly RulePattern[]; after: bigint; limit: number };

/** `next`: where to go on, null when that was all. */
export type RulesProgress = { read: number; changed: number; next: bigint | null };

/** So many issues are looked through for those that are concerned: a rare label must not make one batch as long as the run. */
const LOOKED_THROUGH = 5_000;

const lockedRows = z.array(z.object({ id: z.uuid(), gitlab_issue_id: z.bigint() }));
const aheadRow = z.tuple([z.object({ n: z.int(), last: z.bigint().nullable() })]);
const countRow = z.tuple([z.object({ n: z.int() })]);

/**
 * Recomputes some of the issues that a change of these patterns can concern, at most `limit` after GitLab's id `after`, locked in
 * that order. There may be none among those it looked through, and more to come.
 */
export async function reprojectMatching(tx: Tx, { patterns, after, limit }: RulesBatch): Promise<RulesProgress> {
  const [ahead] = aheadRow.parse(
    await tx.$queryRaw(sql`
      select count(*)::int as n, max(gitlab_issue_id) as last
      from (select gitlab_issue_id from issues where gitlab_issue_id > ${after} order by 1 limit ${LOOKED_THROUGH}) as x`),
  );
  if (ahead.last === null) return { read: 0, changed: 0, next: null };
  const rows = await tx.$queryRaw(sql`
    select i.id, i.gitlab_issue_id from issues i
    where i.gitlab_issue_id > ${after} and i.gitlab_issue_id <= ${ahead.last} and ${await concernedBy(tx, patterns)}
    order by i.gitlab_issue_id limit ${limit} for update of i`);
  const locked = lockedRows.parse(rows);
  const ids = locked.map((row) => row.id);
  await reprojectIssues(tx, ids);
  const lastRead = locked.length < limit ? null : (locked.at(-1)?.gitlab_issue_id ?? null);
  const next = lastRead ?? (ahead.n < LOOKED_THROUGH ? null : ahead.last);
  return { read: locked.length, changed: await countWritten(tx, ids), next };
}

/** How many issues a change of these patterns can concern. */
export async function countMatching(tx: Tx, patterns: readonly RulePattern[]): Promise<number> {
  const rows = await tx.$queryRaw(sql`
    select count(*)::int as n from issues i where ${await concernedBy(tx, patterns)}`);
  return countRow.parse(rows)[0].n;
}

/** Which issues `i` carry now, or ever carried by GitLab's events, a label whose present title one of the patterns matches. */
async function concernedBy(tx: Tx, patterns: readonly RulePattern[]): Promise<Sql> {
  const titles = await readTitles(tx);
  const byProject = Map.groupBy(patterns, ({ project_id }) => project_id);
  return anyOf(
    [...byProject].map(([projectId, own]) => {
      const matched = titles.filter((title) => own.some(({ pattern }) => matchesTitle(pattern, title)));
      const within = projectId === null ? sql`true` : sql`i.project_id = ${projectId}::uuid`;
      return sql`(${within} and ${everCarried(matched)})`;
    }),
  );
}

function everCarried(titles: readonly string[]): Sql {
  const labels = (column: Sql) => sql`array(select ${column} from labels where title = any(${[...titles]}::text[]))`;
  return sql`(
    exists (select from issue_labels x where x.issue_id = i.id and x.label_id = any(${labels(sql`id`)}))
    or exists (
      select from gitlab_events e where e.issue_id = i.id and e.gitlab_label_id = any(${labels(sql`gitlab_label_id`)})
    ))`;
}

/** Rows of this transaction's making: only what differs is written. */
async function countWritten(tx: Tx, ids: readonly string[]): Promise<number> {
  const rows = await tx.$queryRaw(sql`
    select count(*)::int as n from issues
    where id = any(${[...ids]}::uuid[]) and xmin = pg_current_xact_id()::xid`);
  return countRow.parse(rows)[0].n;
}
