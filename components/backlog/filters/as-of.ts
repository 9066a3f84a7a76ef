import { type BacklogChange, type BacklogParams, FILTER_PARAMS, GOES_WITH_AS_OF } from "@/lib/issues/filters.ts";
import { dayInWords } from "@/lib/time-wording.ts";

/**
 * A change of the filters with what it makes impossible let go: a look back takes a few filters only, so choosing it lets the
 * others go, and choosing one of the others leads back to the present.
 */
export function settledAsOf(params: BacklogParams, change: BacklogChange): BacklogChange {
  const strangers = FILTER_PARAMS.filter((name) => !GOES_WITH_AS_OF.includes(name));
  if (change.as_of) {
    const gone = strangers.filter((name) => params[name] !== undefined || name in change);
    return { ...change, ...Object.fromEntries(gone.map((name) => [name, null])) };
  }
  if (params.as_of === undefined) return change;
  return strangers.some((name) => change[name]) ? { ...change, as_of: null } : change;
}

/** Said while the list looks back: only the statuses do. */
export function asOfWords(day: string): string {
  return `Statuses as of the end of ${dayInWords(day)}; the other columns as they are now.`;
}
