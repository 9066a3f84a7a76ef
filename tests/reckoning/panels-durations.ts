import { localDay } from "./filters/days.ts";
import type { PlainIssue } from "./filters/plain.ts";
import { meetsValues } from "./filters/values.ts";
import { isOf, type Expected, type Scope } from "./panels.ts";
import { NOBODY } from "./panels-people.ts";
import { daysBefore, pointsOf, type Days } from "./panels-points.ts";
import { isClosing, shareOf, spansOf, type Measure } from "./panels-spans.ts";

type Asked = Scope & { kind: "cycle" | "lead"; measure: Measure };
const LONGEST = 10;

/** Cycle times from the stretches of the timeline in which an issue was not closed; lead times from creation to the close. */
export function reckonDurations(asked: Asked): Expected {
  const { find, filter, asking, period, bucket } = asked;
  const issues = find(filter);
  const inDays = (days: Days) => issues.filter((issue) => isOf("completed", issue, days, asking));
  const expected: Expected = new Map();
  const [now, before] = [inDays(period), inDays(daysBefore(period))];
  reckonSpread(expected, "total", now, asked);
  reckonSpread(expected, "previous", before, asked);
  for (const point of pointsOf(period, bucket, localDay(asking.now, asking.zone))) {
    reckonSpread(expected, `points.${point.from}`, inDays(point), asked);
  }
  for (const { at, has } of groupsOf([...now, ...before], asked)) {
    reckonSpread(expected, at, now.filter(has), asked);
    reckonSpread(expected, `${at}.previous`, before.filter(has), asked);
  }
  const longest = now.flatMap((issue) => secondsOf(issue, asked) ?? []).toSorted((a, b) => b - a);
  return expected.set("longest", longest.slice(0, LONGEST).map(Math.round).join(" "));
}

function reckonSpread(expected: Expected, at: string, issues: readonly PlainIssue[], asked: Asked): void {
  const known = issues.flatMap((issue) => secondsOf(issue, asked) ?? []);
  expected.set(`${at}.completed.value`, issues.length);
  expected.set(`${at}.known.value`, known.length);
  expected.set(`${at}.unknown.value`, issues.length - known.length);
  expected.set(`${at}.median_seconds`, shareOf(known, 0.5));
  expected.set(`${at}.p85_seconds`, shareOf(known, 0.85));
}

/** Null where it is not known: of the cycle time this was found out before. */
function secondsOf(issue: PlainIssue, { kind, measure }: Asked): number | null {
  const { createdAt, startedAt, completedAt, cycleSeconds } = issue;
  if (completedAt === null) return null;
  if (kind === "lead") return Math.max(0, measure(createdAt, Math.max(createdAt, completedAt)));
  if (startedAt === null || cycleSeconds === null) return null;
  const worked = spansOf(issue, startedAt, completedAt).filter(({ status }) => !isClosing(status));
  return worked.reduce((sum, { from, until }) => sum + measure(from, until), 0);
}

type Group = { at: string; has(issue: PlainIssue): boolean };

/** Projects, labels by their title, and those who are credited; of each only whom the filter lets through. */
function groupsOf(issues: readonly PlainIssue[], { filter, asking: { me } }: Asked): Group[] {
  const lets = (name: string, value: string[][], own: string[] = []) =>
    filter[name] === undefined || meetsValues(filter[name], value, own);
  const mine = [me.username, me.uuid];
  const groups = new Map<string, Group>();
  const add = (at: string, has: Group["has"]) => groups.set(at, { at, has });
  for (const { project, labels, credited } of issues) {
    if (lets("project", [[project.path, project.uuid, String(project.id)]])) {
      add(`groups.project.rows.${project.path}`, (issue) => issue.project.id === project.id);
    }
    for (const { title } of labels) {
      const alike = issues.flatMap((issue) =>
        issue.labels.filter((one) => one.title.toLowerCase() === title.toLowerCase()),
      );
      if (!alike.some((one) => lets("label", [[one.title, one.uuid]]))) continue;
      add(`groups.label.rows.${title.toLowerCase()}`, (issue) =>
        issue.labels.some((label) => label.title.toLowerCase() === title.toLowerCase()),
      );
    }
    for (const person of credited) {
      if (!lets("completed_by", [[person.username, person.uuid]], mine)) continue;
      add(`groups.engineer.rows.${person.username}`, (issue) => issue.credited.some(({ id }) => id === person.id));
    }
    if (labels.length === 0 && lets("label", [])) {
      add(`groups.label.rows.${NOBODY}`, (issue) => issue.labels.length === 0);
    }
    if (credited.length === 0 && lets("completed_by", [], mine)) {
      add(`groups.engineer.rows.${NOBODY}`, (issue) => issue.credited.length === 0);
    }
  }
  return [...groups.values()];
}
