/** The clock a question is asked under: this instant, and the organisation's IANA zone that says where a day ends. */
export type Clock = { now: Date; zone: string };

/** A plain date `YYYY-MM-DD`, never an instant. */
export type PlainDate = string;

const PLAIN_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether the text is a day that exists: `2026-02-30` is not. Its year has four digits, and so has that of the day after it. */
export function isPlainDate(text: string): boolean {
  const match = PLAIN_DATE.exec(text);
  if (!match) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return (
    !Number.isNaN(date.getTime()) &&
    date.toISOString().startsWith(text) &&
    Number(match[1]) >= 1900 &&
    Number(match[1]) < 9999
  );
}

/** The local day of an instant in an IANA zone. */
export function localDay(instant: Date, zone: string): PlainDate {
  return dayFormat(zone).format(instant);
}

const DAY_FORMATS = new Map<string, Intl.DateTimeFormat>();

/** Kept by zone: making a format takes far longer than using it, and a trend asks for the day of each of its marks at each of its points. */
function dayFormat(zone: string): Intl.DateTimeFormat {
  const kept = DAY_FORMATS.get(zone);
  if (kept) return kept;
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  DAY_FORMATS.set(zone, format);
  return format;
}
