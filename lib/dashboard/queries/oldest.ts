import { z } from "zod";
import { allOf, sql } from "@/lib/db/sql.ts";
import { daysBetween } from "@/lib/definitions/days.ts";
import { OPEN_STATUSES } from "@/lib/definitions/definitions.ts";
import { DUE } from "@/lib/issues/where.ts";
import { localDay } from "@/lib/time.ts";
import { issueRefSchema, type Aging } from "../schema.ts";
import { counts, isOnGround, type Ground, type Reading } from "./ground.ts";
import { OPEN, WIP } from "./params.ts";
import { ISSUE_REF, REF_TABLES } from "./refs.ts";

const MOST_ISSUES = 10;
const MOST_PROJECTS = 50;

const instant = z.date().transform((date) => date.toISOString());
const oldestRows = z.array(z.object({ issue: issueRefSchema, wip_since: instant }));
const overdueRows = z.array(z.object({ issue: issueRefSchema, due: z.string() }));
const projectSchema = z.object({ id: z.uuid(), name: z.string(), path: z.string() });
const byStatusRows = z.array(
  z.object({
    project: projectSchema,
    status: z.enum(OPEN_STATUSES),
    since: instant.nullable(),
    issue: issueRefSchema.nullable(),
  }),
);

/** What is in progress or blocked for longest, of that whose start is known (definition: WIP since). */
export async function readOldest(db: Reading, ground: Ground): Promise<Aging["oldest"]> {
  const wip = counts(ground, WIP);
  const rows = await db.$queryRaw(sql`
    select ${ISSUE_REF} as issue, i.wip_since from ${REF_TABLES}
    where ${allOf([isOnGround(ground), wip])} and i.wip_since is not null
    order by i.wip_since, i.id limit ${MOST_ISSUES}`);
  return oldestRows.parse(rows).map(({ issue, wip_since }) => ({ ...issue, wip_since }));
}

/** What is overdue by most days. */
export async function readMostOverdue(db: Reading, ground: Ground): Promise<Aging["most_overdue"]> {
  const today = localDay(ground.clock.now, ground.clock.zone);
  const rows = await db.$queryRaw(sql`
    select ${ISSUE_REF} as issue, ${DUE}::text as due from ${REF_TABLES}
    where ${allOf([isOnGround(ground), counts(ground, { overdue: "true" })])}
    order by ${DUE}, i.id limit ${MOST_ISSUES}`);
  return overdueRows.parse(rows).map(({ issue, due }) => ({ ...issue, due, days: daysBetween(due, today) }));
}

/**
 * For each project of open issues, by path, and each open status the issue that has had it for longest, of those of which it is known
 * since when. A project of which nothing is known has no issue; beyond 50 there are no more projects.
 */
export async function readOldestByStatus(db: Reading, ground: Ground): Promise<Aging["oldest_by_status"]> {
  const open = allOf([isOnGround(ground), counts(ground, OPEN)]);
  const rows = await db.$queryRaw(sql`
    with longest as (
      select i.project_id, i.status, min(i.status_since) as since from issues i where ${open} group by 1, 2
    ), shown as (
      select p.id, p.name, p.path_with_namespace as path from projects p
      where p.id in (select project_id from longest)
      order by path, p.id limit ${MOST_PROJECTS}
    )
    select jsonb_build_object('id', shown.id, 'name', shown.name, 'path', shown.path) as project,
      longest.status::text, longest.since, oldest.issue
    from shown join longest on longest.project_id = shown.id
    left join lateral (
      select ${ISSUE_REF} as issue from ${REF_TABLES}
      where ${open} and i.status_since = longest.since and i.status = longest.status and i.project_id = shown.id
      order by i.id limit 1
    ) oldest on true
    order by shown.path, shown.id`);
  return [...Map.groupBy(byStatusRows.parse(rows), ({ project }) => project.id).values()].map(toProject);
}

function toProject(rows: z.infer<typeof byStatusRows>): Aging["oldest_by_status"][number] {
  const [first] = rows;
  if (first === undefined) throw new Error("a project without a status");
  const oldest: Aging["oldest_by_status"][number]["oldest"] = {};
  for (const { status, since, issue } of rows) {
    if (issue !== null && since !== null) oldest[status] = { ...issue, since };
  }
  return { project: first.project, oldest };
}
