import { isOpen, isWip, type Person, type PlainIssue, type Question } from "./filters/plain.ts";
import { isOverdue } from "./filters/predicates.ts";
import { meetsValues } from "./filters/values.ts";
import { isOf, type Expected, type Scope } from "./panels.ts";

/** What a row is called here that is nobody's. */
export const NOBODY = "(nobody)";

/**
 * Each person whom the filter by assignee lets through, by what is assigned to them now and what was credited to them when it was
 * completed: for that the filter by assignee asks about credit.
 */
export function reckonEngineers(scope: Scope): Expected {
  const { find, filter, asking, period } = scope;
  const { assignee = "", completed_by: by = "", ...rest } = filter;
  const me = [asking.me.username, asking.me.uuid];
  const open = find(filter).filter(({ status }) => isOpen(status));
  const without: Question = by === "" ? rest : { ...rest, completed_by: by };
  const isMeantByBoth = (people: readonly Person[]) => isMet(assignee, people, me) && isMet(by, people, me);
  // Where both lists name people, somebody must be credited whom both of them name.
  const done = find(without).filter(
    (issue) =>
      isOf("completed", issue, period, asking) &&
      isMet(assignee, issue.credited, me) &&
      (issue.credited.length === 0 || issue.credited.some((one) => isMeantByBoth([one]))),
  );
  const expected: Expected = new Map();
  const everybody = new Map(
    [...open.flatMap(({ assignees }) => assignees), ...done.flatMap(({ credited }) => credited)].map((one) => [
      one.id,
      one,
    ]),
  );
  const rows = [...everybody.values()].filter((one) => isMeantByBoth([one]));
  for (const person of rows) {
    const has = (people: readonly Person[]) => people.some(({ id }) => id === person.id);
    reckonRow(expected, `rows.${person.username}`, {
      open: open.filter(({ assignees }) => has(assignees)),
      done: done.filter(({ credited }) => has(credited)),
      scope,
    });
  }
  const left = {
    open: open.filter(({ assignees }) => assignees.length === 0),
    done: done.filter(({ credited }) => credited.length === 0),
  };
  if (isMeantByBoth([]) && left.open.length + left.done.length > 0) {
    reckonRow(expected, `rows.${NOBODY}`, { ...left, scope });
  }
  return reckonRow(expected, "total", { open, done, scope });
}

function isMet(values: string, people: readonly Person[], me: readonly string[]): boolean {
  return (
    values === "" ||
    meetsValues(
      values,
      people.map(({ username, uuid }) => [username, uuid]),
      me,
    )
  );
}

type Work = { open: readonly PlainIssue[]; done: readonly PlainIssue[]; scope: Scope };

function reckonRow(expected: Expected, at: string, { open, done, scope: { asking } }: Work): Expected {
  const wip = open.filter(({ status }) => isWip(status));
  const count = (status: string) => open.filter((issue) => issue.status === status).length;
  const known = wip.flatMap(({ wipSince }) => wipSince ?? []);
  return expected
    .set(`${at}.open.value`, open.length)
    .set(`${at}.not_started.value`, count("not_started"))
    .set(`${at}.in_progress.value`, count("in_progress"))
    .set(`${at}.blocked.value`, count("blocked"))
    .set(`${at}.wip.value`, wip.length)
    .set(`${at}.overdue.value`, open.filter((issue) => isOverdue(issue, asking)).length)
    .set(`${at}.completed.value`, done.length)
    .set(`${at}.unknown_start.value`, wip.length - known.length)
    .set(`${at}.oldest`, known.length === 0 ? null : Math.min(...known));
}
