import { isPlainDate, type PlainDate } from "@/lib/time.ts";
import { DATE_FORMATS, type DateFormat } from "./wording.ts";

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const SLASHES = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})$/;
const DOTS = /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})$/;

/** What a text means in a format: a day that exists, else null. An ISO date means the same in each of them; `26` is 2026. */
export function readDate(text: string, format: DateFormat): PlainDate | null {
  const iso = ISO.exec(text);
  if (iso) return plainDate(iso[1], iso[2], iso[3]);
  if (format === "iso") return null;
  const parts = (format === "d.m.y" ? DOTS : SLASHES).exec(text);
  if (!parts) return null;
  const [, first, second, year] = parts;
  return format === "m/d/y" ? plainDate(year, first, second) : plainDate(year, second, first);
}

/** The other day that a text with slashes could mean; null where there is none. */
export function otherDate(text: string, format: DateFormat): PlainDate | null {
  if (format !== "d/m/y" && format !== "m/d/y") return null;
  const other = readDate(text, format === "d/m/y" ? "m/d/y" : "d/m/y");
  return other === readDate(text, format) ? null : other;
}

/** The format in which most of the texts are days; of equals the first of `DATE_FORMATS`. */
export function guessDateFormat(texts: readonly string[]): DateFormat {
  const read = (format: DateFormat) => texts.filter((text) => readDate(text, format) !== null).length;
  const counted = DATE_FORMATS.map((format) => ({ format, read: read(format) }));
  return counted.toSorted((a, b) => b.read - a.read)[0]?.format ?? "iso";
}

/** Whether the texts themselves say which of day and month stands first: one is a day in this format only, none in the other only. */
export function isCertain(texts: readonly string[], format: DateFormat): boolean {
  if (format !== "d/m/y" && format !== "m/d/y") return true;
  const other = format === "d/m/y" ? "m/d/y" : "d/m/y";
  const only = (one: DateFormat, not: DateFormat) =>
    texts.some((text) => readDate(text, one) !== null && readDate(text, not) === null);
  return only(format, other) && !only(other, format);
}

function plainDate(year = "", month = "", day = ""): PlainDate | null {
  const text = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isPlainDate(text) ? text : null;
}
