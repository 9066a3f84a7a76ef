import { addDays, weekdayOfNumber, dayNumber } from "@/lib/definitions/days.ts";
import { formatValues } from "@/lib/issues/filters.ts";
import { GOALS, type Question } from "./reads-goals.ts";
import {
  arrayOf,
  countAt,
  DUE,
  endOf,
  inDays,
  LIVE,
  newestFirst,
  OPEN,
  statusAt,
  visible,
  WIP,
  type Role,
} from "./reads-sql.ts";
import { escapeLiteral } from "pg";
import type { World } from "./reads-world.ts";

const CLOSED = "i.state = 'closed'";
const COMPLETED = "i.status = 'completed' and i.completed_at is not null";
const COMPLETED_ON = "(i.completed_at at time zone 'UTC')::date";
const STATUSES = ["not_started", "in_progress", "blocked", "completed", "closed_not_done", "gone"];

/** What a filter is called, the parameters of the API, what it means in SQL, and how long it may take. */
type Filter = {
  name: string;
  params: Record<string, string>;
  sql: string;
  goal?: number;
  totals?: string[];
  whole?: boolean;
};

/** `since`: the moment after which management changed things. */
type Asked = { world: World; role: Role; since: string };

/** Every filter alone, several values, without, and three at once: the page of 50 that changed last, and the exact total. */
export function filterQuestions(asked: Asked): Question[] {
  const filters = [
    ...named(asked),
    ...byStatus(),
    ...byDue(asked),
    ...byWork(),
    ...byDays(asked),
    ...byChange(asked),
    ...combined(asked),
  ];
  return filters.map(({ name, params, sql, goal = GOALS.total, totals, whole }) => ({
    name,
    path: `/api/issues?${new URLSearchParams(params)}`,
    goal,
    kind: "list",
    ways: newestFirst(visible(whole ? sql : `${LIVE} and ${sql}`, asked.role), totals),
  }));
}

const one = (value: string) => formatValues({ any: [value], not: [], none: false, some: false }) ?? "";

function named({ world }: Asked): Filter[] {
  const { project, assignee, author, credited, milestone } = world;
  const [label, other] = world.labels.map((found) => ({ ...found, sql: `i.label_ids && ${arrayOf(found.ids)}` }));
  if (label === undefined || other === undefined) throw new Error("there are no labels");
  return [
    { name: "no filter", params: {}, sql: "true", goal: GOALS.page },
    { name: "busiest project", params: { project: project.name }, sql: `i.project_id = '${project.id}'` },
    { name: "busiest label", params: { label: one(label.title) }, sql: label.sql },
    {
      name: "either of two labels",
      params: { label: `${one(label.title)},${one(other.title)}` },
      sql: `(${label.sql} or ${other.sql})`,
    },
    { name: "not the busiest label", params: { label: `!${one(label.title)}` }, sql: `not ${label.sql}` },
    { name: "no label", params: { label: "none" }, sql: "i.label_ids = '{}'" },
    {
      name: "busiest assignee",
      params: { assignee: one(assignee.name) },
      sql: `i.assignee_ids && ${arrayOf([assignee.id])}`,
    },
    { name: "nobody assigned", params: { assignee: "none" }, sql: "i.assignee_ids = '{}'" },
    { name: "busiest author", params: { author: one(author.name) }, sql: `i.author_id = '${author.id}'` },
    {
      name: "busiest milestone",
      params: { milestone: one(milestone) },
      sql: `lower(i.milestone) = ${escapeLiteral(milestone)}`,
    },
    { name: "no milestone", params: { milestone: "none" }, sql: "i.milestone is null" },
    { name: "priority 1", params: { priority: "1" }, sql: "i.priority = 1" },
    { name: "confidential", params: { confidential: "true" }, sql: "i.confidential" },
    {
      name: "completed by",
      params: { completed_by: one(credited.name) },
      sql: `i.status = 'completed' and i.credited_ids && ${arrayOf([credited.id])}`,
    },
  ];
}

function byStatus(): Filter[] {
  return STATUSES.map((status) => ({
    name: `status ${status}`,
    params: { status },
    sql: `i.status = '${status}'`,
    whole: status === "gone",
  }));
}

function byDue({ world: { today } }: Asked): Filter[] {
  const monday = addDays(today, 1 - weekdayOfNumber(dayNumber(today)));
  const sunday = addDays(monday, 6);
  const overdue = `${OPEN} and ${DUE} < date '${today}'`;
  const goal = GOALS.dates;
  return [
    { name: "overdue", params: { overdue: "true" }, sql: overdue, goal },
    { name: "not overdue", params: { overdue: "false" }, sql: `(${overdue}) is not true` },
    {
      name: "overdue since a week",
      params: { overdue_since: addDays(today, -7) },
      sql: `${overdue} and ${DUE} >= date '${addDays(today, -8)}'`,
      goal,
    },
    {
      name: "due this week",
      params: { due_from: monday, due_to: sunday },
      sql: `${DUE} between date '${monday}' and date '${sunday}'`,
      goal,
    },
    { name: "no due date", params: { due: "none" }, sql: `${DUE} is null` },
    { name: "late", params: { late: "true" }, sql: `${COMPLETED} and ${COMPLETED_ON} > ${DUE}` },
    { name: "on time", params: { late: "false" }, sql: `${COMPLETED} and ${COMPLETED_ON} <= ${DUE}` },
  ];
}

function byWork(): Filter[] {
  const [week, fortnight] = [`now() - interval '168 hours'`, `now() - interval '336 hours'`];
  const goal = GOALS.dates;
  return [
    {
      name: "in progress for more than 14 days",
      params: { in_progress_days_gt: "14" },
      sql: `${WIP} and i.wip_since < ${fortnight}`,
      goal,
    },
    {
      name: "in progress for 7 to 14 days",
      params: { wip_days_from: "7", wip_days_to: "14" },
      sql: `${WIP} and i.wip_since <= ${week} and i.wip_since > ${fortnight}`,
      goal,
    },
    {
      name: "start recorded",
      params: { has_start: "true" },
      sql: `(case when ${WIP} then i.wip_since else i.started_at end) is not null`,
    },
    {
      name: "start not recorded",
      params: { has_start: "false", status: "completed" },
      sql: "i.status = 'completed' and i.started_at is null",
    },
    { name: "cycle time known", params: { has_cycle: "true" }, sql: `${COMPLETED} and i.cycle_seconds is not null` },
    { name: "cycle time not known", params: { has_cycle: "false" }, sql: `${COMPLETED} and i.cycle_seconds is null` },
    { name: "close known", params: { has_close: "true" }, sql: `${CLOSED} and i.closed_at_gitlab is not null` },
    { name: "close not known", params: { has_close: "false" }, sql: `${CLOSED} and i.closed_at_gitlab is null` },
  ];
}

function byDays({ world: { today } }: Asked): Filter[] {
  const from = addDays(today, -29);
  const reopened = `from_status = 'completed' and to_status <> 'gone' and ${inDays("changed_at", from, today)}`;
  const meanings: Record<string, string> = {
    created: inDays("i.created_at_gitlab", from, today),
    updated: inDays("i.updated_at_gitlab", from, today),
    started: inDays("i.started_at", from, today),
    completed: `i.status = 'completed' and ${inDays("i.completed_at", from, today)}`,
    closed: `i.state = 'closed' and ${inDays("i.closed_at_gitlab", from, today)}`,
    reopened: `i.id in (select issue_id from issue_status_events where ${reopened})`,
  };
  return Object.entries(meanings).map(([name, sql]) => ({
    name: `${name} in 30 days`,
    params: { [`${name}_from`]: from, [`${name}_to`]: today },
    sql,
    goal: GOALS.dates,
  }));
}

function byChange({ world: { today }, role, since }: Asked): Filter[] {
  const instant = `timestamptz '${since}'`;
  const day = addDays(today, -30);
  const at = (status: string | null) => ({
    sql: `i.created_at_gitlab < ${endOf(day)} and ${statusAt(day)} ${status === null ? "<> 'gone'" : `= '${status}'`}`,
    totals: [countAt(day, status, role)],
    whole: true,
  });
  return [
    {
      name: "changed since",
      params: { changed_since: since },
      sql: `i.id in (select id from issues where synced_at >= ${instant}
        union select issue_id from issue_overrides where updated_at >= ${instant})`,
    },
    {
      name: "re-dated since",
      params: { redated_since: since },
      sql: `i.id in (select issue_id from issue_field_events where field = 'due_date' and changed_at >= ${instant}
        union select issue_id from issue_override_events where field = 'target_date' and changed_at >= ${instant})`,
    },
    { name: "as of 30 days ago", params: { as_of: day }, ...at(null) },
    { name: "as of 30 days ago, in progress", params: { as_of: day, status: "in_progress" }, ...at("in_progress") },
  ];
}

function combined({ world }: Asked): Filter[] {
  const { project, assignee, labels, today } = world;
  const [label] = labels;
  if (label === undefined) throw new Error("there are no labels");
  const from = addDays(today, -90);
  const goal = GOALS.combined;
  const labelled = `i.label_ids && ${arrayOf(label.ids)}`;
  return [
    {
      name: "three: label, open, created in 90 days",
      params: { label: one(label.title), status: "not_started,in_progress,blocked", created_from: from },
      sql: `${labelled} and ${OPEN} and ${inDays("i.created_at_gitlab", from, "2999-12-31")}`,
      goal,
    },
    {
      name: "three: project, label, not completed",
      params: { project: project.name, label: one(label.title), status: "!completed" },
      sql: `i.project_id = '${project.id}' and ${labelled} and i.status <> 'completed'`,
      goal,
    },
    {
      name: "three: assignee, no due date, not the label",
      params: { assignee: one(assignee.name), due: "none", label: `!${one(label.title)}` },
      sql: `i.assignee_ids && ${arrayOf([assignee.id])} and ${DUE} is null and not ${labelled}`,
      goal,
    },
  ];
}
