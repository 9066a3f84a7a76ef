import type { Random } from "../random.ts";

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** The UTC day of an instant, `YYYY-MM-DD`. */
export function plainDate(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** Moves most instants into somebody's working hours: few people write issues at night or on a Sunday. */
export function toOfficeHours(at: number, random: Random): number {
  if (random.chance(0.07)) return Math.floor(at);
  const weekday = new Date(at).getUTCDay();
  const shift = weekday === 0 ? 1 : weekday === 6 ? -1 : 0;
  const midnight = Math.floor(at / DAY_MS) * DAY_MS + shift * DAY_MS;
  return midnight + 6 * HOUR_MS + random.int(0, 11 * HOUR_MS);
}
