export const DAY_MS = 86_400_000;

type Calendar = { format: Intl.DateTimeFormat; days: Map<number, string> };
const calendars = new Map<string, Calendar>();

/** The day that the calendar on the wall shows at a moment, `YYYY-MM-DD`. Each is looked up once: the same moments are asked for often. */
export function localDay(at: number, zone: string): string {
  const calendar = calendars.get(zone) ?? {
    format: new Intl.DateTimeFormat("en-CA", { timeZone: zone }),
    days: new Map(),
  };
  calendars.set(zone, calendar);
  const day = calendar.days.get(at) ?? calendar.format.format(at);
  calendar.days.set(at, day);
  return day;
}

/** The day so many days after another. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}

/** Whether a moment is on a day or after it, or at an instant or after it. */
export function isSince(at: number, since: string, zone: string): boolean {
  return isDay(since) ? localDay(at, zone) >= since : at >= Date.parse(since);
}
