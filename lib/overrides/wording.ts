import type { OverrideField } from "./schema.ts";

/** What each field of an override is called. */
export const OVERRIDE_FIELD_WORDS: Record<OverrideField, string> = {
  internal_status: "Status override",
  priority: "Priority",
  target_date: "Target date",
  internal_notes: "Notes",
};

/** 1 is the highest. */
export const PRIORITY_WORDS: Record<number, string> = {
  1: "1, highest",
  2: "2, high",
  3: "3, medium",
  4: "4, low",
  5: "5, lowest",
};

/** The schema's `MAX_NOTE_CHARACTERS`, for the browser, which does not load the schemas. A test holds them equal. */
export const LONGEST_NOTE_CHARACTERS = 10_000;

/** The schema's `MAX_CHANGES`, likewise. */
export const LARGEST_SELECTION = 1_000;
