import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { AppError } from "@/lib/errors.ts";
import { editSchema } from "./edits/schema.ts";

const FORMAT = 1;

const headerSchema = z.object({ format: z.literal(FORMAT), base_time: z.iso.datetime() });
const entrySchema = z.object({ at: z.iso.datetime(), actor_id: z.int(), edit: editSchema });
export type JournalEntry = z.output<typeof entrySchema>;

/** What happened since the world was generated. `baseTime` is the moment it was generated for. */
export type Journal = {
  baseTime: Date;
  entries: readonly JournalEntry[];
  append(entry: JournalEntry): void;
};

/**
 * The journal of a file, one JSON object a line, its first line saying for which moment the world was generated. Without
 * a file it lives in memory. A last line that was cut off by a kill is dropped; a broken one before it is an error.
 * @throws AppError `internal` naming the file and the line that cannot be read.
 */
export function openJournal(file: string | null, now: Date): Journal {
  const [header, ...lines] = file === null ? [] : readLines(file);
  const entries = lines.map((line, index) => parseLine(entrySchema, line, `${file} at line ${index + 2}`));
  if (file !== null && header === undefined) start(file, now);
  return {
    baseTime: header === undefined ? now : new Date(parseLine(headerSchema, header, `${file} at line 1`).base_time),
    entries,
    append(entry) {
      entries.push(entry);
      if (file !== null) appendFileSync(file, `${JSON.stringify(entry)}\n`);
    },
  };
}

function start(file: string, now: Date): void {
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, `${JSON.stringify({ format: FORMAT, base_time: now.toISOString() })}\n`);
}

function readLines(file: string): string[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, "utf8");
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  if (whole.length < text.length) truncateSync(file, Buffer.byteLength(whole));
  return whole.split("\n").slice(0, -1);
}

function parseLine<S extends z.ZodType>(schema: S, line: string, where: string): z.output<S> {
  try {
    return schema.parse(JSON.parse(line));
  } catch (cause) {
    throw new AppError("internal", `The demo GitLab's journal cannot be read: ${where}`, { cause });
  }
}
