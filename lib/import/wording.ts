import { OVERRIDE_FIELD_WORDS } from "@/lib/overrides/wording.ts";
import { OVERRIDE_WORDS } from "@/lib/status/wording.ts";

/** What the cell that names an issue holds: `group/project#12`, `#12` or an address; GitLab's id; the exact title. Browser-safe. */
export const FIND_BY = ["reference", "gitlab_id", "title"] as const;
export type FindBy = (typeof FIND_BY)[number];

export const DATE_FORMATS = ["iso", "d/m/y", "m/d/y", "d.m.y"] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

/** What a word of the sheet's status column may stand for; `clear` takes the override away. */
export const WORD_MEANINGS = ["not_started", "in_progress", "blocked", "clear"] as const;
export type WordMeaning = (typeof WORD_MEANINGS)[number];

export const ROW_KINDS = ["changed", "unchanged", "not_found", "ambiguous", "bad_value", "repeated"] as const;
export type RowKind = (typeof ROW_KINDS)[number];

/** What a file may weigh as UTF-8. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** What becomes of a row, before and after the import was applied. */
export const KIND_WORDS: Record<RowKind, string> = {
  changed: "Would change",
  unchanged: "Stands already",
  not_found: "Not found",
  ambiguous: "Ambiguous",
  bad_value: "Bad value",
  repeated: "Named twice",
};
export const CHANGED_WORDS = "Changed";

/** What a column of the sheet can be. */
export const COLUMN_WORDS = {
  issue: "Issue",
  project: "Project",
  ...OVERRIDE_FIELD_WORDS,
};

export const FIND_BY_WORDS: Record<FindBy, string> = {
  reference: "Number, reference or address",
  gitlab_id: "GitLab’s id",
  title: "Exact title",
};

export const DATE_FORMAT_WORDS: Record<DateFormat, string> = {
  iso: "2026-12-31",
  "d/m/y": "31/12/2026",
  "m/d/y": "12/31/2026",
  "d.m.y": "31.12.2026",
};

export const MEANING_WORDS: Record<WordMeaning, string> = { ...OVERRIDE_WORDS, clear: "None: follow GitLab" };
