import { z } from "zod";
import { OVERRIDE_STATUSES } from "@/lib/status/schema.ts";
import { isPlainDate } from "@/lib/time.ts";

export const OVERRIDE_FIELDS = ["internal_status", "internal_notes", "target_date", "priority"] as const;
export type OverrideField = (typeof OVERRIDE_FIELDS)[number];

export const MAX_NOTE_CHARACTERS = 10_000;
export const LOWEST_PRIORITY = 5;
/** How many issues can be changed at once. */
export const MAX_CHANGES = 1_000;
/** Long notes on many issues, as their undo sends them back. */
export const MAX_CHANGES_BYTES = 10 * 1024 * 1024;

const date = z.string().refine(isPlainDate, "is not a date such as 2026-01-31").meta({ format: "date" });

const fields = {
  internal_status: z.enum(OVERRIDE_STATUSES).nullable().optional(),
  internal_notes: z.string().trim().max(MAX_NOTE_CHARACTERS).nullable().optional(),
  target_date: date.nullable().optional(),
  priority: z.int().min(1).max(LOWEST_PRIORITY).nullable().optional(),
};

/** PATCH /api/issues/:id/override: the fields to change; null clears one, an absent one stays. */
export const overrideChangeSchema = z
  .strictObject(fields)
  .refine((change) => Object.keys(change).length > 0, "names no field to change");
export type OverrideChange = z.infer<typeof overrideChangeSchema>;

/** What a change says beside what is to change. */
const ABOUT = ["id", "if_match"];

const issueChangeSchema = z
  .strictObject({
    id: z.uuid().toLowerCase(),
    /** The `etag` of the issue as it was read; without it the change is made whatever stands now. */
    if_match: z.string().max(100).optional(),
    ...fields,
    /** A paragraph to go under the note that stands, in place of `internal_notes`. */
    append_notes: z.string().trim().min(1).max(MAX_NOTE_CHARACTERS).optional(),
  })
  .refine((change) => Object.keys(change).some((name) => !ABOUT.includes(name)), "names no field to change")
  .refine(
    ({ internal_notes, append_notes }) => internal_notes === undefined || append_notes === undefined,
    "has both internal_notes and append_notes",
  );
/** What is to change on one issue of many. */
export type IssueChange = z.infer<typeof issueChangeSchema>;

/** POST /api/issues/overrides: each issue at most once. */
export const overrideChangesSchema = z.strictObject({
  changes: z.array(issueChangeSchema).min(1).max(MAX_CHANGES).superRefine(refuseRepeated),
});

/** What became of the changes. `undo`, posted as `changes`, takes back those that were made, unless somebody changed them since. */
export const overridesChangedSchema = z.object({
  changed: z.int(),
  unchanged: z.int(),
  undo: z.array(z.object({ id: z.uuid(), if_match: z.string(), ...fields })),
});
export type OverridesChanged = z.infer<typeof overridesChangedSchema>;

function refuseRepeated(changes: readonly { id: string }[], context: z.RefinementCtx): void {
  const seen = new Set<string>();
  for (const [index, { id }] of changes.entries()) {
    if (seen.has(id)) context.addIssue({ code: "custom", path: [index, "id"], message: "is there more than once" });
    seen.add(id);
  }
}
