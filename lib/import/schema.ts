import { z } from "zod";
import { OVERRIDE_FIELDS } from "@/lib/overrides/schema.ts";
import { DATE_FORMATS, FIND_BY, MAX_FILE_BYTES, ROW_KINDS, WORD_MEANINGS } from "./wording.ts";

/** How many rows a file may have below its head. */
export const MAX_ROWS = 10_000;
/** As JSON, quotes and line breaks of a file take two bytes each; its versions come on top. */
export const MAX_IMPORT_BODY_BYTES = 2 * MAX_FILE_BYTES;

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
