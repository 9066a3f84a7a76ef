import { ProblemError } from "@/lib/api/fetcher.ts";
import type { Fault } from "@/lib/errors.ts";
import { parseValues } from "@/lib/issues/filters.ts";
import { isPeopleParam, ME } from "./filters/facets.ts";

/** A parameter of the URL that could not be understood, and why; the page goes on without it. */
export type IgnoredParam = {
  name: string;
  value: string;
  message: string;
  /** It is well written, but its question cannot be answered for this reader. */
  refused?: true;
};

/** Of a page's URL, as they stand there. */
type Params = Readonly<Partial<Record<string, string>>>;

/** What of the parameters the API has refused, by the faults it names. */
export function refusedParams(params: Params, faults: readonly Fault[]): IgnoredParam[] {
  return faults.flatMap(({ field, message }): IgnoredParam[] => {
    const name = field.replace(/^query\./, "");
    const value = params[name];
    return value === undefined ? [] : [{ name, value, message, refused: true }];
  });
}

/** The same of an answer to the browser; nothing where it says that something else is wrong. */
export function refusedBy(error: Error | null, params: Params): IgnoredParam[] {
  return error instanceof ProblemError && error.code === "invalid_request" ? refusedParams(params, error.faults) : [];
}

/** Whether it was left out because it asks for `me`, and the reader has not said who that is. */
export function asksForMe({ name, value, refused }: IgnoredParam): boolean {
  const { any, not } = parseValues(value);
  return refused === true && isPeopleParam(name) && [...any, ...not].includes(ME);
}
