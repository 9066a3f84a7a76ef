const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;
const MONTH_S = 30 * DAY_S;
const YEAR_S = 365 * DAY_S;

const STEPS = [
  { seconds: YEAR_S, unit: "y" },
  { seconds: MONTH_S, unit: "mo" },
  { seconds: DAY_S, unit: "d" },
  { seconds: HOUR_S, unit: "h" },
  { seconds: MINUTE_S, unit: "min" },
] as const;

const DAY = { day: "numeric", month: "short", year: "numeric" } as const;
const DAY_FORMAT = new Intl.DateTimeFormat("en-GB", { ...DAY, timeZone: "UTC" });

/** How long, in the one unit that says enough: "40 s", "2 min", "3 h", "12 d", "5 mo", "2 y". Rounded down. */
export function durationInWords(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const step = STEPS.find((candidate) => whole >= candidate.seconds);
  return step ? `${Math.floor(whole / step.seconds)} ${step.unit}` : `${whole} s`;
}

/** When, seen from `now`: "just now" (under a minute), "2 min ago", "in 3 h". An instant is a Date or an ISO text. */
export function relativeTime(instant: Date | string, now: Date): string {
  const seconds = (now.getTime() - new Date(instant).getTime()) / 1000;
  if (Math.abs(seconds) < MINUTE_S) return "just now";
  const words = durationInWords(Math.abs(seconds));
  return seconds > 0 ? `${words} ago` : `in ${words}`;
}

/** When exactly, for the hover: "22 Nov 2026, 22:15:03 UTC". Without a zone, in the reader's own. */
export function exactTime(instant: Date | string, zone?: string): string {
  return exactFormat(zone).format(new Date(instant));
}

const EXACT_FORMATS = new Map<string | undefined, Intl.DateTimeFormat>();

/** Kept by zone: making a format takes far longer than using it, and a list has one in every row. */
function exactFormat(zone: string | undefined): Intl.DateTimeFormat {
  const kept = EXACT_FORMATS.get(zone);
  if (kept) return kept;
  const format = new Intl.DateTimeFormat("en-GB", {
    ...DAY,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZone: zone,
    timeZoneName: "short",
  });
  EXACT_FORMATS.set(zone, format);
  return format;
}

/** A plain date (`YYYY-MM-DD`) for people: "22 Nov 2026". It has no zone, and none is applied. What is no date stays as it is. */
export function dayInWords(day: string): string {
  const midnight = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(midnight.getTime()) ? day : DAY_FORMAT.format(midnight);
}
