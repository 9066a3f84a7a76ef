export type CsvValue = string | number | boolean | null;

/** At the start of a file it tells Excel that the text is UTF-8. */
export const BYTE_ORDER_MARK = "\uFEFF";

const LINE_END = "\r\n";
const NEEDS_QUOTES = /[",;\r\n\t]|^\s|\s$/;

/**
 * What a spreadsheet takes for a formula: `=`, `+`, `-` or `@` as the first character, also in full width and behind blanks or
 * characters that are not seen, and anything that begins with a tab or a line break (OWASP, "CSV Injection").
 */
const FORMULA = /^(?:[\t\r\n]|[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠])/u;

/** One line of a CSV file, its end included (RFC 4180). */
export function row(values: readonly CsvValue[]): string {
  return values.map(cell).join(",") + LINE_END;
}

/**
 * One cell. Nothing at all is an empty cell. Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers are
 * ours and stay numbers, negative ones too.
 */
export function cell(value: CsvValue): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A text as it was before `cell` wrote it: without the apostrophe that keeps a spreadsheet from running it. */
export function unguarded(text: string): string {
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}
