import { z } from "zod";
import { OVERRIDE_STATUSES } from "@/lib/status/schema.ts";
import { isPlainDate } from "@/lib/time.ts";

export const OVERRIDE_FIELDS = ["internal_status", "internal_notes", "target_date", "priority"] as const;
export type OverrideField = (typeof OVERRIDE_FIELDS)[number];

export const MAX_NOTE_CHARACTERS = 10_000;
export const LOWEST_PRIORITY = 5;

/** PATCH /api/issues/:id/override: the fields to change; null clears one, an absent one stays. */
export const overrideChangeSchema = z
  .strictObject({
    internal_status: z.enum(OVERRIDE_STATUSES).nullable().optional(),
    internal_notes: z.string().trim().max(MAX_NOTE_CHARACTERS).nullable().optional(),
    target_date: z.string().refine(isPlainDate, "is not a date such as 2026-01-31").nullable().optional(),
    priority: z.int().min(1).max(LOWEST_PRIORITY).nullable().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, "names no field to change");
export type OverrideChange = z.infer<typeof overrideChangeSchema>;
