import { z } from "zod";
import { AppError } from "@/lib/errors.ts";

const instant = z.iso.datetime();
/** W: closed issues that changed before it are not listed (null: all are); and the database's clock before the first page. */
export const frame = { since: instant.nullable(), began_at: instant };

const listing = z.strictObject({
  step: z.literal("listing"),
  ...frame,
  pages: z.int(),
  state: z.enum(["opened", "closed"]),
  page: z.string().nullable(),
});
/** Mirrored issues that no listing had, by `iid`. */
const missing = z.strictObject({
  step: z.literal("missing"),
  ...frame,
  pages: z.int(),
  sweep: z.boolean(),
  after: z.int(),
});
/** Issues that came back older than they are stored, by GitLab's id. */
const older = z.strictObject({
  step: z.literal("older"),
  ...frame,
  pages: z.int(),
  sweep: z.boolean(),
  after: z.string(),
});

/** The places in which complete listings are read and compared; an audit has them too. */
export const READING = [listing, missing, older] as const;

/**
 * Where a reconcile stands. It is kept as text in `sync_runs.next_page` and compared as text, so that of two workers that did
 * the same step only one writes it. `pages` counts the rows of `reconcile_seen`.
 */
const placeSchema = z.discriminatedUnion("step", [
  z.strictObject({ step: z.literal("begin") }),
  /** GitLab said that there is no such project: it is asked once more, a moment later. */
  z.strictObject({ step: z.literal("second_look") }),
  ...READING,
  /** The project has vanished: its issues are marked gone, by GitLab's id. */
  z.strictObject({ step: z.literal("leaving"), asked_at: instant, answered_at: instant, after: z.string() }),
]);
export type Place = z.infer<typeof placeSchema>;
export type PlaceAt<S extends Place["step"]> = Extract<Place, { step: S }>;

/** Always the same text for the same place. */
export function textOf(place: Place): string {
  return JSON.stringify(placeSchema.parse(place));
}

/** Where a run stands that has not begun. */
export const BEGIN: Place = { step: "begin" };

/**
 * The place that a run's `next_page` holds.
 * @throws AppError `invalid_request` where it cannot be read: no later try could
 */
export function readPlace(text: string | null): Place {
  if (text === null) return BEGIN;
  try {
    return placeSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError("invalid_request", "the run does not say where it stands: start a new one", { cause });
  }
}

/** The place after a page of a listing: the closed issues after the open ones, then what neither had. Pure. */
export function afterPage(place: PlaceAt<"listing">, next: string | null, sweep: boolean): Place {
  const { since, began_at, state } = place;
  const pages = place.pages + 1;
  if (next !== null) return { ...place, pages, page: next };
  if (state === "opened") return { ...place, pages, state: "closed", page: null };
  return { step: "missing", since, began_at, pages, sweep, after: 0 };
}
