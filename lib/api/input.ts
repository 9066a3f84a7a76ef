import type { z } from "zod";
import { AppError, type Fault } from "@/lib/errors.ts";

/** A long list can be wrong in every item. */
const MAX_FAULTS = 100;

export type InputPart = "params" | "query" | "body";

/**
 * One part of a request checked against its schema. Text that Postgres cannot store (NUL, half a surrogate pair) is refused
 * here, whatever the schema says of it.
 * @throws AppError `invalid_request` that names each wrong field
 */
export function validate<S extends z.ZodType>(part: InputPart, schema: S, value: unknown): z.output<S> {
  const unstorable = findUnstorableText(part, value);
  if (unstorable.length > 0) throw invalidRequest(unstorable);
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalidRequest(parsed.error.issues.flatMap((issue) => toFaults(part, issue)));
  return parsed.data;
}

/** What stands where the bytes of a URL were no UTF-8: Next has decoded them before anybody else sees them. */
const REPLACED = "\uFFFD";

/**
 * The query of a URL, one value a name.
 * @throws AppError `invalid_request` for a name that stands there twice and for what is not UTF-8
 */
export function readQuery(url: URL): Record<string, string> {
  const values = new Map<string, string>();
  const faults: Fault[] = [];
  for (const [name, value] of url.searchParams) {
    if (values.has(name)) faults.push({ field: `query.${name}`, message: "is given more than once" });
    if (`${name}${value}`.includes(REPLACED)) faults.push({ field: `query.${name}`, message: "is not valid UTF-8" });
    values.set(name, value);
  }
  if (faults.length > 0) throw invalidRequest(faults);
  return Object.fromEntries(values);
}

/** An `invalid_request` whose message is its first fault in words. */
export function invalidRequest(faults: Fault[]): AppError {
  const words = faults.slice(0, 3).map((fault) => `${fault.field} ${fault.message}`);
  return new AppError("invalid_request", words.join("; "), { faults: faults.slice(0, MAX_FAULTS) });
}

function toFaults(part: InputPart, issue: z.core.$ZodIssue): Fault[] {
  const path = [part, ...issue.path.map(String)];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ field: [...path, key].join("."), message: "is not known here" }));
  }
  return [{ field: path.join("."), message: wordsOf(issue) }];
}

function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type" && issue.message.endsWith("received undefined")) return "is missing";
  return issue.message.replace(/^(Invalid|Too) /, (start) => `is wrong: ${start.toLowerCase()}`);
}

/** Walks without recursion: a body may be nested as deep as it is long. */
function findUnstorableText(part: InputPart, root: unknown): Fault[] {
  const faults: Fault[] = [];
  const queue: { at: string; value: unknown }[] = [{ at: part, value: root }];
  for (const { at, value } of queue) {
    if (typeof value === "string") {
      if (value.includes("\0")) faults.push({ field: at, message: "contains a NUL character" });
      else if (!value.isWellFormed()) faults.push({ field: at, message: "contains half a surrogate pair" });
    } else if (typeof value === "object" && value !== null) {
      for (const [key, inner] of Object.entries(value)) queue.push({ at: `${at}.${key}`, value: inner });
    }
  }
  return faults;
}
