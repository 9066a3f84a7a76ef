import { localDay } from "./days.ts";
import { sees, type Asking, type PlainIssue, type Question } from "./plain.ts";
import { isReopenedWithin, PREDICATES } from "./predicates.ts";
import { finder, type Library } from "./search.ts";
import { valuesOf } from "./values.ts";

/** `sort`, `page` and `page_size` say nothing about which issues are meant. */
const OF_THE_VIEW = new Set(["sort", "page", "page_size"]);
const OF_THE_WHOLE = new Set(["as_of", "reopened_from", "reopened_to"]);

/**
 * Which issues a question means for somebody: looked at one after the other, each parameter by itself. As of a day in the past an
 * issue is as it stood at the end of that day.
 */
export function evaluate(
  issues: readonly PlainIssue[],
  question: Question,
  { asking, library }: { asking: Asking; library: Library },
): PlainIssue[] {
  const finds = question.q === undefined ? () => true : finder(question.q, library);
  const isMeant = (issue: PlainIssue) =>
    sees(asking.role, issue) &&
    (issue.status !== "gone" || asksForGone(question)) &&
    isReopenedAsAsked(issue, question, asking) &&
    Object.entries(question).every(([name, value]) => {
      if (value === undefined || OF_THE_VIEW.has(name) || OF_THE_WHOLE.has(name)) return true;
      const predicate = PREDICATES[name];
      if (!predicate) throw new Error(`nothing is known of ${name}`);
      return predicate(value, issue, { ...asking, finds });
    });
  return issues.flatMap((issue) => asItStood(issue, question.as_of, asking)).filter(isMeant);
}

function asksForGone({ status }: Question): boolean {
  return valuesOf(status ?? "").some(({ text, isNot }) => text === "gone" && !isNot);
}

function isReopenedAsAsked(issue: PlainIssue, question: Question, { zone }: Asking): boolean {
  const { reopened_from: from, reopened_to: to } = question;
  return (from ?? to) === undefined || isReopenedWithin(issue, { from, to }, zone);
}

function asItStood(issue: PlainIssue, day: string | undefined, { zone }: Asking): PlainIssue[] {
  if (day === undefined) return [issue];
  if (localDay(issue.createdAt, zone) > day) return [];
  const last = issue.timeline.findLast(({ at }) => localDay(at, zone) <= day);
  return last ? [{ ...issue, status: last.to }] : [];
}
