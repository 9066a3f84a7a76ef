import { z } from "zod";
import { AppError } from "@/lib/errors.ts";

/**
 * Where a bootstrap stands: which listing, which page of it, and what must not change on the way. It is kept as text in
 * `sync_runs.next_page` and compared as text, so that of two workers that read the same page only one writes it.
 */
const placeSchema = z.strictObject({
  state: z.enum(["opened", "closed"]),
  page: z.string().nullable(),
  /** W: closed issues that changed before it are not fetched. Null: all of them are. */
  closed_since: z.iso.datetime().nullable(),
  /** GitLab's clock when the first page was read; everything that changes later is the poll's. */
  seen_from: z.iso.datetime().nullable(),
});
export type Place = z.infer<typeof placeSchema>;

/** Always the same text for the same place. */
export function textOf({ state, page, closed_since, seen_from }: Place): string {
  return JSON.stringify({ state, page, closed_since, seen_from });
}

/**
 * The place that a run's `next_page` holds.
 * @throws AppError `invalid_request` where it cannot be read: no later try could
 */
export function readPlace(text: string): Place {
  try {
    return placeSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError("invalid_request", "the run does not say where it stands: start a new one", { cause });
  }
}

type PageEnd = { next: string | null; serverTime: Date | null; fetchStartedAt: Date };

/** How GitLab's clock may be ahead of the rows we are shown: a change is stamped before it can be seen. */
const UNSEEN_MS = 60_000;

/** The place after this page: the next one, the closed issues after the open ones, null after the last. Pure. */
export function nextPlace(place: Place, page: PageEnd): Place | null {
  const firstSeen = (page.serverTime ?? page.fetchStartedAt).getTime() - UNSEEN_MS;
  const rest = { ...place, seen_from: place.seen_from ?? new Date(firstSeen).toISOString() };
  if (page.next !== null) return { ...rest, page: page.next };
  return place.state === "opened" ? { ...rest, state: "closed", page: null } : null;
}

/** What to ask GitLab for at a place, page token included. Pure. */
export function questionAt({ state, page, closed_since: since }: Place): {
  state: Place["state"];
  page: string | null;
  updatedAfter: Date | undefined;
} {
  return { state, page, updatedAfter: state === "closed" && since !== null ? new Date(since) : undefined };
}
