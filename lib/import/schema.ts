import { z } from "zod";
import { OVERRIDE_FIELDS } from "@/lib/overrides/schema.ts";
import { OVERRIDE_STATUSES } from "@/lib/status/schema.ts";

/** What a file may weigh as UTF-8, and how many rows it may have below its head. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;
export const MAX_ROWS = 10_000;
/** As JSON, quotes and line breaks of a file take two bytes each; its versions come on top. */
export const MAX_IMPORT_BODY_BYTES = 2 * MAX_FILE_BYTES;

/** What the cell that names an issue holds: `group/project#12`, `#12` or an address; GitLab's id; the exact title. */
export const FIND_BY = ["reference", "gitlab_id", "title"] as const;
export type FindBy = (typeof FIND_BY)[number];

export const DATE_FORMATS = ["iso", "d/m/y", "m/d/y", "d.m.y"] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

/** What a word of the sheet's status column may stand for; `clear` takes the override away. */
export const WORD_MEANINGS = [...OVERRIDE_STATUSES, "clear"] as const;
export type WordMeaning = (typeof WORD_MEANINGS)[number];

export const ROW_KINDS = ["changed", "unchanged", "not_found", "ambiguous", "bad_value", "repeated"] as const;
export type RowKind = (typeof ROW_KINDS)[number];

const column = z.int().min(0).nullable();

/** How a sheet is read. Columns are counted from 0; null: the sheet has none for it. */
const readingSchema = z.strictObject({
  find_by: z.enum(FIND_BY),
  columns: z.strictObject({
    issue: column,
    project: column,
    internal_status: column,
    priority: column,
    target_date: column,
    internal_notes: column,
  }),
  date_format: z.enum(DATE_FORMATS),
  /** Words of the status column, in lower case. Null: not known, so its rows are faulty. What is not named is guessed. */
  words: z.record(z.string(), z.enum(WORD_MEANINGS).nullable()),
  /** Whether an empty cell clears the field; else it leaves it alone. */
  empty_clears: z.boolean(),
});
export type Reading = z.infer<typeof readingSchema>;
export type ReadingColumn = keyof Reading["columns"];

/** POST /api/overrides/import: nothing is written unless `dry_run` is false. */
export const importQuerySchema = z.strictObject({
  dry_run: z
    .enum(["true", "false"])
    .default("true")
    .transform((text) => text === "true"),
});

/**
 * The sheet, and how it is read: guessed where that is not said. To apply it, `versions` are those of the dry run that was looked at,
 * by issue; `leave_out_faulty` says that the rows that cannot be applied are left out.
 */
export const importBodySchema = z.strictObject({
  file_name: z.string().trim().min(1).max(255),
  text: z.string(),
  reading: readingSchema.optional(),
  versions: z.record(z.uuid(), z.string()).optional(),
  leave_out_faulty: z.boolean().default(false),
});
export type ImportBody = z.infer<typeof importBodySchema>;
/** As the browser sends it. */
export type ImportRequest = z.input<typeof importBodySchema>;

const issueSchema = z.object({ id: z.uuid(), reference: z.string(), title: z.string() });

export const reportRowSchema = z.object({
  /** As a spreadsheet counts: the head is row 1. */
  row: z.int(),
  kind: z.enum(ROW_KINDS),
  /** The cell that names the issue, at most 200 characters of it. */
  name: z.string(),
  issue: issueSchema.nullable(),
  /** The version of the issue's override that was seen, as in `If-Match`; of rows that would change one. */
  version: z.string().nullable(),
  /** Of notes at most 200 characters are shown. */
  changes: z.array(
    z.object({ field: z.enum(OVERRIDE_FIELDS), from: z.string().nullable(), to: z.string().nullable() }),
  ),
  /** What is wrong with it; `row` where it is no single field. */
  faults: z.array(z.object({ field: z.enum([...OVERRIDE_FIELDS, "row"]), message: z.string() })),
  /** Issues that the name could mean, at most 5 of them. */
  candidates: z.array(issueSchema),
  /** The row that named the same issue first. */
  repeats: z.int().nullable(),
  /** A date that could be read in two ways: how it was read, and how else it could be. */
  ambiguous_date: z.object({ text: z.string(), read: z.string(), other: z.string() }).nullable(),
});
export type ReportRow = z.infer<typeof reportRowSchema>;

/** What an import would do, or did: one line a row that is not blank. */
export const importReportSchema = z.object({
  file_name: z.string(),
  columns: z.array(z.object({ name: z.string(), examples: z.array(z.string()) })),
  reading: readingSchema,
  /** The words of the status column, the commonest first. */
  words: z.array(z.object({ word: z.string(), rows: z.int(), meaning: z.enum(WORD_MEANINGS).nullable() })),
  counts: z.record(z.enum(ROW_KINDS), z.int()),
  rows: z.array(reportRowSchema),
  /** Null after a dry run. */
  applied: z.object({ at: z.iso.datetime(), by: z.string() }).nullable(),
});
export type ImportReport = z.infer<typeof importReportSchema>;
