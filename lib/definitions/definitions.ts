import type { IssueStatus } from "@/lib/status/schema.ts";
import { localDay, type Clock, type PlainDate } from "@/lib/time.ts";
import { daysBetween, firstDayFrom } from "./days.ts";

/**
 * What the figures mean (product, "Definitions"): pure, with the clock as an argument. `wording` says the same for people and
 * the help page shows it. Days are in `days`, cycle time is in `cycle`.
 */
const DAY_S = 86_400;
const MINUTE_S = 60;
const POLLS_UNTIL_STALE = 2;

/** Open is these three together, always. */
export const OPEN_STATUSES = ["not_started", "in_progress", "blocked"] as const satisfies readonly IssueStatus[];
/** Work in progress, for short WIP. */
export const WIP_STATUSES = ["in_progress", "blocked"] as const satisfies readonly IssueStatus[];

/** Whether an issue of this status is open. */
export function isOpen(status: IssueStatus): boolean {
  return OPEN_STATUSES.some((open) => open === status);
}

/** Whether an issue of this status is work in progress: in progress or blocked. */
export function isWip(status: IssueStatus): boolean {
  return WIP_STATUSES.some((wip) => wip === status);
}

/** Seconds as days of 86,400 seconds, not rounded. */
export function daysOf(seconds: number): number {
  return seconds / DAY_S;
}

type InWork = { status: IssueStatus; wipSince: Date | null };

/** WIP age in seconds: now less WIP since. Null where the issue is not in progress, or its start is not known. */
export function wipAgeSeconds({ status, wipSince }: InWork, now: Date): number | null {
  if (!isWip(status) || wipSince === null) return null;
  return Math.max(0, now.getTime() - wipSince.getTime()) / 1000;
}

/** Whether an issue has been in progress for strictly more than so many days of 86,400 seconds. Of unknown start: no. */
export function isInProgressMoreThan(days: number, issue: InWork, now: Date): boolean {
  const age = wipAgeSeconds(issue, now);
  return age !== null && age > days * DAY_S;
}

/** When an issue is due: the target date, else GitLab's due date. Plain dates, compared as text and never as instants. */
export function dueOf({ targetDate, dueDate }: { targetDate: PlainDate | null; dueDate: PlainDate | null }) {
  return targetDate ?? dueDate;
}

type Dated = { status: IssueStatus; due: PlainDate | null };

/** Open and due before today, where the organisation is. Due today is not overdue; without a due date nothing is. */
export function isOverdue({ status, due }: Dated, { now, zone }: Clock): boolean {
  return isOpen(status) && due !== null && due < localDay(now, zone);
}

/** By how many days an issue is overdue: 1 on the day after it was due. Null where it is not overdue. */
export function daysOverdue(issue: Dated, clock: Clock): number | null {
  if (issue.due === null || !isOverdue(issue, clock)) return null;
  return daysBetween(issue.due, localDay(clock.now, clock.zone));
}

/** How many of so many a figure rests on. */
export type Coverage = { known: number; total: number };

/** How many completed issues have a recorded start (`wording` says it in words). */
export function coverageOf(issues: readonly { startedAt: Date | null }[]): Coverage {
  return { known: issues.filter(({ startedAt }) => startedAt !== null).length, total: issues.length };
}

/** How old the mirror is, in whole seconds: now less the oldest of the projects' last complete polls. Null without any. */
export function mirrorAgeSeconds(lastCompletePolls: readonly Date[], now: Date): number | null {
  if (lastCompletePolls.length === 0) return null;
  const oldest = Math.min(...lastCompletePolls.map((at) => at.getTime()));
  return Math.max(0, Math.floor((now.getTime() - oldest) / 1000));
}

/** The age in seconds up to which the mirror is fresh: two poll intervals. */
export function staleAfterSeconds(pollIntervalMinutes: number): number {
  return POLLS_UNTIL_STALE * pollIntervalMinutes * MINUTE_S;
}

/** Whether data of this age is stale: strictly older than two poll intervals. */
export function isStale(ageSeconds: number, pollIntervalMinutes: number): boolean {
  return ageSeconds > staleAfterSeconds(pollIntervalMinutes);
}

type Reach = { reach: Date; historyFrom: readonly (Date | null)[]; zone: string };

/**
 * The day of "incomplete before <day>": the first that is known whole, where a figure reaches back before the latest
 * `history_from` of its projects; else null. `reach` is the earliest instant the figure counts from, for `as_of` the end of
 * that day. A project whose `history_from` is null is known from its beginning.
 */
export function incompleteBefore({ reach, historyFrom, zone }: Reach): PlainDate | null {
  const latest = Math.max(...historyFrom.map((from) => from?.getTime() ?? -Infinity));
  return reach.getTime() >= latest ? null : firstDayFrom(new Date(latest), zone);
}
