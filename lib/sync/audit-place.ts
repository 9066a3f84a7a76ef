import { z } from "zod";
import { AppError } from "@/lib/errors.ts";
import { frame, READING } from "./reconcile-place.ts";

/** Where an audit stands, kept as the place of a reconcile is. */
const placeSchema = z.discriminatedUnion("step", [
  /** `deep`: every issue is compared, also where the counts are equal. */
  z.strictObject({ step: z.literal("begin"), deep: z.boolean() }),
  ...READING,
  /** The counts are compared once more, a few times before they are called wrong. */
  z.strictObject({ step: z.literal("again"), since: frame.since, look: z.int() }),
]);
export type AuditPlace = z.infer<typeof placeSchema>;
export type AuditPlaceAt<S extends AuditPlace["step"]> = Extract<AuditPlace, { step: S }>;

/** Where an audit stands that has not begun, and where one that was asked to compare every issue does. */
export const BEGIN_AUDIT: AuditPlace = { step: "begin", deep: false };
export const BEGIN_DEEP: AuditPlace = { step: "begin", deep: true };

/** Always the same text for the same place. */
export function auditText(place: AuditPlace): string {
  return JSON.stringify(placeSchema.parse(place));
}

/**
 * The place that an audit's `next_page` holds.
 * @throws AppError `invalid_request` where it cannot be read: no later try could
 */
export function readAuditPlace(text: string | null): AuditPlace {
  if (text === null) return BEGIN_AUDIT;
  try {
    return placeSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError("invalid_request", "the audit does not say where it stands: start a new one", { cause });
  }
}
