import { z } from "zod";
import { AppError } from "@/lib/errors.ts";

/** A pattern that a change of the rules is about, as it was or as it is; `project_id` null: in all projects. */
const patternSchema = z.strictObject({ pattern: z.string(), project_id: z.uuid().nullable() });
export type RulePattern = z.infer<typeof patternSchema>;

/** Where the recomputing after a change stands: the issues after GitLab's id `after` are still to do. Kept as text. */
const placeSchema = z.strictObject({ patterns: z.array(patternSchema), after: z.string().regex(/^\d+$/) });
export type Place = z.infer<typeof placeSchema>;

/** The beginning for all of these, each once. */
export function beginningOf(patterns: readonly RulePattern[]): Place {
  const distinct = new Map(patterns.map((one) => [`${one.project_id ?? ""} ${one.pattern.toLowerCase()}`, one]));
  return { patterns: [...distinct.values()], after: "0" };
}

export function textOf({ patterns, after }: Place): string {
  return JSON.stringify({ patterns, after });
}

/**
 * The place that a run's `next_page` holds.
 * @throws AppError `invalid_request` where it cannot be read: no later try could
 */
export function readPlace(text: string | null): Place {
  const place = parse(text);
  if (place !== null) return place;
  throw new AppError("invalid_request", "the run does not say where it stands: the rebuild recomputes every issue");
}

/** What a run was to recompute, as far as it can be read: one that cannot has ended, or will, as failed. */
export function patternsIn(text: string | null): RulePattern[] {
  return parse(text)?.patterns ?? [];
}

function parse(text: string | null): Place | null {
  try {
    return placeSchema.parse(JSON.parse(text ?? ""));
  } catch {
    return null;
  }
}
