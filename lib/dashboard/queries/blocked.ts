import { z } from "zod";
import { seesConfidential } from "@/lib/auth/access.ts";
import { allOf, sql } from "@/lib/db/sql.ts";
import { deriveStatus, type StatusRule } from "@/lib/status/derive.ts";
import { readRules } from "@/lib/status/queries.ts";
import { OVERRIDE_STATUSES } from "@/lib/status/schema.ts";
import { reasonWords } from "@/lib/status/wording.ts";
import { issueRefSchema, type Aging } from "../schema.ts";
import { counts, isOnGround, type Ground, type Reading } from "./ground.ts";
import { ISSUE_REF, REF_TABLES } from "./refs.ts";

const MOST_ISSUES = 10;

const blockedRows = z.array(
  z.object({
    issue: issueRefSchema,
    since: z.date().nullable(),
    project_id: z.uuid(),
    labels: z.array(z.string()),
    override: z.enum(OVERRIDE_STATUSES).nullable(),
    set_by: z.string().nullable(),
    notes: z.string().nullable().optional(),
  }),
);
type BlockedRow = z.infer<typeof blockedRows>[number];

/**
 * What is blocked for longest, then what is blocked since an unknown time, and why: the label or the person that says so. Notes are
 * read for those who may see them, and for nobody else.
 */
export async function readBlocked(db: Reading, ground: Ground): Promise<Aging["blocked"]> {
  const notes = seesConfidential(ground.reader) ? sql`, o.internal_notes as notes` : sql``;
  const [rules, rows] = await Promise.all([
    readRules(db),
    db.$queryRaw(sql`
      select ${ISSUE_REF} as issue, i.status_since as since, i.project_id,
        array(select l.title from labels l where l.id = any(i.label_ids)) as labels,
        o.internal_status::text as override,
        (select e.changed_by from issue_override_events e
          where e.issue_id = i.id and e.field = 'internal_status' order by e.id desc limit 1) as set_by
        ${notes}
      from ${REF_TABLES} left join issue_overrides o on o.issue_id = i.id
      where ${allOf([isOnGround(ground), counts(ground, { status: "blocked" })])}
      order by i.status_since nulls last, i.id limit ${MOST_ISSUES}`),
  ]);
  return blockedRows.parse(rows).map((row) => toBlocked(row, rules));
}

function toBlocked(row: BlockedRow, rules: readonly StatusRule[]): Aging["blocked"][number] {
  const { issue, since, notes } = row;
  return {
    ...issue,
    since: since?.toISOString() ?? null,
    why: whyOf(row, rules),
    ...(notes === undefined ? {} : { notes }),
  };
}

/** The reason that the issue's own page gives. */
function whyOf({ project_id, labels, override, set_by }: BlockedRow, rules: readonly StatusRule[]): string {
  const open = { state: "opened", gone: false, moved: false, duplicate: false } as const;
  const { reason } = deriveStatus({ projectId: project_id, labels, override, ...open }, rules);
  return reasonWords(reason, set_by);
}
