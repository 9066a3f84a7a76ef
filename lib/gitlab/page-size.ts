import { PassingFault } from "./errors.ts";
import { MAX_PER_PAGE } from "./pagination.ts";
import type { Answer } from "./request.ts";

/** Each size divides the one before it, so that a place in a numbered listing can be kept through a change of size. */
const PAGE_SIZES = [MAX_PER_PAGE, 25, 5, 1];

type AskFor = (perPage: number, handOver: (fault: PassingFault) => boolean) => Promise<Answer>;

/**
 * Asks for a page, and for smaller and smaller ones where GitLab fails to make it or takes too long: one issue with a
 * pathological description can stop a whole page (gitlab#394817). Alone it gets the usual tries.
 */
export async function shrinking(perPage: number, askFor: AskFor): Promise<{ answer: Answer; perPage: number }> {
  const smaller = PAGE_SIZES.find((size) => size < perPage);
  try {
    const answer = await askFor(perPage, (fault) => smaller !== undefined && isTooMuch(fault));
    return { answer, perPage };
  } catch (error) {
    if (smaller === undefined || !isTooMuch(error)) throw error;
    return shrinking(smaller, askFor);
  }
}

/** The next larger page that has a border at `offset`, so that a walk speeds up again behind the bad place. */
export function larger(perPage: number, offset: number): number {
  return PAGE_SIZES.findLast((size) => size > perPage && offset % size === 0) ?? perPage;
}

function isTooMuch(error: unknown): boolean {
  return error instanceof PassingFault && (error.reason === "broken" || error.reason === "time_out");
}
