import { ProblemError } from "@/lib/api/fetcher.ts";

type Problem = { title: string; message: string; requestId: string | null };

/** Why something could not be loaded, in words, with the id of the request where there was one. */
export function listProblem(error: Error, title = "The issues could not be loaded"): Problem {
  if (!(error instanceof ProblemError)) return { title, message: error.message, requestId: null };
  const faults = error.faults.map(({ field, message }) => `${field} ${message}`);
  return { title, message: [error.detail, ...faults].join(" "), requestId: error.requestId };
}
