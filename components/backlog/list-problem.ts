import { problemOf } from "@/components/ui/problem-of.ts";
import { ProblemError } from "@/lib/api/fetcher.ts";

/** Why something could not be loaded; of a question that was refused also what was wrong with it. */
export function listProblem(error: Error, title = "The issues could not be loaded") {
  const faults = error instanceof ProblemError ? error.faults.map(({ field, message }) => `${field} ${message}`) : [];
  return { ...problemOf(error, title), message: [error.message, ...faults].join(" ") };
}
